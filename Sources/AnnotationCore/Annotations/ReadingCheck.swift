/// Whether an annotator can read a script in a terminal, as they said themselves of a line that was shown.
package struct ReadingCheck: Hashable, Sendable {
  /// The script's code in ISO 15924, such as `Arab`.
  package var script: String
  /// The terminal's name, such as `xterm` or `VTE in tmux`.
  package var terminal: String
  package var answer: Answer

  package init(script: String, terminal: String, answer: Answer) {
    self.script = script
    self.terminal = terminal
    self.answer = answer
  }

  /// The way of drawing that reads right.
  package enum Answer: String, Hashable, Sendable, CaseIterable, Codable {
    /// The program orders the text, and the terminal draws it.
    case reorder = "reorder"
    /// The program joins Arabic letters, too.
    case reorderAndShape = "reorder+shape"
    /// The terminal does both.
    case terminal = "terminal"
    /// Signs as they are written; the terminal puts them where they belong.
    case asWritten = "as-written"
    /// The program puts them there.
    case visual = "visual"
    /// No way does.
    case unreadable = "none"
  }
}
