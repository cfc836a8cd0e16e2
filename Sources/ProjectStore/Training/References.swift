package import AnnotationCore
import GRDB

extension Project {
  /// Adds references: all of them, or none.
  ///
  /// One that is there with the same labels stays as it is.
  /// - Returns: how many are new.
  /// - Throws: ``StoreError/noSuchItem(_:)``, ``StoreError/referenceExists(item:)``,
  ///   ``StoreError/alreadyAssigned(item:)``.
  @discardableResult
  package func add(
    references: [Reference],
    at moment: Timestamp
  ) throws(StoreError) -> Int {
    try write { db in
      var added = 0
      for reference in references {
        let row = try ItemRows.id(of: reference.item, db)
        if let known = try ReferenceRows.reference(row: row, item: reference.item, db) {
          guard known == reference else {
            throw StoreError.referenceExists(item: reference.item)
          }
          continue
        }
        let isAssigned = try Bool.fetchOne(
          db,
          sql: "SELECT EXISTS (SELECT 1 FROM assignment WHERE item = ?)",
          arguments: [row]
        )
        if reference.purpose == .training, isAssigned == true {
          throw StoreError.alreadyAssigned(item: reference.item)
        }
        try db.execute(
          sql: "INSERT INTO reference VALUES (?, ?, ?, ?, ?)",
          arguments: [
            row, reference.purpose.rawValue, ValuesJSON.text(of: reference.values),
            reference.why, moment.rawValue,
          ]
        )
        added += 1
      }
      return added
    }
  }

  /// What is known about an item, or nil.
  package func reference(for item: ItemID) throws(StoreError) -> Reference? {
    try read { db in
      try ReferenceRows.reference(row: ItemRows.id(of: item, db), item: item, db)
    }
  }

  /// Whether a person may work on real items.
  ///
  /// Of every training item the first commit of each stage counts, since who was shown the reference
  /// could not but match it afterwards; a skipped one counts as done and matches nothing.
  package func qualification(of person: PersonID) throws(StoreError) -> Qualification {
    try read { db in try qualification(of: person, db) }
  }

  func qualification(of person: PersonID, _ db: Database) throws -> Qualification {
    let policy = guideline.guideline.training
    guard policy != nil else { return .notNeeded }
    let isWaived = try isWaived(person, db)
    let results = try ReferenceRows.results(of: person, for: .training, guideline.guideline, db)
    return Qualification(
      policy: policy,
      total: results.assigned,
      done: results.comparisons.count,
      matching: results.comparisons.reduce(0) { $0 + $1.matching },
      compared: results.comparisons.reduce(0) { $0 + $1.compared },
      isWaived: isWaived
    )
  }

  func isWaived(_ person: PersonID, _ db: Database) throws -> Bool {
    let statement = try db.cachedStatement(
      sql: "SELECT EXISTS (SELECT 1 FROM training_waiver WHERE person = ?)"
    )
    return try Bool.fetchOne(statement, arguments: [person]) ?? false
  }

  /// Opens the real items to a person, whatever their training says.
  /// - Throws: ``StoreError/emptyReason``, ``StoreError/noSuchPerson(_:)``.
  package func waiveTraining(
    of person: PersonID,
    reason: String,
    at moment: Timestamp
  ) throws(StoreError) {
    guard reason.contains(where: { !$0.isWhitespace }) else { throw .emptyReason }
    try write { db in
      guard try PersonRows.with(id: person, db) != nil else {
        throw StoreError.noSuchPerson("#\(person)")
      }
      try db.execute(
        sql: "INSERT INTO training_waiver (person, reason, at) VALUES (?, ?, ?)",
        arguments: [person, reason, moment.rawValue]
      )
    }
  }

