/// In what a reply was read as a verdict though it is not what was asked for.
///
/// What a reply says is never guessed: each of these leaves one meaning. They are kept with the review, so
/// that a report can count them, and so that nobody takes a model for one that keeps to the form.
package enum ReplyLeniency: String, Hashable, Sendable, Codable, CaseIterable {
  // Around the object.

  /// The object stands in a code fence.
  case fence = "fence"
  /// Other text stands around the object.
  case otherText = "other_text"
  /// The object stands in a member of another one, or its stages do.
  case wrapped = "wrapped"
  /// The object is written as a JSON text.
  case encoded = "encoded"
  /// The object has no opening brace.
  case openingBrace = "opening_brace"
  /// The object has no closing brace; all that is needed of it is whole.
  case closingBrace = "closing_brace"
  /// The reply was cut short after its object.
  case cutAfter = "cut_after"
  /// The same object, or the same value of a field, is there again.
  case repeated = "repeated"

  // In what the object is not JSON.

  case otherQuotes = "other_quotes"
  case noQuotes = "no_quotes"
  case innerQuotes = "inner_quotes"
  case extraComma = "extra_comma"
  case missingComma = "missing_comma"
  case comment = "comment"
  case controlCharacter = "control_character"
  case escape = "escape"
  case foreignWord = "foreign_word"
  case foreignList = "foreign_list"
  case fullWidth = "full_width"

  // In what its members differ.

  /// A member that is no field that was asked for.
  case extraField = "extra_field"
  /// A field under its title, or with other capitals.
  case fieldName = "field_name"
  /// A choice or step under its title.
  case title = "title"
  /// A choice with other capitals, or punctuation around it.
  case spelling = "spelling"
  /// A list of one for a single value.
  case listOfOne = "list_of_one"
  /// One text for a list.
  case textForList = "text_for_list"
  /// A word such as `none`, or null, for an empty list.
  case noneForList = "none_for_list"
  /// A word such as `n/a` for no value.
  case noneForNull = "none_for_null"
  /// An object with the value and what explains it, or with true and false for each choice.
  case objectForValue = "object_for_value"
  /// A number as a text, such as `"4"` or `4/5`.
  case textForNumber = "text_for_number"
  /// A list of texts for one text.
  case listForText = "list_for_text"
  /// A text longer than its field, cut at the field's length.
  case longText = "long_text"
  /// A value of a field that does not apply.
  case notApplicable = "not_applicable"
  /// A point of another criterion, which was dropped.
  case otherCriterion = "other_criterion"
  /// No value for a field that may be left alone.
  case leftOut = "left_out"

  /// Whether a reply that keeps to its schema can need it.
  package var keepsToSchema: Bool {
    switch self {
    case .notApplicable, .otherCriterion, .leftOut: true
    default: false
    }
  }
}
