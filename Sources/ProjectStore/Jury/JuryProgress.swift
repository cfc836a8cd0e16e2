package import AnnotationCore

/// How far one juror of the jury in force is.
package struct JurorProgress: Hashable, Sendable, Codable {
  package var juror: String
  /// Trials that wait for this juror, and are in no open batch.
  package var queued: Int
  /// Trials in batches that are not over.
  package var inBatches: Int
  /// Trials that had all their attempts and got neither a verdict nor a refusal.
  package var exhausted: Int
  package var verdicts: Int
  package var refused: Int
  /// Attempts, not items.
  package var unparsable: Int
  /// Attempts, not items.
  package var failed: Int
  /// Requests, over all attempts.
  package var sends: Int
  package var promptTokens: Int
  package var completionTokens: Int
  package var cost: Money

  package init(
    juror: String,
    queued: Int = 0,
    inBatches: Int = 0,
    exhausted: Int = 0,
    verdicts: Int = 0,
    refused: Int = 0,
    unparsable: Int = 0,
    failed: Int = 0,
    sends: Int = 0,
    promptTokens: Int = 0,
    completionTokens: Int = 0,
    cost: Money = .zero
  ) {
    self.juror = juror
    self.queued = queued
    self.inBatches = inBatches
    self.exhausted = exhausted
    self.verdicts = verdicts
    self.refused = refused
    self.unparsable = unparsable
    self.failed = failed
    self.sends = sends
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
    self.cost = cost
  }
}

extension Project {
  /// How far each juror of the jury in force is, by name.
  package func juryProgress() throws(StoreError) -> [JurorProgress] {
    try read(.figures) { db in try Self.juryProgress(db) }
  }

  static func juryProgress(_ db: Database) throws -> [JurorProgress] {
    try JurorRows.all(db).map { juror in
      var progress = JurorProgress(juror: juror.name)
      try progress.countQueue(of: juror, db)
      try db.each(
        "SELECT \(JurorProgress.sums) FROM review WHERE juror = :juror GROUP BY outcome",
        ["juror": juror.name]
      ) { try progress.add($0) }
      return progress
    }
  }
}

extension JurorProgress {
  /// The columns that ``add(_:)`` reads, of reviews that are grouped by their outcome.
  static let sums = """
    outcome, count(*) AS attempts, sum(sends) AS sends, sum(prompt_tokens) AS prompt_tokens, \
    sum(completion_tokens) AS completion_tokens, sum(cost) AS cost
    """

  /// Adds reviews of one outcome.
  mutating func add(_ row: Row) throws {
    let attempts: Int = try row["attempts"]
    switch try row["outcome"] as Review.Outcome.Kind {
    case .verdict: verdicts += attempts
    case .refused: refused += attempts
    case .unparsable: unparsable += attempts
    case .failed: failed += attempts
    }
    sends += try row["sends"]
    promptTokens += try row["prompt_tokens"] ?? 0
    completionTokens += try row["completion_tokens"] ?? 0
    cost += try row["cost"]
  }

  /// Counts anew what waits for the juror, whether the queue has it already or not.
  mutating func countQueue(of juror: Juror, _ db: Database) throws {
    (queued, inBatches, exhausted) = (0, 0, 0)
    let next = try JuryFillRows.nextItem(db)
    try count("jury_queue AS t", "t.item < :item", next ?? .max, of: juror, db)
    if let next { try count("trial_due AS t", "t.item >= :item", next, of: juror, db) }
  }

  private mutating func count(
    _ trials: String,
    _ isIncluded: String,
    _ item: Int64,
    of juror: Juror,
    _ db: Database
  ) throws {
    let arguments: Arguments = [
      "juror": juror.name, "item": item, "most": juror.model.limits.attempts,
    ]
    try db.each(
      """
      SELECT attempts < :most AS is_queued, count(*) AS trials FROM \(trials)
      WHERE juror = :juror AND \(isIncluded) GROUP BY attempts
      """,
      arguments
    ) { row in
      let trials: Int = try row["trials"]
      if try row["is_queued"] { queued += trials } else { exhausted += trials }
    }
    // From the batches, which hold few of the trials: a look for each trial of a long queue takes seconds.
    let waiting = try db.count(
      """
      SELECT count(*) FROM batch_waiting AS w CROSS JOIN \(trials)
        ON t.item = w.item AND t.juror = w.juror AND t.trial = w.trial
      WHERE w.juror = :juror AND \(isIncluded) AND t.attempts < :most
      """,
      arguments
    )
    queued -= waiting
    inBatches += waiting
  }
}