  /// How a person did on the items with references for a purpose, in the order of their queue.
  package func referenceResults(
    of person: PersonID,
    for purpose: Reference.Purpose
  ) throws(StoreError) -> ReferenceResults {
    try read { db in
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

/// How references are read.
enum ReferenceRows {
  static func reference(row: Int64, item: ItemID, _ db: Database) throws -> Reference? {
    let statement = try db.cachedStatement(
      sql: "SELECT purpose, labels, why FROM reference WHERE item = ?"
    )
    return try Row.fetchOne(statement, arguments: [row]).map { try reference($0, item: item) }
  }

  /// The items with a reference for a purpose.
  static func items(for purpose: Reference.Purpose, _ db: Database) throws -> Set<ItemID> {
    try String.fetchSet(
      db,
      sql: """
        SELECT item.key FROM reference JOIN item ON item.id = reference.item WHERE purpose = ?
        """,
      arguments: [purpose.rawValue]
    )
  }

  private static func reference(_ row: Row, item: ItemID) throws -> Reference {
    Reference(
      item: item,
      purpose: Reference.Purpose(rawValue: row[0]) ?? .gold,
      values: try ValuesJSON.values(row[1]),
      why: row[2]
    )
  }

  static func results(
    of person: PersonID,
    for purpose: Reference.Purpose,
    _ guideline: Guideline,
    _ db: Database
  ) throws -> ReferenceResults {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT reference.purpose, reference.labels, reference.why, item.key, item.id,
          assignment.state
        FROM reference JOIN assignment ON assignment.item = reference.item
          JOIN item ON item.id = reference.item
        WHERE assignment.person = ? AND reference.purpose = ? ORDER BY assignment.position
        """,
      arguments: [person, purpose.rawValue]
    )
    var results = ReferenceResults(assigned: rows.count, comparisons: [])
    // Who was told what is right is measured by what they said before.
    let isTold = purpose == .training || guideline.gold?.showsResults == true
    for row in rows {
      let state = WorkState(rawValue: row[5])
      guard state == .done || state == .skipped else { continue }
      let reference = try reference(row, item: row[3])
      // A skipped item matches nothing: skipping is no way past the training.
      let given =
        state == .skipped ? [:] : try values(of: person, on: row[4], first: isTold, db)
      results.comparisons.append(
        ReferenceComparison(reference: reference, given: given, guideline: guideline)
      )
    }
    return results
  }

  /// What a person committed of an item in both stages: first of all, or what is in force.
  private static func values(
    of person: PersonID,
    on item: Int64,
    first: Bool,
    _ db: Database
  ) throws -> FieldValues {
    let statement = try db.cachedStatement(
      sql: """
        SELECT a.labels FROM annotation AS a
        WHERE a.item = ? AND a.person = ? AND a.stage = ? AND a.act = 'commit'
          \(first ? "" : "AND \(AnnotationRows.isLast)")
        ORDER BY a.id LIMIT 1
        """
    )
    var values: FieldValues = [:]
    for stage in StageNumber.allCases {
      let labels = try String.fetchOne(statement, arguments: [item, person, stage.rawValue])
      values.merge(try labels.map(ValuesJSON.values) ?? [:]) { $1 }
    }
    return values
  }

  /// Holds where a column of item rows, such as `item.id`, is a training item's.
  static func isTraining(_ column: String) -> String {
    "EXISTS (SELECT 1 FROM reference AS taught "
      + "WHERE taught.item = \(column) AND taught.purpose = 'training')"
  }

  /// How many training items are assigned, by language and state: to a person, or to everybody.
  static func assignedLessons(
    of person: PersonID?,
    _ db: Database
  ) throws -> [(language: String, state: WorkState, count: Int)] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT assignment.language, assignment.state, count(*)
        FROM reference CROSS JOIN assignment ON assignment.item = reference.item
        WHERE reference.purpose = 'training' AND (?1 IS NULL OR assignment.person = ?1)
        GROUP BY assignment.language, assignment.state
        """
    )
    return try Row.fetchAll(statement, arguments: [person]).compactMap { row in
      WorkState(rawValue: row[1]).map { (language: row[0], state: $0, count: row[2]) }
    }
  }

  /// Whether an item is for training.
  static func isTraining(row: Int64, _ db: Database) throws -> Bool {
    let statement = try db.cachedStatement(
      sql: "SELECT EXISTS (SELECT 1 FROM reference WHERE item = ? AND purpose = 'training')"
    )
    return try Bool.fetchOne(statement, arguments: [row]) ?? false
  }
}
