/// Whether an item comes to a stage, and by which criterion it is judged there.
package enum StageEntry: Hashable, Sendable {
  /// With the stage's criterion, where it has one.
  case open(CriterionID?)
  /// The item is outside the benchmark: the stage is not asked.
  case setAside
  /// It depends on fields that are not decided, in the order of their ids.
  case awaits([FieldID])
}

extension DecisionRules {
  /// What the decided fields of the stages before make of a stage.
  /// - Parameters:
  ///   - labels: the values of record.
  ///   - settled: the fields that are decided, those included that do not apply.
  package func entry(
    to stage: StageNumber,
    given labels: FieldValues,
    settled: Set<FieldID>
  ) -> StageEntry {
    var open: Set<FieldID> = []
    for earlier in stage.earlier {
      for field in guideline[earlier].endingFields {
        if !settled.contains(field.id) {
          open.insert(field.id)
        } else if field.isEnding(labels[field.id]) {
          return .setAside
        }
      }
      guard case .selected(let table) = guideline[earlier.next].criterion else { continue }
      let missing = table.selectBy.filter { !settled.contains($0) }
      open.formUnion(missing)
      if missing.isEmpty, table.selection(for: labels) == .setAside { return .setAside }
    }
    return open.isEmpty
      ? .open(guideline.criterion(of: stage, given: labels)) : .awaits(open.sorted())
  }

  /// The same for the decisions in force.
  package func entry(to stage: StageNumber, decided: [FieldID: Decision]) -> StageEntry {
    entry(to: stage, given: decided.compactMapValues(\.value), settled: Set(decided.keys))
  }

  /// Whether a stage can be asked under the gate flow: what it follows from is decided.
  ///
  /// That are the fields that select its criterion, that may end the item, or on which one of its own
  /// fields depends; where there is none of them, all that is decided of the stage before.
  package func gate(to stage: StageNumber, decided: [FieldID: Decision]) -> StageEntry {
    let entry = entry(to: stage, decided: decided)
    guard case .open = entry, let before = stage.earlier.last else { return entry }
    let open = fieldsBefore(stage, before).filter { decided[$0] == nil }
    return open.isEmpty ? entry : .awaits(open.sorted())
  }

  /// The fields whose decision opens a stage.
  package func fieldsBefore(_ stage: StageNumber) -> [FieldID] {
    stage.earlier.last.map { fieldsBefore(stage, $0) } ?? []
  }

  private func fieldsBefore(_ stage: StageNumber, _ before: StageNumber) -> [FieldID] {
    let decidable = stage.earlier.flatMap(guideline.fields).filter { $0.resolution != .collect }
    var wanted: Set<FieldID> = []
    for earlier in stage.earlier {
      wanted.formUnion(guideline[earlier].endingFields.map(\.id))
      wanted.formUnion(guideline[earlier.next].criterion.selectBy)
    }
    for field in guideline.fields(of: stage) { wanted.formUnion(field.when.keys) }
    let depends = decidable.map(\.id).filter(wanted.contains)
    guard depends.isEmpty else { return depends }
    return guideline.fields(of: before).filter { $0.resolution != .collect }.map(\.id)
  }

  /// What is decided of a stage, as labels.
  package func decidedLabels(of stage: StageNumber, _ decided: [FieldID: Decision]) -> Labels {
    let values = decided.compactMapValues(\.value)
    let own = Set(guideline.fields(of: stage).map(\.id))
    return Labels(
      values: values.filter { own.contains($0.key) },
      criterion: guideline.criterion(of: stage, given: values)
    )
  }

  /// What a stage is about so far: what is decided, else what more than half of the humans came to;
  /// nil where there is neither.
  package func standingEntry(
    to stage: StageNumber,
    in ballots: [Ballot],
    decided: [FieldID: Decision]
  ) -> StageEntry? {
    let entry = entry(to: stage, decided: decided)
    guard case .awaits = entry else { return entry }
    return Self.strictMajority(
      of: ballots.filter(\.rater.isHuman).compactMap { self.entry(of: $0, to: stage) }
    )
  }

  /// What a rater's own labels make of a stage; nil where they have not come so far.
  package func entry(of ballot: Ballot, to stage: StageNumber) -> StageEntry? {
    if ballot.stages.indices.contains(stage.index) {
      return .open(ballot.stages[stage.index].criterion)
    }
    guard let last = guideline.stageNumbers.prefix(ballot.stages.count).last else { return nil }
    switch guideline.next(after: last, given: ballot.values) {
    case .setAside: return .setAside
    case .stage(let basis) where basis.stage == stage: return .open(basis.criterion)
    case .stage, .complete, nil: return nil
    }
  }
}
