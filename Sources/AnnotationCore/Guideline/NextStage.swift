/// What a stage is filled in on: what the stages before it said, and the criterion that follows.
package struct StageBasis: Hashable, Sendable, Codable {
  package var stage: StageNumber
  /// The values of all stages before.
  package var values: FieldValues
  /// Nil where the stage has no criterion.
  package var criterion: CriterionID?
  /// Whether the stages before are left out on this item: see ``SingleStagePolicy``.
  package var isAlone: Bool

  package init(
    stage: StageNumber,
    values: FieldValues,
    criterion: CriterionID?,
    isAlone: Bool = false
  ) {
    self.stage = stage
    self.values = values
    self.criterion = criterion
    self.isAlone = isAlone
  }
}

/// What comes after a stage.
package enum NextStage: Hashable, Sendable {
  case stage(StageBasis)
  /// The item is outside the benchmark: no further stage is asked.
  case setAside
  /// Every stage is filled in.
  case complete
}

extension Guideline {
  /// What the first stage is filled in on.
  package var start: StageBasis {
    var criterion: CriterionID?
    if case .fixed(let id) = stages.first?.criterion { criterion = id }
    return StageBasis(stage: .first, values: [:], criterion: criterion)
  }

  /// What the last stage is filled in on where the others are left out.
  package func alone(under criterion: CriterionID) -> StageBasis {
    StageBasis(stage: lastStage, values: [:], criterion: criterion, isAlone: true)
  }

  /// What comes after a stage, or nil where no criterion is selected (yet).
  /// - Parameter values: those of the stage and of all before it.
  package func next(after stage: StageNumber, given values: FieldValues) -> NextStage? {
    if self[stage].isEnded(by: values) { return .setAside }
    guard stage < lastStage else { return .complete }
    let next = stage.next
    let criterion: CriterionID?
    switch self[next].criterion {
    case .none: criterion = nil
    case .fixed(let id): criterion = id
    case .selected(let table):
      switch table.selection(for: values) {
      case nil: return nil
      case .setAside: return .setAside
      case .criterion(let id): criterion = id
      }
    }
    return .stage(StageBasis(stage: next, values: values, criterion: criterion))
  }

  /// Whether some labels of all stages put an item outside the benchmark.
  package func setsAside(_ values: FieldValues) -> Bool {
    stageNumbers.contains { next(after: $0, given: values) == .setAside }
  }

  /// The criterion by which a stage is judged, given the values of the stages before; nil where it has
  /// none, or none is selected.
  package func criterion(of stage: StageNumber, given values: FieldValues) -> CriterionID? {
    switch self[stage].criterion {
    case .none: nil
    case .fixed(let id): id
    case .selected(let table): table.selection(for: values)?.criterion
    }
  }

  /// Whether a field is asked, given the values so far.
  package func asks(_ field: Field, in stage: StageNumber, given values: FieldValues) -> Bool {
    self[stage].asks(field, given: values)
  }

  /// Whether a field may be left without a value though the item's labels are complete: it depends on
  /// another one, or comes after the item may have ended.
  package func mayBeUnasked(_ field: Field, in stage: StageNumber) -> Bool {
    !field.when.isEmpty || !self[stage].endingFields(before: field).isEmpty
      || stage.earlier.contains { mayEnd(after: $0) }
  }

  /// Whether some labels of a stage end the item there.
  private func mayEnd(after stage: StageNumber) -> Bool {
    if !self[stage].endingFields.isEmpty { return true }
    guard stage < lastStage, case .selected(let table) = self[stage.next].criterion else {
      return false
    }
    return table.rows.contains { $0.selects == .setAside }
  }
}
