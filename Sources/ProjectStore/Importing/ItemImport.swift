package import AnnotationCore
import GRDB

/// What an import did.
package struct ImportReport: Hashable, Sendable, Codable {
  /// Items that are new in the project.
  package var added: Int
  /// Items that the project had, with the same content.
  package var unchanged: Int
  /// Whether the same file, byte for byte, was imported before.
  package var alreadyImported: Bool

  package init(added: Int, unchanged: Int, alreadyImported: Bool) {
    self.added = added
    self.unchanged = unchanged
    self.alreadyImported = alreadyImported
  }
}

extension Project {
  /// Imports a file's items: all of them, or none.
  /// - Parameters:
  ///   - file: the file's name, for the record.
  ///   - sha256: the file's SHA-256 in hexadecimal; asked for once `body` has read the file.
  ///   - body: hands each item to the inserter.
  /// - Throws: what `body` throws, as it is; else ``StoreError``. The project is then as before.
  package func importItems(
    file: String,
    sha256: @autoclosure () throws -> String,
    at moment: Timestamp,
    _ body: (ItemInserter) throws -> Void
  ) throws -> ImportReport {
    do {
      return try passing { db in
        let inserter = try ItemInserter(db, path: path)
        try body(inserter)
        let hash = try sha256()
        let earlier = try Bool.fetchOne(
          db,
          sql: "SELECT EXISTS (SELECT 1 FROM import WHERE sha256 = ?)",
          arguments: [hash]
        )
        // The same file once more, with nothing new in it, changes nothing.
        if inserter.added > 0 || earlier != true {
          try db.execute(
            sql: "INSERT INTO import VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
              inserter.importID, file, hash, inserter.added, inserter.unchanged.count,
              moment.rawValue,
            ]
          )
        }
        return ImportReport(
          added: inserter.added,
          unchanged: inserter.unchanged.count,
          alreadyImported: earlier ?? false
        )
      }
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    }
  }
}

/// Takes in items one by one, inside the transaction of one import.
package final class ItemInserter {
  let importID: Int64
  private(set) var added = 0
  /// The lines of items that the project had already, by row.
  private(set) var unchanged: [Int64: Int] = [:]
  private let db: Database
  private let path: String
  private let insertion: Statement
  private let lookup: Statement

  init(_ db: Database, path: String) throws {
    self.db = db
    self.path = path
    importID =
      try Int64.fetchOne(db, sql: "SELECT coalesce(max(id), 0) + 1 FROM import") ?? 1
    insertion = try db.cachedStatement(
      sql: """
        INSERT INTO item (key, language, question, answer, source, model, import_id, line)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING
        """
    )
    lookup = try db.cachedStatement(
      sql: """
        SELECT language, question, answer, source, model, import_id, line, id
        FROM item WHERE key = ?
        """
    )
  }

  /// Takes in one item.
  /// - Parameter line: where it stands in the file, from 1.
  package func insert(_ item: Item, line: Int) throws(ImportProblem) {
    do {
      insertion.setUncheckedArguments([
        item.id, item.language, item.question, item.answer, item.source, item.model,
        importID, line,
      ])
      try insertion.execute()
      if db.changesCount > 0 {
        added += 1
      } else {
        try compare(item, line: line)
      }
    } catch let problem as ImportProblem {
      throw problem
    } catch {
      throw .store(StoreError(error, path: path))
    }
  }

  private func compare(_ item: Item, line: Int) throws {
    guard let row = try Row.fetchOne(lookup, arguments: [item.id]) else { return }
    let id: Int64 = row[7]
    let first = row[5] == importID ? row[6] as Int : unchanged[id]
    if let first { throw ImportProblem.duplicate(id: item.id, firstLine: first) }
    let columns: [(String, String?, String?)] = [
      ("language", row[0], item.language), ("question", row[1], item.question),
      ("answer", row[2], item.answer), ("source", row[3], item.source),
      ("model", row[4], item.model),
    ]
    // Byte by byte: SQLite and a release tell apart what Swift's == calls canonically equivalent.
    for (column, kept, new) in columns
    where kept.map({ Array($0.utf8) }) != new.map({ Array($0.utf8) }) {
      throw ImportProblem.differs(id: item.id, column: column)
    }
    unchanged[id] = line
  }
}
