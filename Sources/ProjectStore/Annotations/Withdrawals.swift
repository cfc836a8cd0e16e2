package import AnnotationCore

extension Project {
  /// Leaves an item, with a reason.
  /// - Throws: ``WorkProblem/emptyReason``, ``WorkProblem/remarkTooLong(count:)``, ``WorkProblem/notAssigned(item:)``,
  ///   ``WorkProblem/notNow(item:stage:state:)``.
  package func skip(
    item: ItemID,
    person: PersonID,
    stage: StageNumber,
    reason: String,
    at moment: Timestamp,
    session: String? = nil
  ) throws(StoreError) {
    try Remark.check(reason)
    try write(as: person, in: session) { db in
      let row = try ItemRows.id(of: item, db)
      let chains = try StageChains(
        row: row,
        item: item,
        person: person,
        of: guideline.guideline,
        db
      )
      // Where the stages before are left out, it is the item that is left.
      let isWhole =
        try chains.state == .open
        && ItemRows.singleStage(row: row, guideline.guideline, db) != nil
      let stage = isWhole ? .first : stage
      guard [.open, .started].contains(chains.state), stage == chains.open else {
        throw StoreError.work(.notNow(item: item, stage: stage, state: chains.state))
      }
      try AnnotationRows.insert(
        skip: reason,
        of: stage,
        item: row,
        person: person,
        after: chains[stage]?.id,
        guideline: guideline.id,
        at: moment,
        db
      )
    }
  }

  /// Takes back the person's latest commit or skip that is in force, on whichever item.
  ///
  /// The values of a commit become a draft again.
  /// - Throws: ``WorkProblem/nothingToUndo``, ``WorkProblem/usedDownstream(item:)``.
  package func undoLast(
    of person: PersonID,
    at moment: Timestamp,
    session: String? = nil
  ) throws(StoreError) -> Undone {
    try write(as: person, in: session) { db in
      let last = try db.first(
        """
        SELECT a.*, item.key FROM annotation_in_force AS a JOIN item ON item.id = a.item
        WHERE a.person = :person ORDER BY a.id DESC LIMIT 1
        """,
        ["person": person]
      ) { row in
        (row: try row["item"] as Int64, try AnnotationRows.annotation(row, item: row["key"]))
      }
      guard let last else { throw StoreError.work(.nothingToUndo) }
      return try takeBack(last.1, row: last.row, at: moment, db)
    }
  }

  /// Takes back the person's latest commit or skip on one item that is in force.
  ///
  /// That is the one of the last stage. The values of a commit become a draft again.
  /// - Throws: ``WorkProblem/notAssigned(item:)``, ``WorkProblem/nothingToUndo``,
  ///   ``WorkProblem/usedDownstream(item:)``.
  package func withdraw(
    item: ItemID,
    person: PersonID,
    at moment: Timestamp,
    session: String? = nil
  ) throws(StoreError) -> Undone {
    try write(as: person, in: session) { db in
      let row = try ItemRows.id(of: item, db)
      let chains = try StageChains(
        row: row,
        item: item,
        person: person,
        of: guideline.guideline,
        db
      )
      for stage in guideline.guideline.stageNumbers.reversed() {
        guard let last = chains[stage], last.act != .withdraw else { continue }
        return try takeBack(last, row: row, at: moment, db)
      }
      throw StoreError.work(.nothingToUndo)
    }
  }

  private func takeBack(
    _ last: Annotation,
    row: Int64,
    at moment: Timestamp,
    _ db: Database
  ) throws -> Undone {
    try prepareChange(of: last.stage, on: last.item, row: row, db)
    try AnnotationRows.insert(
      withdrawalOf: last,
      item: row,
      guideline: guideline.id,
      at: moment,
      db
    )
    if let labels = last.committed {
      let draft = Draft(
        item: last.item,
        person: last.person,
        stage: last.stage,
        values: labels.values,
        at: moment,
        active: last.active ?? 0,
        read: last.read
      )
      try DraftRows.put(draft, row: row, db)
    }
    return Undone(item: last.item, stage: last.stage, act: last.act)
  }

  /// Makes sure that no decision rests on a stage, and forgets the disputes derived from it.
  ///
  /// Under the walk flow all stages are decided together, so that any decision counts; under the
  /// gate flow a stage comes after the decisions of those before and does not touch them.
  func prepareChange(
    of stage: StageNumber,
    on item: ItemID,
    row: Int64,
    _ db: Database
  ) throws {
    let stages = guideline.guideline.stageNumbers.filter {
      guideline.guideline.flow == .walk || $0 >= stage
    }
    let fields = List(stages.flatMap { guideline.guideline.fields(of: $0) }.map(\.id))
    let isUsed = try db.exists(
      "SELECT 1 FROM decision WHERE item = :item AND field IN :fields",
      ["item": row, "fields": fields]
    )
    if isUsed { throw StoreError.work(.usedDownstream(item: item)) }
    try db.run(
      "DELETE FROM dispute WHERE item = :item AND field IN :fields",
      ["item": row, "fields": fields]
    )
  }
}
