/// What a juror is to judge next, with what its mode lets it know.
package struct ReviewCase: Hashable, Sendable {
  /// Without what wrote its answer.
  package var item: Item
  /// The number of the juror's trial, from 1.
  package var trial: Int
  /// Which attempt at this trial comes next, from 1.
  package var attempt: Int
  /// The decided labels of every stage but the last, where the juror judges that alone; else empty.
  package var decided: [Labels]
  /// What humans said, where the juror audits them.
  package var statements: [Statement]

  package init(
    item: Item,
    trial: Int = 1,
    attempt: Int = 1,
    decided: [Labels] = [],
    statements: [Statement] = []
  ) {
    self.item = item
    self.trial = trial
    self.attempt = attempt
    self.decided = decided
    self.statements = statements
  }

  /// What one annotator said, under a letter instead of a name.
  package struct Statement: Hashable, Sendable {
    package var letter: String
    package var values: FieldValues

    package init(letter: String, values: FieldValues) {
      self.letter = letter
      self.values = values
    }
  }

  /// Which of a run's cases it is: no two cases of one juror share it.
  package var key: Key { Key(item: item.id, trial: trial) }

  package struct Key: Hashable, Sendable {
    package var item: ItemID
    package var trial: Int

    package init(item: ItemID, trial: Int) {
      self.item = item
      self.trial = trial
    }
  }
}

/// A decided item that shows a juror how the guideline is applied.
package struct Example: Hashable, Sendable {
  package var item: Item
  /// The decided labels of all stages.
  package var values: FieldValues

  package init(item: Item, values: FieldValues) {
    self.item = item
    self.values = values
  }
}

/// A prompt as it was sent, with where it came from.
package struct SentPrompt: Hashable, Sendable {
  /// SHA-256 of the digests of the three texts, in hexadecimal.
  package var hash: String
  package var template: PromptTemplate
  package var system: Text
  package var user: Text
  /// The JSON Schema of the reply; empty for a writer, which replies with a text.
  package var schema: Text

  package init(hash: String, template: PromptTemplate, system: Text, user: Text, schema: Text) {
    self.hash = hash
    self.template = template
    self.system = system
    self.user = user
    self.schema = schema
  }

  /// A text with its SHA-256 in hexadecimal.
  package struct Text: Hashable, Sendable {
    package var hash: String
    package var text: String

    package init(hash: String, text: String) {
      self.hash = hash
      self.text = text
    }
  }
}

/// What is known of a prompt that was sent, without its texts.
package struct PromptRecord: Hashable, Sendable {
  /// SHA-256 of the digests of its three texts, in hexadecimal.
  package var hash: String
  package var template: PromptTemplate
  /// SHA-256 of each text, in hexadecimal.
  package var system: String
  package var user: String
  package var schema: String

  package init(
    hash: String,
    template: PromptTemplate,
    system: String,
    user: String,
    schema: String
  ) {
    self.hash = hash
    self.template = template
    self.system = system
    self.user = user
    self.schema = schema
  }
}

/// Which template a prompt was made from, and how.
package struct PromptTemplate: Hashable, Sendable, Codable {
  /// Its name in the guideline, such as `review` or `review.hi`.
  package var name: String
  /// What its first line says, else the guideline's version.
  package var version: String
  /// SHA-256 of its text, in hexadecimal.
  package var hash: String
  /// Nil for the prompt of a writer, which judges nothing.
  package var mode: ReviewMode?
  /// The tag of the language that it is written in.
  package var language: String
  /// Nil where there are no choices.
  package var order: ChoiceOrder?

  package init(
    name: String,
    version: String,
    hash: String,
    mode: ReviewMode?,
    language: String,
    order: ChoiceOrder?
  ) {
    self.name = name
    self.version = version
    self.hash = hash
    self.mode = mode
    self.language = language
    self.order = order
  }
}

/// What came of an attempt, and the prompt that was sent.
package struct NewReview: Hashable, Sendable {
  /// Its id is given when it is kept.
  package var review: Review
  /// Nil where nothing was sent.
  package var prompt: SentPrompt?

  package init(_ review: Review, prompt: SentPrompt?) {
    self.review = review
    self.prompt = prompt
  }
}
