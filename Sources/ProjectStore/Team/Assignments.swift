package import AnnotationCore
import GRDB

extension Project {
  /// What an ``AssignmentPlan`` starts from.
  /// - Parameter languages: the languages to assign, or nil for all.
  package func assignmentInput(
    languages: [String]? = nil
  ) throws(StoreError) -> (
    items: [(id: ItemID, language: String)],
    existing: [ItemID: Set<PersonID>],
    training: Set<ItemID>,
    gold: Set<ItemID>
  ) {
    try read { db in
      var items: [(id: ItemID, language: String)] = []
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT key, language FROM item
          WHERE ?1 IS NULL OR language IN (SELECT value FROM json_each(?1)) ORDER BY id
          """,
        arguments: [languages.map { ValuesJSON.text(of: $0) }]
      )
      while let row = try rows.next() { items.append((id: row[0], language: row[1])) }
      // Everybody's, in every language, since the plan balances how much each person has.
      var existing: [ItemID: Set<PersonID>] = [:]
      let pairs = try Row.fetchCursor(
        db,
        sql: """
          SELECT item.key, assignment.person FROM assignment JOIN item ON item.id = assignment.item
          """
      )
      while let row = try pairs.next() { existing[row[0], default: []].insert(row[1]) }
      return (
        items, existing,
        training: try ReferenceRows.items(for: .training, db),
        gold: try ReferenceRows.items(for: .gold, db)
      )
    }
  }

  /// Assigns items to people, at the end of each one's queue in the order given.
  /// - Returns: how many were added; one that was there stays as it is.
  /// - Throws: ``StoreError/noSuchItem(_:)``, ``StoreError/noSuchPerson(_:)``.
  @discardableResult
  package func assign(
    _ pairs: [AssignmentPlan.Pair],
    at moment: Timestamp
  ) throws(StoreError) -> Int {
    try write { db in
      var ends: [PersonID: Int] = [:]
      let insertion = try db.cachedStatement(
        sql: """
          INSERT INTO assignment (item, person, language, position, at)
          SELECT id, ?, language, ?, ? FROM item WHERE key = ?
          ON CONFLICT (item, person) DO NOTHING
          """
      )
      var added = 0
      if let arm = guideline.guideline.singleStage {
        try Self.mark(Set(pairs.map(\.item)).filter(arm.includes), arm.criterion, at: moment, db)
      }
      for pair in pairs {
        let end = try ends[pair.person] ?? lastPosition(of: pair.person, db)
        insertion.setUncheckedArguments([pair.person, end + 1, moment.rawValue, pair.item])
        try insertion.execute()
        if db.changesCount > 0 {
          added += 1
          ends[pair.person] = end + 1
        } else {
          // Nothing was added: it was there, unless the item is not.
          _ = try ItemRows.id(of: pair.item, db)
          ends[pair.person] = end
        }
      }
      return added
    }
  }

  /// Lets items go without stage one, unless somebody has them already or their labels are known.
  private static func mark(
    _ items: Set<ItemID>,
    _ criterion: CriterionID,
    at moment: Timestamp,
    _ db: Database
  ) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO single_stage (item, criterion, at)
        SELECT id, ?, ? FROM item
        WHERE key = ? AND NOT EXISTS (SELECT 1 FROM assignment WHERE item = item.id)
          AND NOT EXISTS (SELECT 1 FROM reference WHERE item = item.id)
        ON CONFLICT DO NOTHING
        """
    )
    for item in items.sorted() {
      try statement.execute(arguments: [criterion, moment.rawValue, item])
    }
  }

  private func lastPosition(of person: PersonID, _ db: Database) throws -> Int {
    guard try PersonRows.with(id: person, db) != nil else {
      throw StoreError.noSuchPerson("#\(person)")
    }
    return try Int.fetchOne(
      db,
      sql: "SELECT coalesce(max(position), 0) FROM assignment WHERE person = ?",
      arguments: [person]
    ) ?? 0
  }
}
