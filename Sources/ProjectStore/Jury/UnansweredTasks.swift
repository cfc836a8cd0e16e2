import AnnotationCore
package import Models

/// What tasks are for.
package enum TaskPurpose: String, Hashable, Sendable, CaseIterable {
  case review = "review"
  case answer = "answer"
}

extension Project {
  /// Keeps that a provider could not take a task.
  package func note(
    _ task: UnansweredTask,
    for purpose: TaskPurpose
  ) throws(StoreError) {
    try write(.manage) { db in
      try db.run(
        """
        INSERT INTO unanswered_task (purpose, model, subject, trial, sends, cost, reason, at)
        VALUES (:purpose, :model, :subject, :trial, :sends, :cost, :reason, :at)
        """,
        [
          "purpose": purpose, "model": task.model, "subject": task.subject, "trial": task.trial,
          "sends": task.sends, "cost": task.cost, "reason": task.reason, "at": task.at,
        ]
      )
    }
  }

  /// The tasks of a purpose that providers could not take, in the order in which they were noted.
  package func unansweredTasks(for purpose: TaskPurpose) throws(StoreError) -> [UnansweredTask] {
    try read(.figures) { db in
      try db.rows(
        "SELECT * FROM unanswered_task WHERE purpose = :purpose ORDER BY id",
        ["purpose": purpose]
      ) { row in
        UnansweredTask(
          model: try row["model"],
          subject: try row["subject"],
          trial: try row["trial"],
          sends: try row["sends"],
          cost: try row["cost"],
          reason: try row["reason"],
          at: try row["at"]
        )
      }
    }
  }

  /// What tasks may have cost that were not answered.
  func spentOnUnanswered(for purpose: TaskPurpose) throws(StoreError) -> Money {
    try read(.figures) { db in
      try db.value(
        "SELECT sum(cost) FROM unanswered_task WHERE purpose = :purpose",
        ["purpose": purpose]
      ) ?? .zero
    }
  }
}

extension TaskPurpose: StoredWord {
  typealias Stored = String
}
