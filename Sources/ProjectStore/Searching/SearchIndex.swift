import GRDB

extension Project {
  /// Takes the next items into the index for searching, in a transaction of its own.
  /// - Parameter chunk: at most so many items.
  /// - Returns: how many items are still to be taken in.
  package func indexForSearch(chunk: Int = 5000) throws(StoreError) -> Int {
    try write { db in
      let indexed = try Int64.fetchOne(db, sql: "SELECT indexed FROM search_state") ?? 0
      let last = try Int64.fetchOne(
        db,
        sql: """
          SELECT max(id) FROM (SELECT id FROM item WHERE id > ? ORDER BY id LIMIT ?)
          """,
        arguments: [indexed, chunk]
      )
      guard let last else { return 0 }
      try db.execute(
        sql: """
          INSERT INTO item_text (rowid, question, answer)
          SELECT id, question || '  ' || char(1) || substr(language, 1, 2), answer || '  '
          FROM item WHERE id > ? AND id <= ?
          """,
        arguments: [indexed, last]
      )
      try db.execute(sql: "UPDATE search_state SET indexed = ?", arguments: [last])
      return try Int.fetchOne(
        db,
        sql: "SELECT count(*) FROM item WHERE id > ?",
        arguments: [last]
      ) ?? 0
    }
  }
}
