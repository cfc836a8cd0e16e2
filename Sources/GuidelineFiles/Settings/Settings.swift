/// What a user has set, as far as they have; the rest stays as it is.
package struct Settings: Hashable, Sendable {
  /// `dark`, `light`, `contrast` or `none`.
  package var theme: String?
  package var mouse: Bool?
  package var ascii: Bool?
  /// `reorder`, `reorder+shape` or `terminal`.
  package var bidi: String?
  /// The language of the guideline's texts.
  package var language: String?
  package var keys: [KeyBinding] = []

  package init() {}
}

/// The keys that a user gives to a command.
package struct KeyBinding: Hashable, Sendable {
  /// The command's id, as it was written.
  package var command: String
  /// Names of keys, as they were written; none takes the command's keys away.
  package var keys: [String]

  package init(command: String, keys: [String]) {
    self.command = command
    self.keys = keys
  }

  /// Why a binding cannot be taken, and what would be right.
  package struct Refusal: Hashable, Sendable {
    /// Which of the bindings, in the order of the file.
    package var index: Int
    package var sentence: String
    package var advice: String

    package init(index: Int, sentence: String, advice: String) {
      self.index = index
      self.sentence = sentence
      self.advice = advice
    }
  }
}
