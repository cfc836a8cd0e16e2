package import AnnotationCore
import GRDB

extension Project {
  /// Leaves a remark on an item, for the lead.
  /// - Returns: the flag's id.
  /// - Throws: ``StoreError/emptyComment``, ``StoreError/noSuchItem(_:)``.
  @discardableResult
  package func flag(
    item: ItemID,
    person: PersonID,
    comment: String,
    at moment: Timestamp
  ) throws(StoreError) -> Int64 {
    guard comment.contains(where: { !$0.isWhitespace }) else { throw .emptyComment }
    return try write { db in
      let row = try ItemRows.id(of: item, db)
      try db.execute(
        sql: "INSERT INTO flag (item, person, comment, at) VALUES (?, ?, ?, ?)",
        arguments: [row, person, comment, moment.rawValue]
      )
      return db.lastInsertedRowID
    }
  }
}

/// How flags are read from their table.
enum FlagRows {
  /// The flags of one person on an item.
  static func flags(
    row: Int64,
    item: ItemID,
    person: PersonID,
    _ db: Database
  ) throws -> [Flag] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT id, person, comment, at FROM flag WHERE item = ? AND person = ? ORDER BY id
        """
    )
    return try Row.fetchAll(statement, arguments: [row, person]).map { flag($0, item: item) }
  }

  static func flag(_ row: Row, item: ItemID) -> Flag {
    Flag(
      id: row[0],
      item: item,
      person: row[1],
      comment: row[2],
      at: Timestamp(rawValue: row[3])
    )
  }
}
