package import AnnotationCore

extension Project {
  /// Keeps how attempts to get verdicts ended, with the prompts that were sent, all of them or none.
  /// - Returns: those that were kept. One whose attempt, or whose trial's verdict, is there already
  ///   is left out: a second run was faster.
  /// - Throws: ``WorkProblem/noSuchItem(_:)``, ``JuryProblem/noSuchJuror(_:)``.
  @discardableResult
  package func record(_ reviews: [NewReview]) throws(StoreError) -> [NewReview] {
    try write(.manage) { db in
      var kept: [NewReview] = []
      for new in reviews {
        if let prompt = new.prompt { try PromptRows.keep(prompt, db) }
        if try ReviewRows.insert(new.review, db) != nil { kept.append(new) }
      }
      return kept
    }
  }

  /// Keeps how one attempt to get a juror's verdict ended.
  /// - Returns: the review's id.
  /// - Throws: ``WorkProblem/noSuchItem(_:)``, ``JuryProblem/noSuchJuror(_:)``,
  ///   ``JuryProblem/alreadyReviewed(item:juror:attempt:)`` where that attempt or a verdict is kept.
  @discardableResult
  package func record(_ review: Review) throws(StoreError) -> Int64 {
    try write(.manage) { db in
      if let id = try ReviewRows.insert(review, db) { return id }
      throw StoreError.jury(
        .alreadyReviewed(item: review.item, juror: review.juror, attempt: review.attempt)
      )
    }
  }

  /// All reviews of an item, by juror, trial and attempt.
  /// - Throws: ``WorkProblem/noSuchItem(_:)``.
  package func reviews(of item: ItemID) throws(StoreError) -> [Review] {
    try read(.labels) { db in
      try db.rows(
        "SELECT * FROM review WHERE item = :item ORDER BY juror, trial, attempt",
        ["item": try ItemRows.id(of: item, db)]
      ) { try ReviewRows.review($0, item: item) }
    }
  }

  /// The prompt that was sent, as it was sent.
  /// - Parameter hash: as a review holds it.
  /// - Returns: nil where nothing was sent.
  package func prompt(_ hash: String) throws(StoreError) -> SentPrompt? {
    try read(.labels) { db in try PromptRows.prompt(hash, db) }
  }

  /// Whether anybody but these jurors has verdicts.
  package func hasVerdicts(beside jurors: [String]) throws(StoreError) -> Bool {
    try read(.manage) { db in
      try db.exists(
        "SELECT 1 FROM verdict WHERE juror NOT IN :jurors",
        ["jurors": List(jurors)]
      )
    }
  }

  /// The raw reply of a verdict to the same request, whoever was asked.
  package func knownReply(to requestHash: String) throws(StoreError) -> String? {
    try read(.manage) { db in
      try db.value(
        """
        SELECT raw_reply FROM verdict
        WHERE request_hash = :request AND raw_reply IS NOT NULL LIMIT 1
        """,
        ["request": requestHash]
      )
    }
  }

  /// What all reviews together cost.
  package func spentOnReviews() throws(StoreError) -> Money {
    try read(.figures) { db in try db.value("SELECT sum(cost) FROM review") ?? .zero }
  }
}
