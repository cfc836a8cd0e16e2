import AnnotationCore
import GRDB

/// Looking for words in questions and answers.
///
/// Three characters or more are looked up in the index of trigrams. Where that gives few candidates,
/// each is looked at; where it gives many, items with the words are frequent, and a walk along the
/// queue meets a page of them soon. Items that are not in the index yet are scanned, so that a
/// search is always complete.
struct ItemSearch {
  let text: String

  init(_ text: String) { self.text = text }

  /// More candidates than this count as many.
  private static let few = 2000

  /// The rows of a walk whose question or answer holds the words, in the order of the walk.
  func rows(of walk: inout QueueWalk, limit: Int, _ db: Database) throws -> [Int64] {
    guard let candidates = try candidates(db) else { return try scan(&walk, limit, db) }
    var found: [(position: Int, item: Int64)] = []
    for candidate in candidates {
      guard let position = try walk.passes(candidate, db), try holds(candidate, db) else {
        continue
      }
      found.append((position, candidate))
    }
    found.sort { walk.goesBack ? $0.position > $1.position : $0.position < $1.position }
    return found.prefix(limit).map(\.item)
  }

  /// The items that may hold the words, or nil where they are many or not known.
  private func candidates(_ db: Database) throws -> [Int64]? {
    let scalars = Array(text.unicodeScalars)
    guard scalars.count >= 3 else { return nil }
    let indexed = try Int64.fetchOne(db, sql: "SELECT indexed FROM search_state") ?? 0
    // All trigrams must be there; whether they stand in a row is looked at afterwards.
    let trigrams = Set(
      (0...(scalars.count - 3)).map { start in
        String(String.UnicodeScalarView(scalars[start..<(start + 3)]))
      }
    )
    let query = trigrams.sorted().prefix(24)
      .map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
      .joined(separator: " AND ")
    var rows = try Int64.fetchAll(
      db,
      sql: "SELECT rowid FROM item_text WHERE item_text MATCH ? LIMIT ?",
      arguments: [query, Self.few + 1]
    )
    rows += try Int64.fetchAll(
      db,
      sql: """
        SELECT id FROM item
        WHERE id > ?1 AND (question LIKE ?2 ESCAPE '\\' OR answer LIKE ?2 ESCAPE '\\') LIMIT ?3
        """,
      arguments: [indexed, pattern, Self.few + 1]
    )
    return rows.count > Self.few ? nil : rows
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
