package import AnnotationCore

extension Project {
  /// Takes in questions whose answers are to be written, once all of them are found to be right.
  ///
  /// A question that the project has already, with the same content, is passed over. They are written in
  /// several transactions.
  /// - Parameter file: the file's name, for the record.
  /// - Returns: how many were added, or the first that differs from what the project has.
  package func add(
    questions: [OpenQuestion],
    file: String,
    at moment: Timestamp
  ) throws(StoreError) -> Result<Int, QuestionDiffers> {
    var problem = try read(.manage) { db in
      var first: [ItemID: OpenQuestion] = [:]
      return try questions.first { question in
        let known = first.updateValue(question, forKey: question.id) ?? question
        return try !known.isSame(as: question) || QuestionRows.isNew(question, db) == nil
      }.map { QuestionDiffers(question: $0.id) }
    }
    if let problem { return .failure(problem) }
    let added = try writeEach(.manage, questions.parts(of: 2000)) { part, db in
      var added = 0
      for question in part where problem == nil {
        switch try QuestionRows.isNew(question, db) {
        case true?:
          try QuestionRows.insert(question, file: file, at: moment, db)
          added += 1
        case false?: break
        // Another program got in between.
        case nil: problem = QuestionDiffers(question: question.id)
        }
      }
      return added
    }
    problem?.added = added
    return if let problem { .failure(problem) } else { .success(added) }
  }

  /// How many questions the project has.
  package func questionCount() throws(StoreError) -> Int {
    try read(.figures) { db in try db.count("SELECT count(*) FROM question") }
  }
}

/// The project has a question of that id with other content.
package struct QuestionDiffers: Error, Hashable, Sendable {
  package var question: ItemID
  /// How many questions were added before it, and stay.
  package var added = 0

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

  /// Whether the project does not have a question yet; nil where it has another one of that id.
  static func isNew(_ question: OpenQuestion, _ db: Database) throws -> Bool? {
    let known = try db.first(
      "SELECT * FROM question WHERE key = :key",
      ["key": question.id],
      self.question
    )
    guard let known else { return true }
    return known.isSame(as: question) ? false : nil
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
