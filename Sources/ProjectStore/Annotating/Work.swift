package import AnnotationCore
import GRDB

extension Project {
  /// Keeps the labels of one stage, and forgets its draft.
  ///
  /// A commit where one is in force supersedes it, as long as nothing rests on that one.
  /// - Parameters:
  ///   - active: milliseconds of work, or nil where they were not measured.
  ///   - session: the session that commits; see ``claimSession(person:token:host:process:at:takingOver:isAlive:)``.
  /// - Returns: the annotation's id.
  /// - Throws: ``StoreError/notAssigned(item:)``, ``StoreError/notNow(item:stage:state:)``,
  ///   ``StoreError/usedDownstream(item:)``, ``StoreError/guidelineChanged(version:)``,
  ///   ``StoreError/takenOver(since:)``, ``StoreError/trainingFirst(item:)``.
  @discardableResult
  package func commit(
    item: ItemID,
    person: PersonID,
    stage: StageNumber,
    labels: Labels,
    next: ItemSession.Next,
    active: Int64? = nil,
    at moment: Timestamp,
    session: String? = nil
  ) throws(StoreError) -> Int64 {
    try write(as: person, in: session) { db in
      try checkGuideline(db)
      let row = try ItemRows.id(of: item, db)
      let state = try Assigned.state(row: row, item: item, person: person, db)
      var one = try AnnotationRows.last(item: row, key: item, person: person, stage: .one, db)
      if stage == .two, one?.committed == nil, let stands = try ItemRows.singleStage(row: row, db) {
        try standIn(stands, after: one?.id, row: row, person: person, at: moment, db)
        one = try AnnotationRows.last(item: row, key: item, person: person, stage: .one, db)
      }
      let two = try AnnotationRows.last(item: row, key: item, person: person, stage: .two, db)
      let isOpen =
        switch stage {
        case .one: two?.committed == nil
        case .two:
          one?.committed != nil
            && (state == .open || state == .started || state == .skipped
              || (state == .done && two?.committed != nil))
        }
      guard isOpen else { throw StoreError.notNow(item: item, stage: stage, state: state) }
      let isTraining = try ReferenceRows.isTraining(row: row, db)
      if state == .open, !isTraining, try !qualification(of: person, db).isOpen {
        throw StoreError.trainingFirst(item: item)
      }
      let last = stage == .one ? one : two
      if last?.committed != nil { try release(stage, of: item, row: row, db) }
      let statement = try db.cachedStatement(
        sql: """
          INSERT INTO annotation
            (item, person, stage, act, labels, criterion, set_aside, next, supersedes, at,
             active_ms, guideline)
          VALUES (?, ?, ?, 'commit', ?, ?, ?, ?, ?, ?, ?, ?)
          """
      )
      try statement.execute(
        arguments: [
          row, person, stage.rawValue, ValuesJSON.text(of: labels.values),
          labels.selection.criterion, labels.selection == .setAside,
          // Nobody decides a training item, so that there is nothing to wait for.
          (isTraining && next == .waits ? .stageTwo : next).column, last?.id,
          moment.rawValue, active, guideline.id,
        ]
      )
      let id = db.lastInsertedRowID
      try DraftRows.delete(row: row, person: person, stage: stage, db)
      return id
    }
  }

  /// Records that an item went without stage one, so that its stage two stands on something.
  private func standIn(
    _ labels: Labels,
    after last: Int64?,
    row: Int64,
    person: PersonID,
    at moment: Timestamp,
    _ db: Database
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO annotation
          (item, person, stage, act, labels, criterion, set_aside, next, supersedes, at, guideline)
        VALUES (?, ?, 1, 'commit', '{}', ?, 0, 'stage_two', ?, ?, ?)
        """,
      arguments: [row, person, labels.selection.criterion, last, moment.rawValue, guideline.id]
    )
  }

  /// Leaves an item, with a reason.
  /// - Throws: ``StoreError/emptyReason``, ``StoreError/notAssigned(item:)``,
  ///   ``StoreError/notNow(item:stage:state:)``.
  package func skip(
    item: ItemID,
    person: PersonID,
    stage: StageNumber,
    reason: String,
    at moment: Timestamp,
    session: String? = nil
  ) throws(StoreError) {
    guard reason.contains(where: { !$0.isWhitespace }) else { throw .emptyReason }
    try write(as: person, in: session) { db in
      let row = try ItemRows.id(of: item, db)
      let state = try Assigned.state(row: row, item: item, person: person, db)
      // Where there is no stage one, it is the item that is left.
      let isWhole = try state == .open && ItemRows.singleStage(row: row, db) != nil
      let stage = isWhole ? .one : stage
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
    at moment: Timestamp,
    session: String? = nil
  ) throws(StoreError) -> Undone {
    try write(as: person, in: session) { db in
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
      let last = try AnnotationRows.annotation(found, item: found[11])
      return try takeBack(last, row: found[10], at: moment, db)
    }
  }

  /// Takes back the person's latest commit or skip on one item that is in force.
  ///
  /// Of an item with both stages that is stage two. The values of a commit become a draft again.
  /// - Throws: ``StoreError/notAssigned(item:)``, ``StoreError/nothingToUndo``,
  ///   ``StoreError/usedDownstream(item:)``.
  package func withdraw(
    item: ItemID,
    person: PersonID,
    at moment: Timestamp,
    session: String? = nil
  ) throws(StoreError) -> Undone {
    try write(as: person, in: session) { db in
      let row = try ItemRows.id(of: item, db)
      _ = try Assigned.state(row: row, item: item, person: person, db)
      for stage in StageNumber.allCases.reversed() {
        let last = try AnnotationRows.last(
          item: row,
          key: item,
          person: person,
          stage: stage,
          db
        )
        guard let last, last.act != .withdraw else { continue }
        return try takeBack(last, row: row, at: moment, db)
      }
      throw StoreError.nothingToUndo
    }
  }

  private func takeBack(
    _ last: Annotation,
    row: Int64,
    at moment: Timestamp,
    _ db: Database
  ) throws -> Undone {
    try release(last.stage, of: last.item, row: row, db)
    try db.execute(
      sql: """
        INSERT INTO annotation (item, person, stage, act, supersedes, at)
        VALUES (?, ?, ?, 'withdraw', ?, ?)
        """,
      arguments: [row, last.person, last.stage.rawValue, last.id, moment.rawValue]
    )
    if let labels = last.committed {
      let draft = Draft(
        item: last.item,
        person: last.person,
        stage: last.stage,
        values: labels.values,
        at: moment,
        active: last.active ?? 0
      )
      try DraftRows.put(draft, row: row, db)
    }
    return Undone(item: last.item, stage: last.stage, act: last.act)
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
