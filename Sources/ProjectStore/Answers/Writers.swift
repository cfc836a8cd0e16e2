package import AnnotationCore

extension Project {
  /// Keeps how writers are configured, where that is new.
  /// - Throws: ``AnswerProblem/writerChanged(_:)`` where a name stood for something else when it wrote.
  package func register(writers: [Writer], at moment: Timestamp) throws(StoreError) {
    try write(.manage) { db in
      for writer in writers {
        let last = try WriterRows.last(writer.name, db)
        if last == writer { continue }
        if let last, !last.writes(as: writer), try WriterRows.hasAnswered(writer.name, db) {
          throw StoreError.answers(.writerChanged(writer.name))
        }
        try db.insert(
          """
          INSERT INTO writer (name, configuration, samples, attempts, at)
          VALUES (:name, :configuration, :samples, :attempts, :at)
          """,
          [
            "name": writer.name, "configuration": try CodedJSON.text(of: writer),
            "samples": writer.samples, "attempts": writer.model.limits.attempts, "at": moment,
          ]
        )
      }
    }
  }
}

/// How writers are read.
enum WriterRows {
  /// What becomes of a row of `writer`, or of a view of it.
  private static func writer(_ row: Row) throws -> Writer {
    let writer: Writer = try row.decoded("configuration")
    guard try row["name"] == writer.name else {
      throw DamagedRow.value(try row["name"], column: "name")
    }
    for (column, number) in [
      ("samples", writer.samples), ("attempts", writer.model.limits.attempts),
    ] {
      let kept: Int = try row[column]
      guard kept == number else { throw DamagedRow.value("\(kept)", column: column) }
    }
    return writer
  }

  /// The writer of a name as it was configured last.
  static func last(_ name: String, _ db: Database) throws -> Writer? {
    try db.first("SELECT * FROM writer_in_force WHERE name = :name", ["name": name], writer)
  }

  static func hasAnswered(_ name: String, _ db: Database) throws -> Bool {
    try db.exists(
      """
      SELECT 1 FROM answer_attempt
      WHERE name = :name AND outcome IN ('answered', 'refused')
      """,
      ["name": name]
    )
  }
}
