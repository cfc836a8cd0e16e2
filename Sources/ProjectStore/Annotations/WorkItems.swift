package import AnnotationCore

extension Project {
  /// One assigned item, or nil where it is not assigned to the person.
  package func workItem(_ id: ItemID, for person: PersonID) throws(StoreError) -> WorkItem? {
    try read { db in
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
    let stageOne = try labelsToJudgeBy(row: id, item: item.id, person: person, state: state, db)
    return WorkItem(
      item: item,
      position: position,
      state: state,
      stageOne: stageOne,
      draft: try DraftRows.draft(
        row: id,
        item: item.id,
        person: person,
        stage: stageOne == nil ? .one : .two,
        db
      ),
      flags: try FlagRows.flags(row: id, item: item.id, person: person, db),
      committed: try committed(row: id, item: item.id, person: person, db),
      isSettled: try db.exists("SELECT 1 FROM decision WHERE item = :item", ["item": id]),
      juryNews: try juryNews(row: id, person: person, state: state, db)
    )
  }

  private func committed(
    row: Int64,
    item: ItemID,
    person: PersonID,
    _ db: Database
  ) throws -> [StageNumber: Labels] {
    var committed: [StageNumber: Labels] = [:]
    for stage in StageNumber.allCases {
      committed[stage] = try AnnotationRows.last(
        item: row,
        key: item,
        person: person,
        stage: stage,
        db
      )?.committed
    }
    return committed
  }

  /// What stage two is judged by: the annotator's own stage one, or under the gate flow what is decided.
  /// - Returns: nil while stage one is to be done, or not decided yet.
  func labelsToJudgeBy(
    row: Int64,
    item: ItemID,
    person: PersonID,
    state: WorkState,
    _ db: Database
  ) throws -> Labels? {
    if let labels = try ItemRows.singleStage(row: row, db) { return labels }
    guard state != .open, state != .waiting else { return nil }
    let own = try AnnotationRows.last(item: row, key: item, person: person, stage: .one, db)
    guard let own = own?.committed else { return nil }
    guard guideline.guideline.flow == .gate else { return own }
    if try ReferenceRows.isTraining(row: row, db) {
      return try taughtLabels(row: row, item: item, own: own, db)
    }
    let decided = try DecisionRows.inForce(row: row, item: item, db)
    let values = decided.compactMapValues(\.value)
    let rules = DecisionRules(guideline.guideline)
    guard let selection = rules.criterion(given: values, settled: Set(decided.keys)) else {
      return nil
    }
    return filled(own, with: values, settled: Set(decided.keys), selection)
  }

  /// Under the gate flow nobody decides a training item: its reference stands in for that.
  ///
  /// A reference that selects no criterion leaves annotators to their own.
  private func taughtLabels(
    row: Int64,
    item: ItemID,
    own: Labels,
    _ db: Database
  ) throws -> Labels {
    guard let values = try ReferenceRows.reference(row: row, item: item, db)?.values,
      let selection = guideline.guideline.criteria.selection(for: values), selection != .setAside
    else { return own }
    return filled(own, with: values, settled: Set(values.keys), selection)
  }

  /// The person's own values fill in what is not settled; a settled "does not apply" wins.
  private func filled(
    _ own: Labels,
    with values: FieldValues,
    settled: Set<FieldID>,
    _ selection: Selection
  ) -> Labels {
    let ids = Set(guideline.guideline.fields(of: .one).map(\.id))
    let filled = own.values.filter { !settled.contains($0.key) }
      .merging(values.filter { ids.contains($0.key) }) { _, settled in settled }
    return Labels(values: filled, selection: selection)
  }
}
