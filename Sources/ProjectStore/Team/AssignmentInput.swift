package import AnnotationCore

/// What an ``AssignmentPlan`` starts from.
///
/// Items are named by row numbers.
package struct AssignmentInput: Hashable, Sendable {
  /// The items to assign.
  package var languages: [AssignmentPlan.LanguageItems]
  /// Who has each item, in every language, since a plan balances how much each person has.
  package var existing: [Int64: [PersonID]]
  package var training: Set<Int64>
  package var gold: Set<Int64>
  /// How many assignments there were.
  package var assigned: Int
}

extension Project {
  /// What an ``AssignmentPlan`` starts from.
  /// - Parameter languages: the languages to assign, or nil for all.
  package func assignmentInput(
    languages: [String]? = nil
  ) throws(StoreError) -> AssignmentInput {
    try read(.manage) { db in
      AssignmentInput(
        languages: try AssignmentRows.items(of: languages, db),
        existing: try AssignmentRows.holders(db),
        training: try ReferenceRows.items(for: .training, db),
        gold: try ReferenceRows.items(for: .gold, db),
        assigned: try AssignmentRows.count(db)
      )
    }
  }
}

/// How a plan reads assignments.
extension AssignmentRows {
  /// How many there are.
  static func count(_ db: Database) throws -> Int {
    try db.count("SELECT coalesce(sum(items), 0) FROM assignment_count")
  }

  /// The people who have each item that somebody has.
  static func holders(_ db: Database) throws -> [Int64: [PersonID]] {
    var holders: [Int64: [PersonID]] = [:]
    try db.each("SELECT item, person FROM assignment") { row in
      holders[try row["item"], default: []].append(try row["person"])
    }
    return holders
  }

  /// The items of some languages, or of all, in the order of their ids.
  ///
  /// Both statements read an index alone: reading a million keys, or sorting them, would take seconds.
  static func items(
    of languages: [String]?,
    _ db: Database
  ) throws -> [AssignmentPlan.LanguageItems] {
    let known: [String] = try db.values("SELECT language FROM item_language")
    var found = known.filter { languages?.contains($0) ?? true }
      .map { AssignmentPlan.LanguageItems(language: $0, items: []) }
    let last: Int64 = try db.value("SELECT max(id) FROM item") ?? 0
    // The number of each row's language in `found`.
    var numbers = [Int32](repeating: -1, count: Int(last) + 1)
    for (number, language) in found.enumerated() {
      let rows: [Int64] = try db.values(
        "SELECT id FROM item WHERE language = :language",
        ["language": language.language]
      )
      for row in rows { numbers[Int(row)] = Int32(number) }
    }
    let inOrder: [Int64] = try db.values("SELECT id FROM item ORDER BY key")
    for row in inOrder where numbers[Int(row)] >= 0 {
      found[Int(numbers[Int(row)])].items.append(row)
    }
    return found
  }
}
