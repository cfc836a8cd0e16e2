import AnnotationCore
import TerminalKit

/// A question in the bottom lines, answered with one line of text.
struct Prompt: Hashable, Sendable {
  var purpose: Purpose
  var buffer: TextBuffer

  enum Purpose: Hashable, Sendable {
    case skip
    case flag
    /// The letters of the rater whose label a lead takes.
    case adopt
    /// The reason for a lead's decision on a field.
    case reason(FieldID, FieldValue)
    /// Words to find in question and answer, or in the guideline.
    case find
    /// Words to look for in all of one's items.
    case search
    case jump
  }

  /// What an empty answer stands for, where it stands for something that was written before.
  var repeated: String?

  init(_ purpose: Purpose, text: String = "", repeating repeated: String? = nil) {
    self.purpose = purpose
    self.repeated = repeated
    buffer = TextBuffer(text, maximum: Remark.longest)
  }

  var question: String {
    switch purpose {
    case .skip: "Reason for skipping"
    case .flag: "Comment for the lead"
    case .adopt: "Letter of the rater whose label to adopt"
    case .reason: "Reason for the decision"
    case .find: "Find in the text"
    case .search: "Search the questions and answers of your items (empty shows all)"
    case .jump: "Id of the item to open"
    }
  }

  /// What enter does.
  var verb: String {
    switch purpose {
    case .skip: "skip"
    case .flag: "send"
    case .adopt: "adopt"
    case .reason: "decide"
    case .find: "find"
    case .search: "search"
    case .jump: "open"
    }
  }

  /// Whether an empty answer means something.
  var mayBeEmpty: Bool { purpose == .search }
}
