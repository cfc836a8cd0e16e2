/// Every label that a guideline knows, under whatever criterion, for looking up fast.
package struct LabelVocabulary: Hashable, Sendable {
  private var fields: [FieldID: Kind] = [:]

  private enum Kind: Hashable, Sendable {
    case single(Set<ChoiceID>)
    case multiple(Set<ChoiceID>)
    case scale(ClosedRange<Int>)
    case text
  }

  package init(_ guideline: Guideline) {
    for field in guideline.fields {
      let choices = Set(guideline.choices(of: field, under: nil).map(\.id))
      switch field.kind {
      case .single: fields[field.id] = .single(choices)
      case .multiple: fields[field.id] = .multiple(choices)
      case .scale(let steps, _): fields[field.id] = .scale(steps)
      case .text: fields[field.id] = .text
      }
    }
  }

  /// A field whose value is not known, or nil where all are.
  package func unknown(in values: FieldValues) -> (field: FieldID, value: FieldValue)? {
    for (field, value) in values where !knows(value, of: field) { return (field, value) }
    return nil
  }

  private func knows(_ value: FieldValue, of field: FieldID) -> Bool {
    switch (value, fields[field]) {
    case (.single(let choice), .single(let known)): known.contains(choice)
    case (.multiple(let choices), .multiple(let known)): choices.isSubset(of: known)
    case (.scale(let step), .scale(let steps)): steps.contains(step)
    case (.text, .text): true
    default: false
    }
  }
}
