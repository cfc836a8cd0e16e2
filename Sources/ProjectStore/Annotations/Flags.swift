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

/// How flags are read from their table.
enum FlagRows {
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
