import AnnotationCore

extension Project {
  /// Takes new items into the index for searching, language by language, and merges its parts.
  ///
  /// Each step is a short write of its own, and a search is complete between any two of them: what is
  /// not in the index yet is scanned. What was cut short is gone on with by the next call.
  /// - Parameters:
  ///   - chunk: at most so many items in one write; fewer where their texts are long.
  ///   - progress: is told after each write how many items are still to be taken in.
  /// - Throws: what `progress` throws, as it is; else ``StoreError``.
  package func indexForSearch(
    chunk: Int = 4000,
    progress: (_ left: Int) throws -> Void = { _ in }
  ) throws {
    var chunks = 0
    let unindexed = try unindexedCounts()
    var left = unindexed.reduce(0) { $0 + $1.items }
    for (language, _) in unindexed {
      while case let indexed = try index(language, limit: chunk), indexed > 0 {
        left = max(0, left - indexed)
        try progress(left)
        chunks += 1
        if chunks.isMultiple(of: Self.chunksToMerge) { try mergeSearchIndex() }
      }
    }
    try mergeSearchIndex()
  }

  /// FTS5 keeps at most 2,000 parts of an index, and a chunk makes one.
  private static let chunksToMerge = 500

  /// The items of one write have at most so many characters, unless it is a single one.
  private static let charactersOfChunk = 4_000_000

  /// How many items the index does not have yet, by language.
  private func unindexedCounts() throws(StoreError) -> [(language: String, items: Int)] {
    try read(.manage) { db in
      try UnindexedItems.languages(db).map { language in
        let items = try db.count(
          "SELECT count(*) FROM item WHERE \(UnindexedItems.condition)",
          ["language": language]
        )
        return (language, items)
      }
    }
  }

  /// Takes in the next items of a language.
  /// - Returns: how many.
  private func index(_ language: String, limit: Int) throws(StoreError) -> Int {
    try write(.manage) { db in
      let last: Int64? = try db.value(
        """
        SELECT max(id) FROM (
          SELECT id, characters, sum(characters) OVER (ORDER BY id) AS total FROM (
            SELECT id, length(question) + length(answer) AS characters FROM item
            WHERE \(UnindexedItems.condition) ORDER BY id LIMIT :limit) AS next) AS summed
        WHERE total - characters < :most
        """,
        ["language": language, "limit": limit, "most": Self.charactersOfChunk]
      )
      guard let last else { return 0 }
      // In the order of their ids: a smaller one would make FTS5 begin another part.
      let indexed = try db.run(
        """
        INSERT INTO item_text (rowid, question, answer)
        SELECT id,
          folded_for_search(question) || '  ' || char(1) || substr(language, 1, 2),
          folded_for_search(answer) || '  '
        FROM item WHERE \(UnindexedItems.condition) AND id <= :last ORDER BY id
        """,
        ["language": language, "last": last]
      )
      try db.run(
        """
        INSERT INTO search_progress (language, indexed) VALUES (:language, :last)
        ON CONFLICT (language) DO UPDATE SET indexed = excluded.indexed
        """,
        ["language": language, "last": last]
      )
      return indexed
    }
  }

  /// Merges the parts of the index, since each one makes every search slower.
  func mergeSearchIndex() throws(StoreError) {
    while try mergeSomeOfSearchIndex() {}
  }

  /// - Returns: whether there may be more to merge.
  private func mergeSomeOfSearchIndex() throws(StoreError) -> Bool {
    try write(.manage) { db in
      let before = try db.count("SELECT total_changes()")
      try db.run("INSERT INTO item_text (item_text, rank) VALUES ('merge', 1000)")
      // Two or more: this is how FTS5 says that it did something.
      return try db.count("SELECT total_changes()") - before >= 2
    }
  }
}

/// The items that the index does not have yet.
enum UnindexedItems {
  /// Whether an item is one of them, of the language `:language`.
  static let condition = """
    language = :language
    AND id > coalesce((SELECT indexed FROM search_progress WHERE language = :language), 0)
    AND id <= (SELECT max(last_item) FROM import)
    """

  /// The languages that have such items.
  static func languages(_ db: Database) throws -> [String] {
    try db.values(
      """
      SELECT language FROM item_language AS l WHERE EXISTS (
        SELECT 1 FROM item WHERE item.language = l.language
          AND id > coalesce((SELECT indexed FROM search_progress AS p
            WHERE p.language = l.language), 0)
          AND id <= (SELECT max(last_item) FROM import))
      """
    )
  }
}
