package import AnnotationCore

extension Project {
  /// Keeps what was entered and not committed; an empty draft is the same as none.
  ///
  /// A crash loses nothing of it; a loss of power may, until ``Project/checkpoint()`` or any other write.
  /// Waiting for the disk at each draft would make keys late.
  /// - Throws: ``WorkProblem/notAssigned(item:)``, or ``WorkProblem/notNow(item:stage:state:)`` where
  ///   that stage is not open.
  package func saveDraft(_ draft: Draft, session: String? = nil) throws(StoreError) {
    try write(as: draft.person, in: session, durability: .soon) { db in
      let row = try ItemRows.id(of: draft.item, db)
      let chains = try StageChains(
        row: row,
        item: draft.item,
        person: draft.person,
        of: guideline.guideline,
        db
      )
      let alone = try ItemRows.singleStage(row: row, guideline.guideline, db)
      let isOpen =
        switch chains.state {
        case .open, .started: draft.stage == alone?.stage ?? chains.open
        case .skipped: true
        case .waiting, .done: false
        }
      guard isOpen else {
        throw StoreError.work(.notNow(item: draft.item, stage: draft.stage, state: chains.state))
      }
      if draft.values.isEmpty {
        try DraftRows.delete(row: row, person: draft.person, stage: draft.stage, db)
      } else {
        try DraftRows.put(draft, row: row, db)
      }
    }
  }
}

/// How drafts are read and kept.
enum DraftRows {
  static func draft(
    row: Int64,
    item: ItemID,
    person: PersonID,
    stage: StageNumber,
    _ db: Database
  ) throws -> Draft? {
    try db.first(
      "SELECT * FROM draft WHERE item = :item AND person = :person AND stage = :stage",
      ["item": row, "person": person, "stage": stage]
    ) { draft in
      Draft(
        item: item,
        person: person,
        stage: stage,
        values: try draft["body"],
        at: try draft["at"],
        active: try draft["active_ms"],
        read: try draft["read_percent"]
      )
    }
  }

  static func put(_ draft: Draft, row: Int64, _ db: Database) throws {
    try db.run(
      """
      INSERT INTO draft (item, person, stage, body, active_ms, read_percent, at)
      VALUES (:item, :person, :stage, :body, :active, :read, :at)
      ON CONFLICT (person, item, stage) DO UPDATE
        SET body = excluded.body, at = excluded.at, active_ms = excluded.active_ms,
          read_percent = excluded.read_percent
      """,
      [
        "item": row, "person": draft.person, "stage": draft.stage, "body": draft.values,
        "active": draft.active, "read": draft.read, "at": draft.at,
      ]
    )
  }

  static func delete(
    row: Int64,
    person: PersonID,
    stage: StageNumber,
    _ db: Database
  ) throws {
    try db.run(
      "DELETE FROM draft WHERE item = :item AND person = :person AND stage = :stage",
      ["item": row, "person": person, "stage": stage]
    )
  }
}

/// How assignments are read.
enum AssignmentRows {
  /// Where a person stands with an item.
  /// - Throws: ``WorkProblem/notAssigned(item:)``.
  static func state(
    row: Int64,
    item: ItemID,
    person: PersonID,
    _ db: Database
  ) throws -> WorkState {
    let state: WorkState? = try db.value(
      "SELECT state FROM assignment WHERE item = :item AND person = :person",
      ["item": row, "person": person]
    )
    guard let state else { throw StoreError.work(.notAssigned(item: item)) }
    return state
  }
}
