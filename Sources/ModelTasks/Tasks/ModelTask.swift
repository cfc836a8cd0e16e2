package import JSON

/// One prompt to a model, for one completion.
///
/// It is the same task whether it is sent by itself or in a batch. The parameters are the model's.
package struct ModelTask<Prompt: ModelPrompt>: Sendable {
  package var key: TaskKey
  /// Which of the samples of one prompt it is, from 0.
  package var sample: Int
  package var prompt: Prompt

  package init(key: TaskKey, sample: Int, prompt: Prompt) {
    self.key = key
    self.sample = sample
    self.prompt = prompt
  }

  /// What tells its seed from those of other samples and attempts.
  package var draw: Int { RequestDraw.number(sample: sample, attempt: key.attempt) }
}

/// What a task is for.
package struct TaskKey: Hashable, Sendable {
  /// The id of what it is about, such as an item's.
  package var subject: String
  /// Which of the times that a model is asked about the same subject, from 1.
  package var trial: Int
  /// Which attempt at this trial, from 1.
  package var attempt: Int

  package init(subject: String, trial: Int = 1, attempt: Int = 1) {
    self.subject = subject
    self.trial = trial
    self.attempt = attempt
  }

  /// The trial, whichever attempt at it comes next.
  var place: TaskKey { TaskKey(subject: subject, trial: trial, attempt: 0) }
}

/// What a model is told, and what it is to reply.
package protocol ModelPrompt: Sendable {
  /// SHA-256 of all of it, in hexadecimal.
  var hash: String { get }
  var system: String { get }
  var user: String { get }
  /// The JSON Schema of the reply; null where a text is asked for.
  var schema: JSONValue { get }
  /// The schema as it is sent and kept; empty where a text is asked for.
  var schemaText: String { get }
  /// The same as questions, for protocols that ask choice by choice.
  var choices: [ChoiceQuestion] { get }
}

/// One field as a question of its own: one choice of several, or yes or no.
package struct ChoiceQuestion: Hashable, Sendable {
  /// A choice of this value says that the question does not apply.
  package static let notApplicable = "not_applicable"

  package var field: String
  /// The choice that is asked about, where it is a matter of yes or no.
  package var about: String?
  package var instructions: String
  /// Nothing where it is a matter of yes or no.
  package var choices: [Choice]

  package struct Choice: Hashable, Sendable {
    package var id: String
    package var words: String

    package init(id: String, words: String) {
      self.id = id
      self.words = words
    }
  }

  package init(
    field: String,
    about: String? = nil,
    instructions: String,
    choices: [(id: String, words: String)] = []
  ) {
    self.field = field
    self.about = about
    self.instructions = instructions
    self.choices = choices.map { Choice(id: $0.id, words: $0.words) }
  }
}
