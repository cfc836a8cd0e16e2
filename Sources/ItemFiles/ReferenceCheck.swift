import AnnotationCore

extension Guideline {
  /// Why no annotator could give these labels together, or nil.
  ///
  /// Such a reference could never be matched. Fields that it leaves out may hold anything.
  func contradiction(in values: FieldValues) -> String? {
    for field in fields where values[field.id] != nil {
      for (earlier, choices) in field.when.sorted(by: { $0.key < $1.key }) {
        guard let value = values[earlier], [earlier: choices].hold(in: values) == false else {
          continue
        }
        return "field '\(field.id)': is not asked where '\(earlier)' is "
          + "\(Self.words(value)). Leave it out"
      }
    }
    // Which criterion applies is known once every field that selects is there, or is not asked.
    let isSelected = criteria.selectBy.allSatisfy { id in
      values[id] != nil || field(id)?.applies(given: values) == false
    }
    guard isSelected, let selection = criteria.selection(for: values) else { return nil }
    for field in fields(of: .two) {
      guard let value = values[field.id] else { continue }
      guard let criterion = selection.criterion else {
        return "field '\(field.id)': stage one sets the item aside, so that it is not asked. "
          + "Leave it out"
      }
      // Each label was held against its field when it was read: only the criterion can be new.
      if case .notOffered(let others) = problem(with: value, of: field, under: criterion) {
        let offered = choices(of: field, under: criterion).map(\.id).joined(separator: ", ")
        return "field '\(field.id)': the criterion '\(criterion)', which stage one selects, does "
          + "not look for '\(others[0])'. It looks for: \(offered)"
      }
    }
    return nil
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
