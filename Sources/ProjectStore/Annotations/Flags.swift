package import AnnotationCore

extension Project {
  /// Leaves a remark on an item, for the lead.
  /// - Returns: the flag's id.
  /// - Throws: ``WorkProblem/emptyComment``, ``WorkProblem/remarkTooLong(count:)``, ``WorkProblem/noSuchItem(_:)``.
  @discardableResult
  package func flag(
    item: ItemID,
    person: PersonID,
    comment: String,
    at moment: Timestamp
  ) throws(StoreError) -> Int64 {
    try Remark.check(comment, empty: .emptyComment)
    return try write(as: person, .own) { db in
      try db.insert(
        "INSERT INTO flag (item, person, comment, at) VALUES (:item, :person, :comment, :at)",
        [
          "item": try ItemRows.id(of: item, db), "person": person, "comment": comment,
          "at": moment,
        ]
      )
    }
  }
}

/// A flag as a lead reads it.
package struct FlagOnItem: Hashable, Sendable {
  package var item: ItemID
  /// The name of the annotator who left it.
  package var annotator: String
  package var comment: String
  package var at: Timestamp

  package init(item: ItemID, annotator: String, comment: String, at: Timestamp) {
    self.item = item
    self.annotator = annotator
    self.comment = comment
    self.at = at
  }
}

extension Project {
  /// The flags of all annotators, the latest first.
  /// - Parameter limit: at most so many.
  package func flags(limit: Int = .max) throws(StoreError) -> [FlagOnItem] {
    try read(.labels) { db in try FlagRows.flags(without: nil, limit: limit, db) }
  }

  /// The flags that a lead may read, the latest first: none on items that the lead has still to label.
  /// - Throws: ``AdjudicationProblem/notALead(_:)``.
  package func flags(for lead: Person, limit: Int = .max) throws(StoreError) -> [FlagOnItem] {
    try read(.decide) { db in
      try LeadRows.check(lead, db)
      return try FlagRows.flags(without: lead.id, limit: limit, db)
    }
  }

  /// How many flags a lead may read.
  /// - Throws: ``AdjudicationProblem/notALead(_:)``.
  package func flagCount(for lead: Person) throws(StoreError) -> Int {
    try read(.decide) { db in
      try LeadRows.check(lead, db)
      return try db.count(
        "SELECT count(*) FROM flag WHERE \(FlagRows.isReadable)",
        ["lead": lead.id]
      )
    }
  }
}

/// How flags are read from their table.
enum FlagRows {
  /// Whether a flag is on no item that the person `:lead` has still to label.
  static let isReadable = """
    NOT EXISTS (SELECT 1 FROM unfinished_assignment AS own
      WHERE own.item = flag.item AND own.person = :lead)
    """

  /// The latest flags.
  /// - Parameter lead: whose unfinished items are left out.
  static func flags(without lead: PersonID?, limit: Int, _ db: Database) throws -> [FlagOnItem] {
    try db.rows(
      """
      SELECT item.key, person.name, flag.comment, flag.at
      FROM flag JOIN item ON item.id = flag.item JOIN member AS person ON person.id = flag.person
      WHERE (:lead IS NULL OR \(isReadable)) ORDER BY flag.id DESC LIMIT :limit
      """,
      ["lead": lead, "limit": limit]
    ) { row in
      FlagOnItem(
        item: try row["key"],
        annotator: try row["name"],
        comment: try row["comment"],
        at: try row["at"]
      )
    }
  }

  /// The flags of one person on an item.
  static func flags(
    row: Int64,
    item: ItemID,
    person: PersonID,
    _ db: Database
  ) throws -> [Flag] {
    try db.rows(
      "SELECT * FROM flag WHERE item = :item AND person = :person ORDER BY id",
      ["item": row, "person": person]
    ) { try flag($0, item: item) }
  }

  static func flag(_ row: Row, item: ItemID) throws -> Flag {
    Flag(
      id: try row["id"],
      item: item,
      person: try row["person"],
      comment: try row["comment"],
      at: try row["at"]
    )
  }
}
