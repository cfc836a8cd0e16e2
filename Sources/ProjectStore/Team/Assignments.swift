package import AnnotationCore

/// One item for one annotator.
package struct Assignment: Hashable, Sendable {
  package var item: ItemID
  package var person: PersonID

  package init(item: ItemID, person: PersonID) {
    self.item = item
    self.person = person
  }
}

extension Project {
  /// Assigns the shares of a plan, at the end of each person's queue.
  ///
  /// Each write is a short one of whole items. What was assigned before one fails stays
  /// (``StoreError/cutShort(done:_:)``): a new plan adds the rest.
  /// - Parameters:
  ///   - shares: items that their people do not have yet.
  ///   - assigned: how many assignments there were when the plan was made.
  ///   - rows: at most so many assignments in one write, unless one item has more.
  /// - Returns: how many were added.
  /// - Throws: ``TeamProblem/noSuchPerson(_:)``, ``TeamProblem/assignedMeanwhile``.
  @discardableResult
  package func assign(
    _ shares: [AssignmentPlan.Share],
    startingFrom assigned: Int,
    rows: Int = 20_000,
    at moment: Timestamp
  ) throws(StoreError) -> Int {
    let ends = try ends(of: Set(shares.map(\.person)))
    var added = 0
    return try writeEach(.manage, AssignmentChunks(of: shares, after: ends, rows: rows)) {
      chunk,
      db in
      guard try AssignmentRows.count(db) == assigned + added else {
        throw StoreError.team(.assignedMeanwhile)
      }
      if let arm = guideline.guideline.singleStage {
        try AssignmentRows.mark(chunk.items, for: arm, at: moment, db)
      }
      let new = try chunk.places.reduce(0) { sum, share in
        try sum
          + AssignmentRows.insert(
            share.json,
            language: chunk.language,
            person: share.person,
            at: moment,
            db
          )
      }
      added += new
      return new
    }
  }

  /// Assigns items to people, at the end of each one's queue in the order given.
  /// - Returns: how many were added; one that was there stays as it is.
  /// - Throws: ``WorkProblem/noSuchItem(_:)``, ``TeamProblem/noSuchPerson(_:)``,
  ///   ``TeamProblem/assignedMeanwhile``.
  @discardableResult
  package func assign(
    _ assignments: [Assignment],
    at moment: Timestamp
  ) throws(StoreError) -> Int {
    let (shares, assigned) = try read(.manage) { db in
      (try AssignmentRows.shares(of: assignments, db), try AssignmentRows.count(db))
    }
    return try assign(shares, startingFrom: assigned, at: moment)
  }

  /// The last position in each person's queue.
  private func ends(of people: Set<PersonID>) throws(StoreError) -> [PersonID: Int] {
    try read(.manage) { db in
      var ends: [PersonID: Int] = [:]
      for person in people {
        guard try PersonRows.with(id: person, db) != nil else {
          throw StoreError.team(.noSuchPerson("#\(person)"))
        }
        ends[person] = try QueueRows.end(of: person, db)
      }
      return ends
    }
  }
}

/// How assignments are written.
extension AssignmentRows {
  /// - Parameter places: positions by item, as a JSON object whose names are row numbers.
  /// - Returns: how many there are.
  fileprivate static func insert(
    _ places: String,
    language: String,
    person: PersonID,
    at moment: Timestamp,
    _ db: Database
  ) throws -> Int {
    try db.run(
      """
      INSERT INTO assignment (item, person, language, position, at)
      SELECT place.key, :person, :language, place.value, :at FROM :places AS place
      """,
      ["person": person, "language": language, "at": moment, "places": Pairs(json: places)]
    )
  }

  /// Lets items be labelled in the last stage alone, unless somebody has them already or their labels are known.
  fileprivate static func mark(
    _ items: [Int64],
    for arm: SingleStagePolicy,
    at moment: Timestamp,
    _ db: Database
  ) throws {
    let keys = try db.rows(
      "SELECT id, key FROM item WHERE id IN :items",
      ["items": List(items)]
    ) { (id: try $0["id"] as Int64, key: try $0["key"] as ItemID) }
    try db.run(
      """
      INSERT INTO single_stage (item, criterion, at)
      SELECT value, :criterion, :at FROM :items AS wanted
      WHERE NOT EXISTS (SELECT 1 FROM assignment WHERE assignment.item = value)
        AND NOT EXISTS (SELECT 1 FROM reference WHERE reference.item = value)
      ON CONFLICT DO NOTHING
      """,
      [
        "criterion": arm.criterion, "at": moment,
        "items": List(keys.filter { arm.includes($0.key) }.map(\.id)),
      ]
    )
  }

  /// Assignments as shares, without those that there are already.
  fileprivate static func shares(
    of assignments: [Assignment],
    _ db: Database
  ) throws -> [AssignmentPlan.Share] {
    var shares: [AssignmentPlan.Share] = []
    var seen: Set<Assignment> = []
    for assignment in assignments where seen.insert(assignment).inserted {
      let row = try ItemRows.id(of: assignment.item, db)
      let language: String? = try db.value(
        """
        SELECT language FROM item WHERE id = :item AND NOT EXISTS (
          SELECT 1 FROM assignment WHERE item = :item AND person = :person)
        """,
        ["item": row, "person": assignment.person]
      )
      guard let language else { continue }
      if let last = shares.last, last.person == assignment.person, last.language == language {
        shares[shares.count - 1].items.append(row)
      } else {
        shares.append(.init(person: assignment.person, language: language, items: [row]))
      }
    }
    return shares
  }
}
