package import AnnotationCore

extension Project {
  /// One assigned item, or nil where it is not assigned to the person.
  package func workItem(_ id: ItemID, for person: PersonID) throws(StoreError) -> WorkItem? {
    try read(own: person) { db in
      let row: Int64? = try db.value("SELECT id FROM item WHERE key = :key", ["key": id])
      return try row.flatMap { try workItem(row: $0, for: person, db) }
    }
  }

  func workItem(row id: Int64, for person: PersonID, _ db: Database) throws -> WorkItem? {
    let found = try db.first(
      """
      SELECT item.*, a.position, a.state FROM assignment AS a JOIN item ON item.id = a.item
      WHERE a.item = :item AND a.person = :person
      """,
      ["item": id, "person": person]
    ) { row in
      (
        item: try ItemRows.item(row, withModel: false), position: try row["position"] as Int,
        state: try row["state"] as WorkState
      )
    }
    guard let (item, position, state) = found else { return nil }
    let chains = try StageChains(
      row: id,
      item: item.id,
      person: person,
      state: state,
      of: guideline.guideline,
      db
    )
    let basis = try basis(of: chains.shown, chains, db) ?? guideline.guideline.start
    return WorkItem(
      item: item,
      position: position,
      state: state,
      basis: basis,
      draft: try DraftRows.draft(
        row: id,
        item: item.id,
        person: person,
        stage: basis.stage,
        db
      ),
      flags: try FlagRows.flags(row: id, item: item.id, person: person, db),
      committed: chains.committed,
      read: try db.value(
        """
        SELECT max(read_percent) FROM (
          SELECT read_percent FROM annotation WHERE item = :item AND person = :person
          UNION ALL SELECT read_percent FROM draft WHERE item = :item AND person = :person)
        """,
        ["item": id, "person": person]
      ),
      isSettled: try db.exists("SELECT 1 FROM decision WHERE item = :item", ["item": id]),
      juryNews: try juryNews(row: id, person: person, state: state, db)
    )
  }

  /// What a stage is filled in on: the annotator's own stages before it, or under the gate flow what is
  /// decided of them.
  /// - Returns: nil while that leads to no criterion, or not to this stage.
  func basis(of stage: StageNumber, _ chains: StageChains, _ db: Database) throws -> StageBasis? {
    let guideline = guideline.guideline
    let row = chains.row
    if let alone = try ItemRows.singleStage(row: row, guideline, db) { return alone }
    guard let before = stage.earlier.last else { return guideline.start }
    let own = chains.values(before: stage)
    if guideline.flow == .gate {
      let isTraining = try ReferenceRows.isTraining(row: row, db)
      // Nobody decides a training item: its reference stands in for that.
      if isTraining,
        let values = try ReferenceRows.reference(row: row, item: chains.item, db)?.values,
        case .stage(var basis) = guideline.next(after: before, given: values)
      {
        basis.values = filled(own, with: values, settled: Set(values.keys), before: stage)
        return basis
      }
      if !isTraining {
        let decided = try DecisionRows.inForce(row: row, item: chains.item, db)
        let entry = DecisionRules(guideline).entry(to: stage, decided: decided)
        guard case .open(let criterion) = entry else { return nil }
        return StageBasis(
          stage: stage,
          values: filled(
            own,
            with: decided.compactMapValues(\.value),
            settled: Set(decided.keys),
            before: stage
          ),
          criterion: criterion
        )
      }
    }
    guard case .stage(let basis) = guideline.next(after: before, given: own) else { return nil }
    return basis
  }

  /// The person's own values fill in what is not settled; a settled "does not apply" wins.
  private func filled(
    _ own: FieldValues,
    with values: FieldValues,
    settled: Set<FieldID>,
    before stage: StageNumber
  ) -> FieldValues {
    let ids = Set(stage.earlier.flatMap { guideline.guideline.fields(of: $0) }.map(\.id))
    return own.filter { !settled.contains($0.key) }
      .merging(values.filter { ids.contains($0.key) }) { _, settled in settled }
  }
}
