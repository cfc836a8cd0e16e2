import AnnotationCore
import TerminalKit

/// A question in the bottom lines, answered with one line of text.
struct Prompt: Hashable, Sendable {
  var purpose: Purpose
  var buffer: TextBuffer

  enum Purpose: Hashable, Sendable {
    case skip
    case flag
    /// The reason for a lead's decision on a field.
    case reason(FieldID, FieldValue)
    /// Words to find in question and answer, or in the guideline.
    case find
    /// Words to look for in all of one's items.
    case search
    case jump
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
    case .find: "Find in the text"
    case .search: "Find in the questions and answers of your items (empty: all)"
    case .jump: "The id of the item to open"
    }
  }

  /// Whether an empty answer means something.
  var mayBeEmpty: Bool { purpose == .search }
}
