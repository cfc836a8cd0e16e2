package import AnnotationCore
import GRDB

extension Project {
  /// Keeps what was entered and not committed; an empty draft is the same as none.
  ///
  /// A crash loses nothing of it; a loss of power may, until ``Project/settle()`` or any other write.
  /// Waiting for the disk at each draft would make keys late.
  /// - Throws: ``StoreError/notAssigned(item:)``, or ``StoreError/notNow(item:stage:state:)`` where
  ///   that stage is not open.
  package func saveDraft(_ draft: Draft, session: String? = nil) throws(StoreError) {
    try write(as: draft.person, in: session, durability: .soon) { db in
      let row = try ItemRows.id(of: draft.item, db)
      let state = try Assigned.state(row: row, item: draft.item, person: draft.person, db)
      let isOpen =
        switch state {
        case .open: draft.stage == (try ItemRows.singleStage(row: row, db) == nil ? .one : .two)
        case .started: draft.stage == .two
        case .skipped: true
        case .waiting, .done: false
        }
      guard isOpen else {
        throw StoreError.notNow(item: draft.item, stage: draft.stage, state: state)
      }
      if draft.values.isEmpty {
        try DraftRows.delete(row: row, person: draft.person, stage: draft.stage, db)
      } else {
        try DraftRows.put(draft, row: row, db)
      }
    }
  }

  /// Forgets what was entered and not committed.
  package func discardDraft(
    item: ItemID,
    person: PersonID,
    stage: StageNumber
  ) throws(StoreError) {
    try write { db in
      let row = try ItemRows.id(of: item, db)
      try DraftRows.delete(row: row, person: person, stage: stage, db)
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
    let statement = try db.cachedStatement(
      sql: "SELECT body, at, active_ms FROM draft WHERE item = ? AND person = ? AND stage = ?"
    )
    return try Row.fetchOne(statement, arguments: [row, person, stage.rawValue]).map { found in
      Draft(
        item: item,
        person: person,
        stage: stage,
        values: try ValuesJSON.values(found[0]),
        at: Timestamp(rawValue: found[1]),
        active: found[2]
      )
    }
  }

  static func put(_ draft: Draft, row: Int64, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO draft (item, person, stage, body, at, active_ms) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE
          SET body = excluded.body, at = excluded.at, active_ms = excluded.active_ms
        """
    )
    try statement.execute(
      arguments: [
        row, draft.person, draft.stage.rawValue, ValuesJSON.text(of: draft.values),
        draft.at.rawValue, draft.active,
      ]
    )
  }

  static func delete(
    row: Int64,
    person: PersonID,
    stage: StageNumber,
    _ db: Database
  ) throws {
    let statement = try db.cachedStatement(
      sql: "DELETE FROM draft WHERE item = ? AND person = ? AND stage = ?"
    )
    try statement.execute(arguments: [row, person, stage.rawValue])
  }
}

/// What an assignment says.
enum Assigned {
  /// Where a person stands with an item.
  static func state(
    row: Int64,
    item: ItemID,
    person: PersonID,
    _ db: Database
  ) throws -> WorkState {
    let statement = try db.cachedStatement(
      sql: "SELECT state FROM assignment WHERE item = ? AND person = ?"
    )
    let state = try String.fetchOne(statement, arguments: [row, person])
    guard let state = state.flatMap(WorkState.init(rawValue:)) else {
      throw StoreError.notAssigned(item: item)
    }
    return state
  }
}
