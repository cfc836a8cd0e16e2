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
          "INSERT INTO writer (name, configuration, at) VALUES (:name, :configuration, :at)",
          [
            "name": writer.name, "configuration": try CodedJSON.text(of: writer), "at": moment,
          ]
        )
      }
    }
  }
}

/// How writers are read.
enum WriterRows {
  /// The writer of a name as it was configured last.
  static func last(_ name: String, _ db: Database) throws -> Writer? {
    try db.first(
      "SELECT * FROM writer WHERE name = :name ORDER BY id DESC LIMIT 1",
      ["name": name]
    ) { try $0.configuration("configuration") }
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

/// The answers that a writer owes, each with the attempts that were made at it.
enum OwedAnswers {
  /// What a query over `owed (question, sample, attempts)` begins with.
  ///
  /// Its arguments are `:writer` and `:samples`, how many answers the writer gives to each question.
  static let table = """
    WITH RECURSIVE
    numbered(sample) AS (
      SELECT 1 UNION ALL SELECT sample + 1 FROM numbered WHERE sample < :samples
    ),
    owed AS (
      SELECT q.id AS question, n.sample,
        (SELECT coalesce(max(a.attempt), 0) FROM answer_attempt AS a
          WHERE a.question = q.id AND a.name = :writer AND a.sample = n.sample) AS attempts
      FROM question AS q CROSS JOIN numbered AS n
      WHERE NOT EXISTS (SELECT 1 FROM answer_attempt AS a
        WHERE a.question = q.id AND a.name = :writer AND a.sample = n.sample
          AND a.outcome IN ('answered', 'refused'))
    )
    """

  /// The arguments of ``table``.
  static func arguments(_ writer: Writer) -> Arguments {
    ["writer": writer.name, "samples": writer.samples]
  }
}
