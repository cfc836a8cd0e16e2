package import AnnotationCore
import GRDB

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
    try read { db in try Self.juryProgress(db) }
  }

  static func juryProgress(_ db: Database) throws -> [JurorProgress] {
    try JurorRows.all(db).map { juror in
      var progress = JurorProgress(juror: juror.name)
      try progress.countQueue(of: juror, db)
      let outcomes = try Row.fetchCursor(
        db,
        sql: "SELECT \(JurorProgress.sums) FROM review WHERE juror = ? GROUP BY outcome",
        arguments: [juror.name]
      )
      while let row = try outcomes.next() { progress.add(row) }
      return progress
    }
  }
}

extension JurorProgress {
  /// The columns that ``add(_:)`` reads, of reviews that are grouped by their outcome.
  static let sums = """
    outcome, count(*), sum(sends), coalesce(sum(prompt_tokens), 0), \
    coalesce(sum(completion_tokens), 0), sum(cost)
    """
  static let sumCount = 6

  /// Adds reviews of one outcome.
  mutating func add(_ row: Row) {
    switch row[0] as String {
    case "verdict": verdicts += row[1]
    case "refused": refused += row[1]
    case "unparsable": unparsable += row[1]
    default: failed += row[1]
    }
    sends += row[2]
    promptTokens += row[3]
    completionTokens += row[4]
    cost += Money(billionths: row[5])
  }

  /// Counts anew what waits for the juror.
  mutating func countQueue(of juror: Juror, _ db: Database) throws {
    (queued, inBatches, exhausted) = (0, 0, 0)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT attempts, count(*), sum(\(BatchRows.isWaiting)) FROM jury_queue
        WHERE juror = ? GROUP BY attempts
        """,
      arguments: [juror.name]
    )
    while let row = try rows.next() {
      if row[0] < juror.limits.attempts {
        queued += row[1] - row[2]
        inBatches += row[2]
      } else {
        exhausted += row[1]
      }
    }
  }
}
