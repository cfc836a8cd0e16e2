import AnnotationCore
import GRDB

/// How batches are read from their tables.
enum BatchRows {
  /// The columns that ``batch(_:_:)`` reads, in its order.
  static let columns =
    "id, key, juror, sha256, lines, bytes, output, dropped, written_at"

  /// A condition on `jury_queue`: the trial is in an open batch.
  static let isWaiting = """
    EXISTS (SELECT 1 FROM batch_waiting AS w WHERE w.item = jury_queue.item
      AND w.juror = jury_queue.juror AND w.trial = jury_queue.trial)
    """

  static func batch(_ row: Row, _ db: Database) throws -> Batch {
    Batch(
      key: row[1],
      juror: row[2],
      sha256: row[3],
      lines: row[4],
      bytes: row[5],
      output: Juror.StructuredOutput(rawValue: row[6]) ?? .text,
      dropped: (row[7] as String).split(separator: ",").map(String.init),
      writtenAt: Timestamp(rawValue: row[8]),
      events: try events(of: row[0], db)
    )
  }

  /// A line from ``ItemRows/columns`` and the line's own, in the order of its query.
  static func line(_ row: Row, number: Int) throws -> BatchLine {
    let own = row.count - 6
    return BatchLine(
      number: number,
      next: ReviewCase(
        item: ItemRows.item(row, withModel: false),
        trial: row[own],
        attempt: row[own + 1],
        stageOne: try (row[own + 2] as String?).map { try CodedJSON.value(Labels.self, $0) }
      ),
      requestHash: row[own + 3],
      promptHash: row[own + 4],
      mostCost: Money(billionths: row[own + 5])
    )
  }

  /// The juror of an open batch as it was configured when the batch was written.
  static func jurorUnderWay(as name: String, _ db: Database) throws -> Juror? {
    try String.fetchOne(
      db,
      sql: """
        SELECT juror.configuration FROM batch JOIN juror ON juror.jury = batch.jury
          AND juror.name = batch.juror
        WHERE batch.juror = ? AND EXISTS (SELECT 1 FROM batch_waiting WHERE batch = batch.id)
        ORDER BY batch.id DESC LIMIT 1
        """,
      arguments: [name]
    )
    .map { try CodedJSON.value(Juror.self, $0) }
  }

  private static func events(of batch: Int64, _ db: Database) throws -> [Batch.Event] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT event, provider_id, detail, at FROM batch_event WHERE batch = ? ORDER BY number
        """,
      arguments: [batch]
    )
    .map { row in
      let word: String = row[0]
      guard let kind = Batch.Kind(rawValue: word) else {
        throw DatabaseError(message: "a batch with an event '\(word)'")
      }
      return Batch.Event(
        kind,
        providerID: row[1],
        detail: row[2],
        at: Timestamp(rawValue: row[3])
      )
    }
  }
}
