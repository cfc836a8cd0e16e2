package import AnnotationCore

/// How far one writer is.
package struct WriterProgress: Hashable, Sendable {
  package var writer: String
  /// Answers that the writer still owes.
  package var queued: Int
  /// Answers that had all their attempts, and that nobody got.
  package var exhausted: Int
  package var answered: Int
  package var refused: Int
  /// Attempts, not answers, by the kind of what was wrong.
  package var flawed: [String: Int]
  /// Attempts, not answers.
  package var cutShort: Int
  /// Attempts, not answers.
  package var failed: Int
  /// Requests, over all attempts.
  package var sends: Int
  package var promptTokens: Int
  package var completionTokens: Int
  package var cost: Money
  /// The models that the replies named, in their order.
  package var reportedModels: [String]

  package init(writer: String) {
    self.writer = writer
    queued = 0
    exhausted = 0
    answered = 0
    refused = 0
    flawed = [:]
    cutShort = 0
    failed = 0
    sends = 0
    promptTokens = 0
    completionTokens = 0
    cost = .zero
    reportedModels = []
  }
}

extension Project {
  /// How far each of these writers is, which are registered, in their order.
  package func answerProgress(_ writers: [Writer]) throws(StoreError) -> [WriterProgress] {
    try read(.figures) { db in
      try writers.map { writer in
        var progress = WriterProgress(writer: writer.name)
        try Self.countOwed(writer, &progress, db)
        try Self.countAttempts(writer, &progress, db)
        progress.reportedModels = try db.values(
          """
          SELECT DISTINCT reported_model FROM answer_attempt
          WHERE name = :writer AND reported_model IS NOT NULL ORDER BY reported_model
          """,
          ["writer": writer.name]
        )
        return progress
      }
    }
  }

  private static func countOwed(
    _ writer: Writer,
    _ progress: inout WriterProgress,
    _ db: Database
  ) throws {
    try db.each(
      """
      SELECT attempts < most_attempts AS is_open, count(*) AS answers FROM missing_answer
      WHERE writer = :writer GROUP BY is_open
      """,
      ["writer": writer.name]
    ) { row in
      if try row["is_open"] {
        progress.queued = try row["answers"]
      } else {
        progress.exhausted = try row["answers"]
      }
    }
  }

  private static func countAttempts(
    _ writer: Writer,
    _ progress: inout WriterProgress,
    _ db: Database
  ) throws {
    try db.each(
      """
      SELECT outcome, flaw, count(*) AS attempts, sum(sends) AS sends,
        sum(prompt_tokens) AS prompt_tokens, sum(completion_tokens) AS completion_tokens,
        sum(cost) AS cost
      FROM answer_attempt WHERE name = :writer GROUP BY outcome, flaw
      """,
      ["writer": writer.name]
    ) { row in
      let attempts: Int = try row["attempts"]
      switch try row["outcome"] as AttemptRows.Outcome {
      case .answered: progress.answered = attempts
      case .refused: progress.refused = attempts
      case .flawed: progress.flawed[try row["flaw"]] = attempts
      case .cutShort: progress.cutShort = attempts
      case .failed: progress.failed = attempts
      }
      progress.sends += try row["sends"]
      progress.promptTokens += try row["prompt_tokens"] ?? 0
      progress.completionTokens += try row["completion_tokens"] ?? 0
      progress.cost += try row["cost"]
    }
  }
}
