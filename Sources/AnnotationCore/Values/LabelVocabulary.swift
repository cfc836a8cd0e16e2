/// Everything that labels under a guideline can say, made once to check what is read back by the
/// hundred thousand.
///
/// It holds whatever the criterion was, and whatever was asked: whether a value was legal when it was
/// given is ``Guideline/problem(with:of:under:)``'s question. Looking up costs one or two hashes a value.
package struct LabelVocabulary: Hashable, Sendable {
  private enum Words: Hashable, Sendable {
    case single(Set<ChoiceID>)
    case multiple(Set<ChoiceID>)
    case scale(ClosedRange<Int>)
    case text
  }

  private let fields: [FieldID: Words]
  private let criteria: Set<CriterionID>

  package init(_ guideline: Guideline) {
    var fields: [FieldID: Words] = [:]
    for field in guideline.fields {
      let choices = Set(guideline.choices(of: field, under: nil).map(\.id))
      fields[field.id] =
        switch field.kind {
        case .single: .single(choices)
        case .multiple: .multiple(choices)
        case .scale(let steps, _): .scale(steps)
        case .text: .text
        }
    }
    self.fields = fields
    criteria = Set(guideline.criteria.map(\.id))
  }

  /// The first value, by its field's id, that the guideline does not know; nil where it knows them all.
  package func unknown(in values: FieldValues) -> UnknownLabel? {
    var first: UnknownLabel?
    for (field, value) in values {
      guard let found = unknown(value, of: field) else { continue }
      if let known = first, known.field < field { continue }
      first = found
    }
    return first
  }

  /// What is unknown about a value of a field, or nil.
  package func unknown(_ value: FieldValue, of field: FieldID) -> UnknownLabel? {
    let what: UnknownLabel.What?
    switch (value, fields[field]) {
    case (_, nil): what = .field
    case (.single(let choice), .single(let known)):
      what = known.contains(choice) ? nil : .choice(choice)
    case (.multiple(let choices), .multiple(let known)):
      what =
        choices.isSubset(of: known) ? nil : choices.subtracting(known).min().map { .choice($0) }
    case (.scale(let step), .scale(let steps)): what = steps.contains(step) ? nil : .step(step)
    case (.text, .text): what = nil
    case (.single, _), (.multiple, _), (.scale, _), (.text, _): what = .kind
    }
    return what.map { UnknownLabel(field: field, value: value, what: $0) }
  }

  /// Whether the guideline has a field.
  package func knows(field: FieldID) -> Bool { fields[field] != nil }

  /// Whether the guideline has a criterion.
  package func knows(criterion: CriterionID) -> Bool { criteria.contains(criterion) }
}

/// A label that a guideline does not know.
package struct UnknownLabel: Error, Hashable, Sendable {
  package var field: FieldID
  package var value: FieldValue
  package var what: What

  package init(field: FieldID, value: FieldValue, what: What) {
    self.field = field
    self.value = value
    self.what = what
  }

  /// What of it is unknown.
  package enum What: Hashable, Sendable {
    /// The field itself.
    case field
    /// The field takes values of another kind.
    case kind
    case choice(ChoiceID)
    case step(Int)
  }
}
