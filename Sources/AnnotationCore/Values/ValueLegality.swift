/// Why a field cannot hold a value.
package enum IllegalValue: Error, Hashable, Sendable {
  /// There is no value, and the field needs one.
  case missing
  /// No choice of several, where the field needs one.
  case empty
  /// A text of white space alone, where the field needs a text.
  case blank
  /// The value is of another kind than the field's.
  case wrongKind
  /// Choices that the field does not offer under the criterion, sorted.
  case notOffered([ChoiceID])
  /// A word that names more than one choice; their ids in the guideline's order.
  case ambiguous(String, [ChoiceID])
  case outsideScale(Int, ClosedRange<Int>)
  /// A text with too many characters, as a reader counts them.
  case tooLong(count: Int, maximum: Int)
}

extension Guideline {
  /// Why a field cannot hold a value, or nil where it can.
  ///
  /// The rule is that of an annotator's form, and everybody's who gives a label: nothing, no choice of
  /// several and a text of white space alone are legal where the field is optional. Whether the field
  /// is asked at all is another question: see ``Guideline/asks(_:in:given:)``.
  /// - Parameters:
  ///   - value: nil where the field is left alone.
  ///   - criterion: the criterion that applies; without one, a field whose choices are the points takes
  ///     every point.
  package func problem(
    with value: FieldValue?,
    of field: Field,
    under criterion: CriterionID?
  ) -> IllegalValue? {
    switch (value, field.kind) {
    case (nil, _):
      return field.isOptional ? nil : .missing
    case (.single(let choice), .single):
      return notOffered([choice], by: field, under: criterion)
    case (.multiple(let choices), .multiple):
      if choices.isEmpty { return field.isOptional ? nil : .empty }
      return notOffered(choices, by: field, under: criterion)
    case (.scale(let step), .scale(let steps, _)):
      return steps.contains(step) ? nil : .outsideScale(step, steps)
    case (.text(let text), .text(let maximum)):
      if !field.isOptional, text.allSatisfy(\.isWhitespace) { return .blank }
      // The UTF-8 is never shorter than the characters, and is counted at once.
      guard text.utf8.count > maximum else { return nil }
      let count = text.count
      return count > maximum ? .tooLong(count: count, maximum: maximum) : nil
    case (.single, _), (.multiple, _), (.scale, _), (.text, _):
      return .wrongKind
    }
  }

  private func notOffered(
    _ chosen: Set<ChoiceID>,
    by field: Field,
    under criterion: CriterionID?
  ) -> IllegalValue? {
    let others = chosen.subtracting(choices(of: field, under: criterion).map(\.id))
    return others.isEmpty ? nil : .notOffered(others.sorted())
  }
}

extension Field {
  /// What is said by leaving the field alone: that nothing applies, where it is optional and takes
  /// several choices; nil for every other field.
  package var valueWhenLeftAlone: FieldValue? {
    if isOptional, case .multiple = kind { .multiple([]) } else { nil }
  }
}
