import AnnotationCore
import SafeText

/// What the user can read in the terminal at hand, as they said themselves.
struct Readings: Hashable, Sendable {
  /// The terminal's name.
  var terminal: String
  /// The way of drawing that reads right, by script.
  var answers: [Script: ReadingCheck.Answer] = [:]
  /// What the project knows of the user.
  var recorded: Set<ReadingCheck> = []
  /// Scripts that are to be asked about another time.
  var postponed: Set<Script> = []

  /// The script of a text, unless it is Latin: who works with the program can read its own words.
  static func script(of text: String) -> Script? {
    Script(of: text).flatMap { $0 == .latin ? nil : $0 }
  }

  /// What the user said of a script in this terminal, in whatever project.
  func check(of script: Script) -> ReadingCheck? {
    answers[script].map {
      ReadingCheck(script: script.rawValue, terminal: terminal, answer: $0)
    }
  }
}

extension TextDisplay {
  /// Draws a script in the way that reads right.
  mutating func draw(_ script: Script, _ way: ReadingCheck.Answer) {
    switch way {
    case .reorder: bidiByScript[script] = .reorder
    case .reorderAndShape: bidiByScript[script] = .reorderAndShape
    case .terminal: bidiByScript[script] = .terminal
    case .asWritten: signsByScript[script] = .asWritten
    case .visual: signsByScript[script] = .visual
    case .none: break
    }
  }
}
