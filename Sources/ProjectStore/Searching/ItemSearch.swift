import AnnotationCore
import GRDB

/// Looking for words in questions and answers.
///
/// The words are looked up in the index of trigrams. Where that gives few candidates, each is looked
/// at, in the order of the queue; where it gives many, items with the words are frequent, and a walk
/// along the queue meets a page of them soon. Items that are not in the index yet are scanned, so
/// that a search is always complete.
struct ItemSearch {
  let text: String

  init(_ text: String) { self.text = text }

  /// More candidates than this count as many.
  private static let few = 20_000

  /// The rows of a walk whose question or answer holds the words, in the order of the walk.
  func rows(of walk: inout QueueWalk, limit: Int, _ db: Database) throws -> [Int64] {
    guard let candidates = try candidates(db) else { return try scan(&walk, limit, db) }
    var found: [Int64] = []
    for candidate in try walk.order(candidates, db) where try holds(candidate, db) {
      found.append(candidate)
      if found.count == limit { break }
    }
    return found
  }

  /// The items that may hold the words, or nil where they are many.
  private func candidates(_ db: Database) throws -> [Int64]? {
    var rows = Set(try indexed(db))
    guard rows.count <= Self.few else { return nil }
    let last = try Int64.fetchOne(db, sql: "SELECT indexed FROM search_state") ?? 0
    rows.formUnion(
      try Int64.fetchAll(
        db,
        sql: """
          SELECT id FROM item
          WHERE id > ?1 AND (question LIKE ?2 ESCAPE '\\' OR answer LIKE ?2 ESCAPE '\\') LIMIT ?3
          """,
        arguments: [last, pattern, Self.few + 1]
      )
    )
    return rows.count > Self.few ? nil : rows.sorted()
  }

  /// The items whose trigrams may be those of the words, or one more than are few.
  private func indexed(_ db: Database) throws -> [Int64] {
    let scalars = Array(text.unicodeScalars)
    guard scalars.count >= 3 else {
      let first = scalars.map(Self.folded).reduce(into: "") { $0.unicodeScalars.append($1) }
      return try Int64.fetchAll(
        db,
        sql: "SELECT DISTINCT doc FROM item_trigram WHERE term >= ?1 AND term < ?2 LIMIT ?3",
        arguments: [first, first + "\u{10FFFF}", Self.few + 1]
      )
    }
    // All trigrams must be there; whether they stand in a row is looked at afterwards.
    let trigrams = Set(
      (0...(scalars.count - 3)).map { start in
        String(String.UnicodeScalarView(scalars[start..<(start + 3)]))
      }
    )
    let query = trigrams.sorted().prefix(24)
      .map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
      .joined(separator: " AND ")
    return try Int64.fetchAll(
      db,
      sql: "SELECT rowid FROM item_text WHERE item_text MATCH ? LIMIT ?",
      arguments: [query, Self.few + 1]
    )
  }

  /// A scalar as the index folds it, one for one.
  private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let lower = scalar.properties.lowercaseMapping.unicodeScalars
    guard let only = lower.first, lower.count == 1 else { return scalar }
    return only
  }

  /// Whether an item holds the words, without regard to case in any script.
  private func holds(_ row: Int64, _ db: Database) throws -> Bool {
    let statement = try db.cachedStatement(sql: "SELECT question, answer FROM item WHERE id = ?")
    guard let item = try Row.fetchOne(statement, arguments: [row]) else { return false }
    let wanted = text.lowercased()
    return (item[0] as String).lowercased().contains(wanted)
      || (item[1] as String).lowercased().contains(wanted)
  }

  /// Looks at the items of a walk one after another, without regard to the case of ASCII.
  private func scan(_ walk: inout QueueWalk, _ limit: Int, _ db: Database) throws -> [Int64] {
    var found: [Int64] = []
    while found.count < limit {
      let rows = try walk.next(500, db)
      let matching = Set(try matches(rows, db))
      found += rows.filter(matching.contains)
      if rows.count < 500 { break }
    }
    return Array(found.prefix(limit))
  }

  /// Those of some items that hold the words.
  private func matches(_ rows: [Int64], _ db: Database) throws -> [Int64] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT item.id FROM json_each(?1) AS wanted CROSS JOIN item ON item.id = wanted.value
        WHERE question LIKE ?2 ESCAPE '\\' OR answer LIKE ?2 ESCAPE '\\'
        """
    )
    return try Int64.fetchAll(statement, arguments: [ValuesJSON.text(of: rows), pattern])
  }

  /// The words as a pattern of LIKE, whose own signs are taken as they are.
  private var pattern: String {
    var pattern = "%"
    for scalar in text.unicodeScalars {
      if scalar == "%" || scalar == "_" || scalar == "\\" { pattern += "\\" }
      pattern.unicodeScalars.append(scalar)
    }
    return pattern + "%"
  }
}
