package import AnnotationCore
import GRDB

extension Project {
  /// Keeps how writers are configured, where that is new.
  /// - Throws: ``StoreError/writerChanged(_:)`` where a name stood for something else when it wrote.
  package func register(writers: [Juror], at moment: Timestamp) throws(StoreError) {
    try write { db in
      for writer in writers {
        let last = try WriterRows.last(writer.name, db)
        if last == writer { continue }
        if let last, !last.writes(as: writer), try WriterRows.hasAnswered(writer.name, db) {
          throw StoreError.writerChanged(writer.name)
        }
        try db.execute(
          sql: "INSERT INTO writer (name, configuration, at) VALUES (?, ?, ?)",
          arguments: [writer.name, try CodedJSON.text(of: writer), moment.rawValue]
        )
      }
    }
  }
}

enum WriterRows {
  /// The writer of a name as it was configured last.
  static func last(_ name: String, _ db: Database) throws -> Juror? {
    try String.fetchOne(
      db,
      sql: "SELECT configuration FROM writer WHERE name = ? ORDER BY id DESC LIMIT 1",
      arguments: [name]
    )
    .map { try CodedJSON.value(Juror.self, $0) }
  }

  static func hasAnswered(_ name: String, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM answer_attempt
          WHERE name = ? AND outcome IN ('answered', 'refused'))
        """,
      arguments: [name]
    ) ?? false
  }

  /// Holds where an answer of a writer is there, or the writer declined to give one.
  ///
  /// The tables are called `q` and `s`, the writer's name is the first argument.
  static let isOver = """
    EXISTS (SELECT 1 FROM answer_attempt AS a WHERE a.question = q.id AND a.name = ?1
      AND a.sample = s.number AND a.outcome IN ('answered', 'refused'))
    """

  /// How many attempts were made at an answer.
  static let attempts = """
    (SELECT coalesce(max(a.attempt), 0) FROM answer_attempt AS a
      WHERE a.question = q.id AND a.name = ?1 AND a.sample = s.number)
    """

  /// Every question with the number of every sample, up to the second argument.
  static let owed = """
    WITH RECURSIVE s(number) AS (
      SELECT 1 UNION ALL SELECT number + 1 FROM s WHERE number < ?2
    )
    """
}

extension Juror {
  /// Whether it would write the same under the other's name.
  fileprivate func writes(as other: Juror) -> Bool {
    provider == other.provider && sampling == other.sampling
  }
}
