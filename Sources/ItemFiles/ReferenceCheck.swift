import AnnotationCore

extension Guideline {
  /// Why no annotator could give these labels together, or nil.
  ///
  /// Such a reference could never be matched. Fields that it leaves out may hold anything.
  func contradiction(in values: FieldValues) -> String? {
    for stage in stageNumbers {
      if let why = contradiction(in: values, of: stage) { return why }
    }
    return nil
  }

  private func contradiction(in values: FieldValues, of stage: StageNumber) -> String? {
    for field in fields(of: stage) {
      guard let value = values[field.id] else { continue }
      for (earlier, choices) in field.when.sorted(by: { $0.key < $1.key }) {
        guard let value = values[earlier], [earlier: choices].hold(in: values) == false else {
          continue
        }
        return "field '\(field.id)': is not asked where '\(earlier)' is "
          + "\(Self.words(value)). Leave it out"
      }
      if isOver(before: field, in: stage, given: values) {
        return
          "field '\(field.id)': what comes before sets the item aside, so that it is not asked. "
          + "Leave it out"
      }
      guard let criterion = selected(for: stage, given: values) else { continue }
      // Each label was held against its field when it was read: only the criterion can be new.
      if case .notOffered(let others) = problem(with: value, of: field, under: criterion) {
        let offered = choices(of: field, under: criterion).map(\.id).joined(separator: ", ")
        return "field '\(field.id)': the criterion '\(criterion)', which the labels select, does "
          + "not look for '\(others[0])'. It looks for: \(offered)"
      }
    }
    return nil
  }

  /// Whether the item is set aside before a field is asked.
  private func isOver(
    before field: Field,
    in stage: StageNumber,
    given values: FieldValues
  ) -> Bool {
    if self[stage].endingFields(before: field).contains(where: { $0.isEnding(values[$0.id]) }) {
      return true
    }
    return stage.earlier.contains { earlier in
      self[earlier].isEnded(by: values)
        || isSelected(for: earlier.next, given: values)
          && next(after: earlier, given: values) == .setAside
    }
  }

  private func selected(for stage: StageNumber, given values: FieldValues) -> CriterionID? {
    isSelected(for: stage, given: values) ? criterion(of: stage, given: values) : nil
  }

  /// Which criterion applies is known once every field that selects is there, or is not asked.
  private func isSelected(for stage: StageNumber, given values: FieldValues) -> Bool {
    self[stage].criterion.selectBy.allSatisfy { id in
      guard values[id] == nil, let field = field(id), let stage = self.stage(of: id) else {
        return true
      }
      return !asks(field, in: stage, given: values)
    }
  }

  private static func words(_ value: FieldValue) -> String {
    switch value {
    case .single(let choice): "'\(choice)'"
    case .multiple(let choices): choices.sorted().joined(separator: ", ")
    case .scale(let step): String(step)
    case .text: "a text"
    }
  }
}
