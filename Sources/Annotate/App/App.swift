import AnnotationCore
import ProjectStore
import TerminalKit

/// Everything that the screen shows: who is here, where they are, what was last said to them.
struct App: Hashable, Sendable {
  let guideline: Guideline
  let person: Person
  /// The project's name, as the header shows it.
  let project: String
  /// The language in which the guideline's texts are shown.
  let language: String
  var screen: Screen
  /// What lies over the screen and takes the keys.
  var overlay: Overlay?
  var notice: Notice?
  /// Items in dispute, as they were when the lead opened them.
  var disputes: [DisputedItem] = []
  var size: Size

  init(guideline: Guideline, person: Person, project: String, language: String, size: Size) {
    self.guideline = guideline
    self.person = person
    self.project = project
    self.language = language
    self.size = size
    screen = .queue(QueueState())
  }

  /// Where the user is.
  enum Screen: Hashable, Sendable {
    case queue(QueueState)
    case item(ItemState)
    case adjudication(AdjudicationState)
  }

  /// What lies over a screen.
  enum Overlay: Hashable, Sendable {
    /// Every command with its key; the number of the first line that is shown.
    case help(scroll: Int)
    case prompt(Prompt)
  }
}

/// What the program last said to its user, in the status line.
struct Notice: Hashable, Sendable {
  var text: String
  var tone: Tone

  enum Tone: Hashable, Sendable {
    case calm
    case good
    case warning
    case bad
  }

  static func calm(_ text: String) -> Notice { Notice(text: text, tone: .calm) }
  static func good(_ text: String) -> Notice { Notice(text: text, tone: .good) }
  static func warning(_ text: String) -> Notice { Notice(text: text, tone: .warning) }
  static func bad(_ text: String) -> Notice { Notice(text: text, tone: .bad) }
}

/// A question in the bottom lines, answered with one line of text.
struct Prompt: Hashable, Sendable {
  var purpose: Purpose
  var buffer: TextBuffer

  enum Purpose: Hashable, Sendable {
    case skip
    case flag
    /// The reason for a lead's decision on a field.
    case reason(FieldID, FieldValue)
  }

  init(_ purpose: Purpose, text: String = "") {
    self.purpose = purpose
    buffer = TextBuffer(text)
  }

  var question: String {
    switch purpose {
    case .skip: "Why do you skip this item?"
    case .flag: "What should the lead know about this item?"
    case .reason: "Why this label? (kept with the decision)"
    }
  }
}
