package typealias ItemID = String

/// One question-answer pair.
///
/// Never changed once imported.
package struct Item: Hashable, Sendable, Codable, Identifiable {
  package var id: ItemID
  /// A BCP 47 language tag.
  package var language: String
  package var question: String
  package var answer: String
  /// Where the question came from.
  package var source: String?
  /// What wrote the answer.
  ///
  /// Hidden from raters.
  package var model: String?

  package init(
    id: ItemID,
    language: String,
    question: String,
    answer: String,
    source: String? = nil,
    model: String? = nil
  ) {
    self.id = id
    self.language = language
    self.question = question
    self.answer = answer
    self.source = source
    self.model = model
  }
}
