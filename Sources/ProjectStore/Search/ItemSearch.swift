import AnnotationCore
import SafeText

/// Looking for words in questions and answers.
///
/// Three characters or more are looked up in the index of trigrams. Where that gives few candidates,
/// each is looked at. Where it gives many, they are looked up language by language, since a queue goes
/// through one language after another: where a language has many, a walk through it meets a page of
/// them soon. One or two characters are looked up in the index's list of trigrams.
/// Items that are not in the index yet are scanned, so that a search is always complete. Index and scan
/// compare folded texts: without regard to case, and to marks on letters.
struct ItemSearch {
  /// The words as they are compared.
  private let words: String
  private let scalars: [Unicode.Scalar]

  init(_ text: String) {
    words = TextSearch.folded(text)
    scalars = Array(words.unicodeScalars)
  }

  /// Whether an item holds the words `:words`.
  private static let holdsWords = """
    (holds_words(question, :words) OR holds_words(answer, :words))
    """

  /// More candidates than these count as many: in all languages together, in one, and for one or two
  /// characters.
  private static let few = 20_000
  private static let fewInLanguage = 5000
  private static let fewShort = 150_000

  /// The first places of a walk whose items hold the words, in the order of the walk.
  func places(of walk: QueueWalk, limit: Int, _ db: Database) throws -> [QueueWalk.Place] {
    guard !words.isEmpty else { return [] }
    guard scalars.count >= 3 else {
      return try places(of: walk, among: try shortCandidates(db), limit: limit, db)
    }
    if let candidates = try candidates(in: walk.filter.language, few: Self.few, db) {
      return try places(of: walk, among: candidates, limit: limit, db)
    }
    let found = try walk.languages(db).flatMap { language in
      var walk = walk
      walk.filter.language = language
      let candidates = try candidates(in: language, few: Self.fewInLanguage, db)
      return try places(of: walk, among: candidates, limit: limit, db)
    }
    return walk.first(limit, of: found)
  }

  /// - Parameter candidates: the items that may hold the words, or nil where they are many.
  private func places(
    of walk: QueueWalk,
    among candidates: [Int64]?,
    limit: Int,
    _ db: Database
  ) throws -> [QueueWalk.Place] {
    guard let candidates else { return try scan(walk, limit, db) }
    var found: [QueueWalk.Place] = []
    for place in try walk.places(of: candidates, db) where try holds(place.item, db) {
      found.append(place)
      if found.count == limit { break }
    }
    return found
  }

  private func candidates(
    in language: String?,
    few: Int,
    _ db: Database
  ) throws -> [Int64]? {
    // All trigrams must be there; whether they stand in a row is looked at afterwards.
    let trigrams = Set(
      (0...(scalars.count - 3)).map { start in
        String(String.UnicodeScalarView(scalars[start..<(start + 3)]))
      }
    )
    let mark = language.map { ["\u{1}" + $0.prefix(2)] } ?? []
    let query = (trigrams.sorted().prefix(24) + mark)
      .map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
      .joined(separator: " AND ")
    let indexed: [Int64] = try db.values(
      "SELECT rowid FROM item_text WHERE item_text MATCH :query LIMIT :limit",
      ["query": query, "limit": few + 1]
    )
    guard indexed.count <= few else { return nil }
    let new = try unindexed(in: language, limit: few, db)
    let rows = Set(indexed).union(new)
    return rows.count > few ? nil : rows.sorted()
  }

  private func shortCandidates(_ db: Database) throws -> [Int64]? {
    let indexed: [Int64] = try db.values(
      """
      SELECT DISTINCT doc FROM item_trigram WHERE term >= :first AND term < :end LIMIT :limit
      """,
      ["first": words, "end": words + "\u{10FFFF}", "limit": Self.fewShort + 1]
    )
    guard indexed.count <= Self.fewShort else { return nil }
    let rows = Set(indexed).union(try unindexed(in: nil, limit: Self.fewShort, db))
    return rows.count > Self.fewShort ? nil : rows.sorted()
  }

  /// Items that are not in the index yet and hold the words; at most one more than are few.
  private func unindexed(
    in language: String?,
    limit: Int,
    _ db: Database
  ) throws -> [Int64] {
    var found: [Int64] = []
    for language in try language.map({ [$0] }) ?? UnindexedItems.languages(db)
    where found.count <= limit {
      found += try db.values(
        """
        SELECT id FROM item
        WHERE \(UnindexedItems.condition)
          AND \(Self.holdsWords)
        LIMIT :limit
        """,
        ["language": language, "words": words, "limit": limit + 1 - found.count]
      )
    }
    return found
  }

  /// Whether an item holds the words.
  private func holds(_ row: Int64, _ db: Database) throws -> Bool {
    try db.exists(
      "SELECT 1 FROM item WHERE id = :id AND \(Self.holdsWords)",
      ["id": row, "words": words]
    )
  }

  /// Looks at the items of a walk one after another.
  private func scan(
    _ walk: QueueWalk,
    _ limit: Int,
    _ db: Database
  ) throws -> [QueueWalk.Place] {
    var walk = walk
    var found: [QueueWalk.Place] = []
    while found.count < limit {
      let places = try walk.next(500, db)
      let matching = Set(try matches(places.map(\.item), db))
      found += places.filter { matching.contains($0.item) }
      if places.count < 500 { break }
    }
    return Array(found.prefix(limit))
  }

  /// Those of some items that hold the words.
  private func matches(_ rows: [Int64], _ db: Database) throws -> [Int64] {
    try db.values(
      """
      SELECT id FROM item WHERE id IN :rows
        AND \(Self.holdsWords)
      """,
      ["rows": List(rows), "words": words]
    )
  }
}
