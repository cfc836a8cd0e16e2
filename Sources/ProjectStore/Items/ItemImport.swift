package import AnnotationCore

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
    try passing { db in
      let inserter = try ItemInserter(db, path: path)
      try body(inserter)
      let hash = try sha256()
      let isKnown = try db.exists("SELECT 1 FROM import WHERE sha256 = :hash", ["hash": hash])
      // The same file once more, with nothing new in it, changes nothing.
      if inserter.added > 0 || !isKnown {
        try ImportRows.insert(
          ImportRecord(
            file: file,
            sha256: hash,
            added: inserter.added,
            unchanged: inserter.unchanged.count,
            at: moment
          ),
          id: inserter.importID,
          db
        )
      }
      return ImportReport(
        added: inserter.added,
        unchanged: inserter.unchanged.count,
        alreadyImported: isKnown
      )
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
  private let insertion: BulkStatement

  init(_ db: Database, path: String) throws {
    self.db = db
    self.path = path
    importID = try db.value("SELECT coalesce(max(id), 0) + 1 FROM import") ?? 1
    insertion = try db.prepare(
      """
      INSERT INTO item (key, language, question, answer, source, model, import_id, line)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING
      """
    )
  }

  /// Takes in one item.
  /// - Parameter line: where it stands in the file, from 1.
  package func insert(_ item: Item, line: Int) throws(ImportProblem) {
    do {
      let isNew = try insertion.run([
        item.id, item.language, item.question, item.answer, item.source, item.model,
        importID, line,
      ])
      if isNew > 0 {
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
    let found = try db.first("SELECT * FROM item WHERE key = :key", ["key": item.id]) { row in
      (
        id: try row["id"] as Int64, item: try ItemRows.item(row, withModel: true),
        importID: try row["import_id"] as Int64, line: try row["line"] as Int
      )
    }
    guard let found else { return }
    let first = found.importID == importID ? found.line : unchanged[found.id]
    if let first { throw ImportProblem.duplicate(id: item.id, firstLine: first) }
    let columns: [(String, String?, String?)] = [
      ("language", found.item.language, item.language),
      ("question", found.item.question, item.question),
      ("answer", found.item.answer, item.answer), ("source", found.item.source, item.source),
      ("model", found.item.model, item.model),
    ]
    // Byte by byte: SQLite and a release tell apart what Swift's == calls canonically equivalent.
    for (column, kept, new) in columns
    where kept.map({ Array($0.utf8) }) != new.map({ Array($0.utf8) }) {
      throw ImportProblem.differs(id: item.id, column: column)
    }
    unchanged[found.id] = line
  }
}
