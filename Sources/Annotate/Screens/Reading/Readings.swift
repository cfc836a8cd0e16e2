import AnnotationCore
import SafeText

/// What the user can read in the terminal at hand, as they said themselves.
struct Readings: Hashable, Sendable {
  /// The terminal's name.
  var terminal: String
  /// Who puts right-to-left text in order, where the user chose that when they started the program.
  var order: BidiSetting? = nil
  /// The way of drawing that reads right, by script.
  var answers: [Script: ReadingCheck.Answer] = [:]
  /// What the project knows of the user.
  var recorded: Set<ReadingCheck> = []
  /// Whether the terminal may still say which it is; nothing is asked before.
  var isNameOpen = false
  /// Scripts that are to be asked about another time.
  var postponed: Set<Script> = []
  /// Scripts that the user wants to be asked about again.
  var repeated: Set<Script> = []

  /// The scripts of a text but Latin, most letters first.
  ///
  /// Who works with the program can read its own words, and a few letters, such as a symbol, are no text
  /// to read.
  static func scripts(of text: String) -> [Script] {
    let counts = Script.counts(in: text)
    let most = Script(of: text)
    return counts.filter { $0.key != .latin && ($0.key == most || $0.value >= fewLetters) }
      .sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }.map(\.key)
  }

  private static let fewLetters = 10

  /// The first of some scripts to ask about.
  func toAskAbout(_ scripts: [Script]) -> Script? {
    scripts.first {
      repeated.contains($0) || !isNameOpen && answers[$0] == nil && !postponed.contains($0)
    }
  }

  /// Keeps what the user says of a script.
  /// - Returns: the same, to be recorded.
  mutating func keep(_ way: ReadingCheck.Answer, of script: Script) -> ReadingCheck? {
    answers[script] = way
    repeated.remove(script)
    return check(of: script).map { recorded.insert($0).memberAfterInsert }
  }

  /// Asks about a script another time.
  mutating func postpone(_ script: Script) {
    postponed.insert(script)
    repeated.remove(script)
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
    case .unreadable: break
    }
  }
}
