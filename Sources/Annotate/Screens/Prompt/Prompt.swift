import AnnotationCore
import TerminalKit

/// A question in the bottom lines, answered with one line of text; the pane that asked it takes the answer.
struct Prompt: Overlay {
  let purpose: Purpose
  private(set) var buffer: TextBuffer
  /// What an empty answer stands for, where it stands for something that was written before.
  let repeated: String?

  init(_ purpose: Purpose, text: String = "", repeating repeated: String? = nil) {
    self.purpose = purpose
    self.repeated = repeated
    buffer = TextBuffer(text, maximum: Remark.longest)
  }

  func keys(in app: App) -> KeySection {
    KeySection(
      title: purpose.question,
      entries: [
        .fixed("enter", "Take what is written: \(purpose.verb)."), .fixed("esc", "Cancel."),
      ] + KeySection.line
    )
  }

  func press(_ key: Key, in app: inout App) -> [Effect] {
    var prompt = self
    switch key {
    case .escape:
      app.overlay = nil
      return []
    case .enter: return answer(buffer.text, in: &app)
    default:
      guard prompt.buffer.edit(with: key) else { return app.giveAnywhere(key) ?? [] }
      app.overlay = prompt
      return []
    }
  }

  mutating func paste(_ line: String) { buffer.insert(line) }

  var prompt: String? { purpose.question }

  func answer(line: String, in app: inout App) throws(NoAnswer) -> [Effect] {
    guard !line.trimmed.isEmpty || purpose.mayBeEmpty else {
      app.overlay = nil
      throw NoAnswer(sentence: "Nothing was entered, so nothing was done.")
    }
    return answer(line, in: &app)
  }

  /// Gives an answer to the pane that asked.
  func answer(_ written: String, in app: inout App) -> [Effect] {
    let answer = written.trimmed.isEmpty ? repeated ?? "" : written.trimmed
    guard !answer.isEmpty || purpose.mayBeEmpty else {
      app.notice = .calm("Write something, or cancel with esc.")
      return []
    }
    if app.overlay is Self { app.overlay = nil }
    app.notice = nil
    var front = app.front
    let effects = front.take(answer, for: purpose, in: app)
    app.front = front
    return effects
  }
}

extension Prompt {
  /// What the answer is for.
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

    var question: String { words.question }

    /// What enter does.
    var verb: String { words.verb }

    /// Whether an empty answer means something.
    var mayBeEmpty: Bool { self == .search }

    private var words: (question: String, verb: String) {
      switch self {
      case .skip: ("Reason for skipping", "skip")
      case .flag: ("Comment for the lead", "send")
      case .adopt: ("Letter of the rater whose label to adopt", "adopt")
      case .reason: ("Reason for the decision", "decide")
      case .find: ("Find in the text", "find")
      case .search: ("Search the questions and answers of your items (empty shows all)", "search")
      case .jump: ("Id of the item to open", "open")
      }
    }
  }
}
