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

/// The first item of a file that cannot be taken in.
package struct ItemRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  package var problem: ImportProblem
  /// Where the item stands in the file, from 1.
  package var line: Int
  /// The line itself, as it was handed over.
  package var text: [UInt8]

  package var description: String { problem.description }
}

extension Project {
  /// Imports a file's items: all of them, or none.
  ///
  /// Items are written in chunks, so that other programs can write in between. Nobody sees them
  /// before the last is in. What an import leaves that is cut short is removed by the next.
  /// - Parameters:
  ///   - file: the file's name, for the record.
  ///   - sha256: the file's SHA-256 in hexadecimal; asked for once `body` has read the file.
  ///   - chunk: at most so many items in one transaction.
  ///   - process: the program that imports.
  ///   - body: hands each item to the inserter.
  /// - Throws: ``ItemRefusal``; what `body` throws, as it is; else ``StoreError``. The project is
  ///   then as before.
  package func importItems(
    file: String,
    sha256: @autoclosure () throws -> String,
    at moment: Timestamp,
    chunk: Int = 5000,
    by process: ImportingProcess,
    _ body: (ItemInserter) throws -> Void
  ) throws -> ImportReport {
    let claim = try claimImport(by: process)
    let inserter = ItemInserter(self, claim: claim, chunk: chunk)
    do {
      do { try body(inserter) } catch {
        // An item that was handed over before is refused first.
        try inserter.flush()
        throw error
      }
      try inserter.flush()
      let hash = try sha256()
      return try write(.manage) { db in
        try ImportClaimRows.renew(claim, db)
        let isKnown = try db.exists("SELECT 1 FROM import WHERE sha256 = :hash", ["hash": hash])
        let report = ImportReport(
          added: inserter.rows.added,
          unchanged: inserter.rows.unchanged.count,
          alreadyImported: isKnown
        )
        // The same file once more, with nothing new in it, changes nothing.
        if report.added > 0 || !isKnown {
          let record = ImportRecord(
            file: file,
            sha256: hash,
            added: report.added,
            unchanged: report.unchanged,
            at: moment
          )
          try ImportRows.insert(record, db)
        }
        try ImportClaimRows.release(claim, db)
        return report
      }
    } catch {
      giveUp(claim)
      throw error
    }
  }
}

/// Takes in items one by one, and writes them in chunks.
package final class ItemInserter {
  /// A chunk's texts together are at most about so many bytes, however few items that are.
  private static let mostBytes = 4 << 20

  fileprivate var rows: ItemRowInserter
  private var waiting: [(item: Item, line: Int, text: [UInt8])] = []
  private var bytes = 0
  private let project: Project
  private let claim: ImportClaim
  private let chunk: Int

  init(_ project: Project, claim: ImportClaim, chunk: Int) {
    self.project = project
    self.claim = claim
    self.chunk = chunk
    rows = ItemRowInserter(after: claim.lastItem)
  }

  /// Takes in one item.
  /// - Parameters:
  ///   - line: where it stands in the file, from 1.
  ///   - text: the line itself, for the error.
  /// - Throws: ``ItemRefusal`` for this item or one before it; ``StoreError``.
  package func insert(_ item: Item, line: Int, text: [UInt8] = []) throws {
    waiting.append((item, line, text))
    bytes += item.question.utf8.count + item.answer.utf8.count
    if waiting.count >= chunk || bytes >= Self.mostBytes { try flush() }
  }

  /// Writes the items that wait.
  func flush() throws {
    defer {
      waiting.removeAll(keepingCapacity: true)
      bytes = 0
    }
    guard !waiting.isEmpty else { return }
    try project.writeRethrowing(.manage) { db in
      try ImportClaimRows.renew(claim, db)
      for (item, line, text) in waiting {
        do { try rows.insert(item, line: line, db) } catch let problem as ImportProblem {
          throw ItemRefusal(problem: problem, line: line, text: text)
        } catch  where DatabaseFile.isFailure(error) {
          let problem = ImportProblem.store(StoreError(error, path: project.path))
          throw ItemRefusal(problem: problem, line: line, text: text)
        }
      }
    }
  }
}

/// Puts items of one import in their table, inside a transaction.
struct ItemRowInserter {
  private(set) var added = 0
  /// The lines of items that the project had already, by row.
  private(set) var unchanged: [Int64: Int] = [:]
  private let lastItem: Int64

  /// - Parameter lastItem: the largest row id of an item when the import began.
  init(after lastItem: Int64) { self.lastItem = lastItem }

  /// Puts in one item, unless it is there.
  /// - Throws: ``ImportProblem``, and errors of the database.
  mutating func insert(_ item: Item, line: Int, _ db: Database) throws {
    let insertion = try db.prepare(
      """
      INSERT INTO stored_item (key, language, question, answer, source, model, line)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING
      """
    )
    let isNew = try insertion.run([
      item.id, item.language, item.question, item.answer, item.source, item.model, line,
    ])
    if isNew > 0 {
      added += 1
    } else {
      try compare(item, line: line, db)
    }
  }

  private mutating func compare(_ item: Item, line: Int, _ db: Database) throws {
    let found = try db.first("SELECT * FROM stored_item WHERE key = :key", ["key": item.id]) {
      row in
      (
        id: try row["id"] as Int64, item: try ItemRows.item(row, withModel: true),
        line: try row["line"] as Int
      )
    }
    guard let found else { return }
    let first = found.id > lastItem ? found.line : unchanged[found.id]
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
