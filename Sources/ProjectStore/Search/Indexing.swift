extension Project {
  /// Takes the next items into the index for searching, in a transaction of its own.
  /// - Parameter chunk: at most so many items.
  /// - Returns: how many items are still to be taken in.
  package func indexForSearch(chunk: Int = 5000) throws(StoreError) -> Int {
    try write { db in
      let indexed: Int64 = try db.value("SELECT indexed FROM search_state") ?? 0
      let last: Int64? = try db.value(
        """
        SELECT max(id) FROM (SELECT id FROM item WHERE id > :indexed ORDER BY id LIMIT :chunk) AS i
        """,
        ["indexed": indexed, "chunk": chunk]
      )
      guard let last else { return 0 }
      try db.run(
        """
        INSERT INTO item_text (rowid, question, answer)
        SELECT id, question || '  ' || char(1) || substr(language, 1, 2), answer || '  '
        FROM item WHERE id > :indexed AND id <= :last
        """,
        ["indexed": indexed, "last": last]
      )
      try db.run("UPDATE search_state SET indexed = :last", ["last": last])
      return try db.count("SELECT count(*) FROM item WHERE id > :last", ["last": last])
    }
  }
}
