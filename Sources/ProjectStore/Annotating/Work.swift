package import AnnotationCore
import GRDB

extension Project {
  /// Keeps the labels of one stage, and forgets its draft.
  ///
  /// A commit where one is in force supersedes it, as long as nothing rests on that one.
  /// - Returns: the annotation's id.
  /// - Throws: ``StoreError/notAssigned(item:)``, ``StoreError/notNow(item:stage:state:)``,
  ///   ``StoreError/usedDownstream(item:)``.
  @discardableResult
  package func commit(
    item: ItemID,
    person: PersonID,
    stage: StageNumber,
    labels: Labels,
    next: ItemSession.Next,
    at moment: Timestamp
  ) throws(StoreError) -> Int64 {
    try write { db in
      let row = try ItemRows.id(of: item, db)
      let state = try Assigned.state(row: row, item: item, person: person, db)
      let one = try AnnotationRows.last(item: row, key: item, person: person, stage: .one, db)
      let two = try AnnotationRows.last(item: row, key: item, person: person, stage: .two, db)
      let isOpen =
        switch stage {
        case .one: two?.committed == nil
        case .two:
          one?.committed != nil
            && (state == .started || state == .skipped
              || (state == .done && two?.committed != nil))
        }
      guard isOpen else { throw StoreError.notNow(item: item, stage: stage, state: state) }
      let last = stage == .one ? one : two
      if last?.committed != nil { try release(stage, of: item, row: row, db) }
      let statement = try db.cachedStatement(
        sql: """
          INSERT INTO annotation
            (item, person, stage, act, labels, criterion, set_aside, next, supersedes, at)
          VALUES (?, ?, ?, 'commit', ?, ?, ?, ?, ?, ?)
          """
      )
      try statement.execute(
        arguments: [
          row, person, stage.rawValue, ValuesJSON.text(of: labels.values),
          labels.selection.criterion, labels.selection == .setAside, next.column, last?.id,
          moment.rawValue,
        ]
      )
      let id = db.lastInsertedRowID
      try DraftRows.delete(row: row, person: person, stage: stage, db)
      return id
    }
  }

  /// Leaves an item, with a reason.
  /// - Throws: ``StoreError/emptyReason``, ``StoreError/notAssigned(item:)``,
  ///   ``StoreError/notNow(item:stage:state:)``.
  package func skip(
    item: ItemID,
    person: PersonID,
    stage: StageNumber,
    reason: String,
    at moment: Timestamp
  ) throws(StoreError) {
    guard reason.contains(where: { !$0.isWhitespace }) else { throw .emptyReason }
    try write { db in
      let row = try ItemRows.id(of: item, db)
      let state = try Assigned.state(row: row, item: item, person: person, db)
      guard state == (stage == .one ? .open : .started) else {
        throw StoreError.notNow(item: item, stage: stage, state: state)
      }
      let last = try AnnotationRows.last(item: row, key: item, person: person, stage: stage, db)
      try db.execute(
        sql: """
          INSERT INTO annotation (item, person, stage, act, reason, supersedes, at)
          VALUES (?, ?, ?, 'skip', ?, ?, ?)
          """,
        arguments: [row, person, stage.rawValue, reason, last?.id, moment.rawValue]
      )
    }
  }

  /// Takes back the person's latest commit or skip that is in force, on whichever item.
  ///
  /// The values of a commit become a draft again.
  /// - Throws: ``StoreError/nothingToUndo``, ``StoreError/usedDownstream(item:)``.
  package func undoLast(
    of person: PersonID,
    at moment: Timestamp
  ) throws(StoreError) -> Undone {
    try write { db in
      let found = try Row.fetchOne(
        db,
        sql: """
          SELECT \(AnnotationRows.columns), a.item, item.key
          FROM annotation AS a INDEXED BY annotation_undo JOIN item ON item.id = a.item
          WHERE a.person = ? AND a.act <> 'withdraw' AND \(AnnotationRows.isLast)
          ORDER BY a.id DESC LIMIT 1
          """,
        arguments: [person]
      )
      guard let found else { throw StoreError.nothingToUndo }
      let row: Int64 = found[9]
      let last = try AnnotationRows.annotation(found, item: found[10])
      try release(last.stage, of: last.item, row: row, db)
      try db.execute(
        sql: """
          INSERT INTO annotation (item, person, stage, act, supersedes, at)
          VALUES (?, ?, ?, 'withdraw', ?, ?)
          """,
        arguments: [row, person, last.stage.rawValue, last.id, moment.rawValue]
      )
      if let labels = last.committed {
        let draft = Draft(
          item: last.item,
          person: person,
          stage: last.stage,
          values: labels.values,
          at: moment
        )
        try DraftRows.put(draft, row: row, db)
      }
      return Undone(item: last.item, stage: last.stage, act: last.act)
    }
  }

  /// Makes sure that no decision rests on a stage, and forgets the disputes derived from it.
  ///
  /// Under the walk flow both stages are decided together, so that any decision counts; under the
  /// gate flow stage two comes after the decisions of stage one and does not touch them.
  private func release(
    _ stage: StageNumber,
    of item: ItemID,
    row: Int64,
    _ db: Database
  ) throws {
    let stages =
      guideline.guideline.flow == .walk
      ? StageNumber.allCases : StageNumber.allCases.filter { $0 >= stage }
    let fields = stages.flatMap { guideline.guideline.fields(of: $0) }.map(\.id)
    let isUsed = try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM decision
          WHERE item = ? AND field IN (SELECT value FROM json_each(?)))
        """,
      arguments: [row, ValuesJSON.text(of: fields)]
    )
    if isUsed == true { throw StoreError.usedDownstream(item: item) }
    try db.execute(
      sql: """
        DELETE FROM dispute WHERE item = ? AND field IN (SELECT value FROM json_each(?))
        """,
      arguments: [row, ValuesJSON.text(of: fields)]
    )
  }
}

extension ItemSession.Next {
  fileprivate var column: String {
    switch self {
    case .stageTwo: "stage_two"
    case .waits: "waits"
    case .done: "done"
    }
  }
}
