/// What was entered for one field.
package enum FieldValue: Hashable, Sendable {
  case single(ChoiceID)
  case multiple(Set<ChoiceID>)
  case scale(Int)
  case text(String)
}

/// The values of one stage, or of both, by field.
package typealias FieldValues = [FieldID: FieldValue]
