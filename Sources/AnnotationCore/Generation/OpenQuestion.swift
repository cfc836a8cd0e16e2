/// A question that models are to answer.
///
/// Never changed once it is in a project.
package struct OpenQuestion: Hashable, Sendable, Codable, Identifiable {
  /// What the ids of its items begin with.
  package var id: ItemID
  /// A BCP 47 language tag.
  package var language: String
  /// The statement or question about an issue.
  package var text: String
  /// Where it came from.
  package var source: String?

  package init(id: ItemID, language: String, text: String, source: String? = nil) {
    self.id = id
    self.language = language
    self.text = text
    self.source = source
  }
}

/// An answer that one writer owes.
package struct AnswerCase: Hashable, Sendable {
  package var question: OpenQuestion
  /// Which of the writer's answers to the question, from 1.
  package var sample: Int
  /// Which attempt at it comes next, from 1.
  package var attempt: Int

  package init(question: OpenQuestion, sample: Int = 1, attempt: Int = 1) {
    self.question = question
    self.sample = sample
    self.attempt = attempt
  }

  /// Which of a writer's cases it is: no two share it.
  package var key: Key { Key(question: question.id, sample: sample) }

  package struct Key: Hashable, Sendable {
    package var question: ItemID
    package var sample: Int

    package init(question: ItemID, sample: Int) {
      self.question = question
      self.sample = sample
    }
  }
}
