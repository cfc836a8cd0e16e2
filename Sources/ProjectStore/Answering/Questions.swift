package import AnnotationCore
import GRDB

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
          try db.cachedStatement(
            sql: """
              INSERT INTO question (key, language, text, source, file, at) VALUES (?, ?, ?, ?, ?, ?)
              """
          ).execute(
            arguments: [
              question.id, question.language, question.text, question.source, file,
              moment.rawValue,
            ]
          )
          added += 1
        }
        return .success(added)
      }
    } catch let problem as QuestionDiffers {
      return .failure(problem)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// How many questions the project has.
  package func questionCount() throws(StoreError) -> Int {
    try read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM question") ?? 0 }
  }
}

/// The project has a question of that id with other content.
package struct QuestionDiffers: Error, Hashable, Sendable {
  package var question: ItemID

  package init(question: ItemID) { self.question = question }
}

/// How questions are read from their table.
enum QuestionRows {
  /// The columns that ``question(_:)`` reads, in its order; the table is called `q`.
  static let columns = "q.key, q.language, q.text, q.source"

  static func question(_ row: Row) -> OpenQuestion {
    OpenQuestion(id: row[0], language: row[1], text: row[2], source: row[3])
  }

  static func named(_ key: ItemID, _ db: Database) throws -> OpenQuestion? {
    let statement = try db.cachedStatement(
      sql: "SELECT \(columns) FROM question AS q WHERE key = ?"
    )
    return try Row.fetchOne(statement, arguments: [key]).map(question)
  }
}

extension OpenQuestion {
  /// Byte by byte: SQLite tells apart what Swift's == calls canonically equivalent.
  fileprivate func isSame(as other: OpenQuestion) -> Bool {
    let own = [id, language, text, source ?? ""].map { Array($0.utf8) }
    return own == [other.id, other.language, other.text, other.source ?? ""].map { Array($0.utf8) }
  }
}
