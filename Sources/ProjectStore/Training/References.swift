package import AnnotationCore

extension Project {
  /// Adds references, once all of them are found to be right.
  ///
  /// One that is there with the same labels stays as it is. They are written in several transactions.
  /// - Returns: how many are new.
  /// - Throws: ``WorkProblem/noSuchItem(_:)``, ``ReferenceProblem/exists(item:)``,
  ///   ``ReferenceProblem/alreadyAssigned(item:)``, before anything is written;
  ///   ``StoreError/cutShort(done:_:)`` where another program got in between.
  @discardableResult
  package func add(
    references: [Reference],
    at moment: Timestamp
  ) throws(StoreError) -> Int {
    try read(.manage) { db in
      var first: [ItemID: Reference] = [:]
      for reference in references {
        guard first.updateValue(reference, forKey: reference.item) ?? reference == reference else {
          throw StoreError.reference(.exists(item: reference.item))
        }
        _ = try ReferenceRows.row(of: reference, db)
      }
    }
    return try writeEach(.manage, references.parts(of: 2000)) { part, db in
      try part.count { reference in
        guard let row = try ReferenceRows.row(of: reference, db) else { return false }
        try ReferenceRows.insert(reference, row: row, at: moment, db)
        return true
      }
    }
  }

  /// What is known about an item, or nil.
  package func reference(for item: ItemID) throws(StoreError) -> Reference? {
    try read(.own) { db in
      try ReferenceRows.reference(row: ItemRows.id(of: item, db), item: item, db)
    }
  }

  /// How a person did on the items with references for a purpose, in the order of their queue.
  package func referenceResults(
    of person: PersonID,
    for purpose: Reference.Purpose
  ) throws(StoreError) -> ReferenceResults {
    try read(own: person) { db in
      try ReferenceRows.results(of: person, for: purpose, guideline.guideline, db)
    }
  }
}

/// How a person did on the items with references for one purpose.
package struct ReferenceResults: Hashable, Sendable {
  /// Such items that the person has.
  package var assigned: Int
  /// One for each of them that the person has completed, or skipped.
  package var comparisons: [ReferenceComparison]

  package init(assigned: Int, comparisons: [ReferenceComparison]) {
    self.assigned = assigned
    self.comparisons = comparisons
  }
}

/// How references are read and kept.
enum ReferenceRows {
  static func reference(row: Int64, item: ItemID, _ db: Database) throws -> Reference? {
    try db.first("SELECT * FROM reference WHERE item = :item", ["item": row]) {
      try reference($0, item: item)
    }
  }

  /// The row of the item that a reference is to be added to; nil where it has that reference.
  /// - Throws: ``WorkProblem/noSuchItem(_:)``, ``ReferenceProblem/exists(item:)``,
  ///   ``ReferenceProblem/alreadyAssigned(item:)``.
  fileprivate static func row(of new: Reference, _ db: Database) throws -> Int64? {
    let row = try ItemRows.id(of: new.item, db)
    if let known = try reference(row: row, item: new.item, db) {
      guard known == new else { throw StoreError.reference(.exists(item: new.item)) }
      return nil
    }
    if new.purpose == .training,
      try db.exists("SELECT 1 FROM assignment WHERE item = :item", ["item": row])
    {
      throw StoreError.reference(.alreadyAssigned(item: new.item))
    }
    return row
  }

  static func insert(
    _ reference: Reference,
    row: Int64,
    at moment: Timestamp,
    _ db: Database
  ) throws {
    try db.insert(
      """
      INSERT INTO reference (item, purpose, labels, why, at)
      VALUES (:item, :purpose, :labels, :why, :at)
      """,
      [
        "item": row, "purpose": reference.purpose, "labels": reference.values,
        "why": reference.why, "at": moment,
      ]
    )
  }

  /// The items with a reference for a purpose.
  static func items(for purpose: Reference.Purpose, _ db: Database) throws -> Set<Int64> {
    Set(
      try db.values("SELECT item FROM reference WHERE purpose = :purpose", ["purpose": purpose])
    )
  }

  private static func reference(_ row: Row, item: ItemID) throws -> Reference {
    Reference(
      item: item,
      purpose: try row["purpose"],
      values: try row.labels("labels", of: item),
      why: try row["why"]
    )
  }

  static func results(
    of person: PersonID,
    for purpose: Reference.Purpose,
    _ guideline: Guideline,
    _ db: Database
  ) throws -> ReferenceResults {
    let assigned = try db.rows(
      """
      SELECT reference.purpose, reference.labels, reference.why, item.key, item.id, a.state
      FROM reference JOIN assignment AS a ON a.item = reference.item
        JOIN item ON item.id = reference.item
      WHERE reference.purpose = :purpose AND a.person = :person ORDER BY a.position
      """,
      ["person": person, "purpose": purpose]
    ) { row in
      (
        reference: try reference(row, item: row["key"]), item: try row["id"] as Int64,
        state: try row["state"] as WorkState
      )
    }
    // Who was told what is right is measured by what they said before.
    let isTold = purpose == .training || guideline.gold?.showsResults == true
    let said = try values(of: person, for: purpose, first: isTold, db)
    let comparisons = assigned.filter { $0.state == .done || $0.state == .skipped }.map {
      // A skipped item matches nothing: skipping is no way past the training.
      ReferenceComparison(
        reference: $0.reference,
        given: $0.state == .skipped ? [:] : said[$0.item] ?? [:],
        guideline: guideline
      )
    }
    return ReferenceResults(assigned: assigned.count, comparisons: comparisons)
  }

  /// What a person committed in all stages of the items with a reference, by row: first of all, or
  /// what is in force.
  private static func values(
    of person: PersonID,
    for purpose: Reference.Purpose,
    first: Bool,
    _ db: Database
  ) throws -> [Int64: FieldValues] {
    var byStage: [Int64: [StageNumber: FieldValues]] = [:]
    // The first of all comes last, so that it stays.
    try db.each(
      """
      SELECT a.item, item.key, a.stage, a.labels
      FROM reference JOIN annotation AS a ON a.item = reference.item
        JOIN item ON item.id = reference.item
      WHERE reference.purpose = :purpose AND a.person = :person AND a.act = 'commit'
        AND a.id > (SELECT coalesce(max(follows), 0) FROM training_restart AS r
          WHERE r.person = :person AND :purpose = 'training')
        AND (:first OR NOT EXISTS (SELECT 1 FROM annotation AS later WHERE later.supersedes = a.id))
      ORDER BY a.id DESC
      """,
      ["purpose": purpose, "person": person, "first": first]
    ) { row in
      byStage[try row["item"], default: [:]][try row["stage"]] =
        try row.labels("labels", of: row["key"])
    }
    return byStage.mapValues { $0.values.reduce(into: [:]) { $0.merge($1) { $1 } } }
  }

  /// How many training items are assigned, by language and state: to a person, or to everybody.
  static func trainingAssignments(
    of person: PersonID?,
    _ db: Database
  ) throws -> [(language: String, state: WorkState, count: Int)] {
    try db.rows(
      """
      SELECT language, state, count(*) AS items FROM training_assignment
      WHERE :person IS NULL OR person = :person GROUP BY language, state
      """,
      ["person": person]
    ) { (language: try $0["language"], state: try $0["state"], count: try $0["items"]) }
  }

  /// Whether an item is for training.
  static func isTraining(row: Int64, _ db: Database) throws -> Bool {
    try db.exists("SELECT 1 FROM training_item WHERE item = :item", ["item": row])
  }
}
