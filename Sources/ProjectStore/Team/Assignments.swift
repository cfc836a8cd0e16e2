package import AnnotationCore

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
      let languages = try languages ?? db.values("SELECT DISTINCT language FROM item")
      var items: [(id: ItemID, language: String)] = []
      try db.each(
        "SELECT key, language FROM item WHERE language IN :languages ORDER BY id",
        ["languages": List(languages)]
      ) { row in items.append((id: try row["key"], language: try row["language"])) }
      // Everybody's, in every language, since the plan balances how much each person has.
      var existing: [ItemID: Set<PersonID>] = [:]
      try db.each(
        "SELECT item.key, a.person FROM assignment AS a JOIN item ON item.id = a.item"
      ) { row in existing[try row["key"], default: []].insert(try row["person"]) }
      return (
        items, existing,
        training: try ReferenceRows.items(for: .training, db),
        gold: try ReferenceRows.items(for: .gold, db)
      )
    }
  }

  /// Assigns items to people, at the end of each one's queue in the order given.
  /// - Returns: how many were added; one that was there stays as it is.
  /// - Throws: ``WorkProblem/noSuchItem(_:)``, ``TeamProblem/noSuchPerson(_:)``.
  @discardableResult
  package func assign(
    _ pairs: [AssignmentPlan.Pair],
    at moment: Timestamp
  ) throws(StoreError) -> Int {
    try write { db in
      var ends: [PersonID: Int] = [:]
      let insertion = try db.prepare(
        """
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
        if try insertion.run([pair.person, end + 1, moment, pair.item]) > 0 {
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
    for item in items.sorted() {
      try db.run(
        """
        INSERT INTO single_stage (item, criterion, at)
        SELECT id, :criterion, :at FROM item
        WHERE key = :key AND NOT EXISTS (SELECT 1 FROM assignment WHERE item = item.id)
          AND NOT EXISTS (SELECT 1 FROM reference WHERE item = item.id)
        ON CONFLICT DO NOTHING
        """,
        ["criterion": criterion, "at": moment, "key": item]
      )
    }
  }

  private func lastPosition(of person: PersonID, _ db: Database) throws -> Int {
    guard try PersonRows.with(id: person, db) != nil else {
      throw StoreError.team(.noSuchPerson("#\(person)"))
    }
    return try db.value(
      "SELECT max(position) FROM assignment WHERE person = :person",
      ["person": person]
    ) ?? 0
  }
}
