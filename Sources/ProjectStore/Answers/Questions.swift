package import AnnotationCore

extension Project {
  /// Takes in questions whose answers are to be written: all of them, or none.
  ///
  /// A question that the project has already, with the same content, is passed over.
  /// - Parameter file: the file's name, for the record.
  /// - Returns: how many were added, or the first that differs from what the project has.
  package func add(
    questions: [OpenQuestion],
    file: String,
    at moment: Timestamp
  ) throws(StoreError) -> Result<Int, QuestionDiffers> {
    do {
      return try passing { db in
        var added = 0
        for question in questions {
          if let known = try QuestionRows.named(question.id, db) {
            guard known.isSame(as: question) else { throw QuestionDiffers(question: question.id) }
            continue
          }
          try QuestionRows.insert(question, file: file, at: moment, db)
          added += 1
        }
        return .success(added)
      }
    } catch let problem as QuestionDiffers {
      return .failure(problem)
    } catch {
      throw meaning(of: error)
    }
  }

  /// How many questions the project has.
  package func questionCount() throws(StoreError) -> Int {
    try read { db in try db.count("SELECT count(*) FROM question") }
  }
}

/// The project has a question of that id with other content.
package struct QuestionDiffers: Error, Hashable, Sendable {
  package var question: ItemID

  package init(question: ItemID) { self.question = question }
}

/// How questions are read and kept.
enum QuestionRows {
  /// What becomes of a row of `question`.
  static func question(_ row: Row) throws -> OpenQuestion {
    OpenQuestion(
      id: try row["key"],
      language: try row["language"],
      text: try row["text"],
      source: try row["source"]
    )
  }

  static func named(_ key: ItemID, _ db: Database) throws -> OpenQuestion? {
    try db.first("SELECT * FROM question WHERE key = :key", ["key": key], question)
  }

  static func insert(
    _ question: OpenQuestion,
    file: String,
    at moment: Timestamp,
    _ db: Database
  ) throws {
    try db.insert(
      """
      INSERT INTO question (key, language, text, source, file, at)
      VALUES (:key, :language, :text, :source, :file, :at)
      """,
      [
        "key": question.id, "language": question.language, "text": question.text,
        "source": question.source, "file": file, "at": moment,
      ]
    )
  }
}

extension OpenQuestion {
  /// Byte by byte: SQLite tells apart what Swift's == calls canonically equivalent.
  fileprivate func isSame(as other: OpenQuestion) -> Bool {
    let own = [id, language, text, source ?? ""].map { Array($0.utf8) }
    return own == [other.id, other.language, other.text, other.source ?? ""].map { Array($0.utf8) }
  }
}
