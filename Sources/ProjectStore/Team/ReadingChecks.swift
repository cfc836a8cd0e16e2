package import AnnotationCore

extension Project {
  /// Keeps what a person said of a line in a script.
  package func note(
    _ check: ReadingCheck,
    of person: PersonID,
    at moment: Timestamp
  ) throws(StoreError) {
    try write(as: person, .own) { db in
      try db.run(
        """
        INSERT INTO reading_check (person, script, terminal, answer, at)
        VALUES (:person, :script, :terminal, :answer, :at)
        """,
        [
          "person": person, "script": check.script, "terminal": check.terminal,
          "answer": check.answer, "at": moment,
        ]
      )
    }
  }

  /// What a person said last of each script in each terminal.
  package func readingChecks(of person: PersonID) throws(StoreError) -> [ReadingCheck] {
    try read(own: person) { db in try ReadingRows.latest(of: person, db) }
  }
}

/// How reading checks are read from their table.
enum ReadingRows {
  static func latest(of person: PersonID, _ db: Database) throws -> [ReadingCheck] {
    var checks: [ReadingCheck] = []
    try db.each(
      "SELECT * FROM reading_check WHERE person = :person ORDER BY id",
      ["person": person]
    ) {
      row in
      let check = ReadingCheck(
        script: try row["script"],
        terminal: try row["terminal"],
        answer: try row["answer"]
      )
      checks.removeAll { $0.script == check.script && $0.terminal == check.terminal }
      checks.append(check)
    }
    return checks
  }
}
