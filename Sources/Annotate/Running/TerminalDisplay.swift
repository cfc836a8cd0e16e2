import AnnotationCore
import Foundation
import SafeText
import TerminalKit

/// Who puts right-to-left text in order: as was asked for, or as the terminal needs it.
enum BidiChoice: String, CaseIterable, Sendable {
  case auto
  case reorder
  case reorderAndShape = "reorder+shape"
  case terminal

  /// What was asked for; nil where the terminal decides.
  var setting: BidiSetting? { BidiSetting(rawValue: rawValue) }
}

/// How text is drawn in the terminal at hand, as far as that is known.
struct TerminalDisplay: Sendable {
  let choice: BidiChoice
  let environment: [String: String]
  /// Where it is kept how wide terminals draw.
  private let store: WidthStore?
  private(set) var identity: TerminalIdentity
  /// All that the terminal answered.
  private var learnt = TerminalAnswers()
  private(set) var widths: WidthTable
  /// Whether the terminal said how wide it draws.
  private(set) var isMeasured = false
  /// The ways of drawing that the user said read right in this terminal.
  var readings: [Script: ReadingCheck.Answer] = [:]

  /// What can be said before the terminal has answered: it draws as one of its name did the last time, or
  /// else as libc says.
  init(choice: BidiChoice, environment: [String: String], store: WidthStore? = nil) {
    self.choice = choice
    self.environment = environment
    self.store = store
    identity = TerminalIdentity(environment: environment)
    widths = store?.recall(identity.name) ?? .libc
  }

  /// Takes what the terminal answered; what it did not answer this time is as it was.
  /// - Parameter outer: the terminal around a multiplexer, by name.
  mutating func learn(_ answers: TerminalAnswers, outer: String?) {
    // A program that had the terminal meanwhile may have taken some answers, or left some of its own.
    learnt.version = answers.version ?? learnt.version
    if !answers.kind.isEmpty { learnt.kind = answers.kind }
    if !answers.widths.measured.isEmpty { learnt.widths = answers.widths }
    identity = TerminalIdentity(environment: environment, answers: learnt, outer: outer)
    guard !learnt.widths.measured.isEmpty else { return }
    widths = learnt.widths
    isMeasured = true
    store?.keep(widths, of: TerminalIdentity(environment: environment).name)
  }

  var display: TextDisplay {
    var display = TextDisplay(
      bidi: choice.setting ?? identity.bidi,
      signs: identity.signs,
      widths: widths
    )
    // An order of right-to-left text that was asked for goes before what was answered once.
    for (script, way) in readings where choice == .auto || [.asWritten, .visual].contains(way) {
      display.draw(script, way)
    }
    return display
  }

  /// Whether the terminal is to be told not to put text in order.
  var tellsTerminal: Bool { (choice.setting ?? identity.bidi) != .terminal }

  /// Whether the program's own lines would be two columns wide, and are drawn in ASCII.
  var needsASCII: Bool { widths.measured[.ambiguous] == 2 }
}

/// The terminal in which tmux shows itself, by its name and version where it told them, else by its `TERM`.
/// - Returns: nil outside tmux, and where tmux does not say.
func terminalAroundTmux(_ environment: [String: String]) -> String? {
  guard environment["TMUX"]?.isEmpty == false else { return nil }
  let tmux = Process()
  tmux.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  tmux.arguments = ["tmux", "display-message", "-p", "#{client_termtype}\n#{client_termname}"]
  let output = Pipe()
  (tmux.standardOutput, tmux.standardError, tmux.standardInput) = (output, nil, nil)
  guard (try? tmux.run()) != nil else { return nil }
  // One that is stuck must not hold the screen up.
  DispatchQueue.global().asyncAfter(deadline: .now() + 0.3) {
    if tmux.isRunning { tmux.terminate() }
  }
  let said = try? output.fileHandleForReading.read(upToCount: 1000)
  tmux.waitUntilExit()
  return said.flatMap { String(decoding: $0, as: UTF8.self).split(separator: "\n").first }
    .map(String.init)
}
