package import AnnotationCore
import GRDB

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
  /// How far each of these writers is, in their order.
  package func answerProgress(_ writers: [Juror]) throws(StoreError) -> [WriterProgress] {
    try read { db in
      try writers.map { writer in
        var progress = WriterProgress(writer: writer.name)
        try Self.countOwed(writer, &progress, db)
        try Self.countAttempts(writer, &progress, db)
        progress.reportedModels = try String.fetchAll(
          db,
          sql: """
            SELECT DISTINCT reported_model FROM answer_attempt
            WHERE name = ? AND reported_model IS NOT NULL ORDER BY reported_model
            """,
          arguments: [writer.name]
        )
        return progress
      }
    }
  }

  private static func countOwed(
    _ writer: Juror,
    _ progress: inout WriterProgress,
    _ db: Database
  ) throws {
    let owed = try Row.fetchCursor(
      db,
      sql: """
        \(WriterRows.owed)
        SELECT \(WriterRows.attempts) < ?3, count(*) FROM question AS q CROSS JOIN s
        WHERE NOT \(WriterRows.isOver) GROUP BY 1
        """,
      arguments: [writer.name, writer.asking.samples, writer.limits.attempts]
    )
    while let row = try owed.next() {
      if row[0] {
        progress.queued = row[1]
      } else {
        progress.exhausted = row[1]
      }
    }
  }

  private static func countAttempts(
    _ writer: Juror,
    _ progress: inout WriterProgress,
    _ db: Database
  ) throws {
    let outcomes = try Row.fetchCursor(
      db,
      sql: """
        SELECT outcome, flaw, count(*), sum(sends), coalesce(sum(prompt_tokens), 0),
          coalesce(sum(completion_tokens), 0), sum(cost)
        FROM answer_attempt WHERE name = ? GROUP BY outcome, flaw
        """,
      arguments: [writer.name]
    )
    while let row = try outcomes.next() {
      switch row[0] as String {
      case "answered": progress.answered = row[2]
      case "refused": progress.refused = row[2]
      case "flawed": progress.flawed[row[1]] = row[2]
      case "cut_short": progress.cutShort = row[2]
      default: progress.failed = row[2]
      }
      progress.sends += row[3]
      progress.promptTokens += row[4]
      progress.completionTokens += row[5]
      progress.cost += Money(billionths: row[6])
    }
  }
}
