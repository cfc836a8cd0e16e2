import AnnotationCore
import TerminalKit

/// A screen of the app: what keys and lines do on it, how it is drawn, and what `--plain` prints of it.
///
/// Each is a folder: its state, which has this protocol, its commands, its view and its lines. ``App``
/// knows no more of it than this.
protocol Screen: Pane {
  /// Where the user is, and at the right how far they are and who they are.
  func header(in app: App) -> (left: String, right: String)

  /// Whether the guideline, while it is open, is drawn by the screen itself and not beside it.
  var drawsGuideline: Bool { get }

  /// The language that the user's items are narrowed to here, or nil for all.
  var queueLanguage: String? { get }

  /// A click on a row of the screen's list, or on a field.
  mutating func choose(row: Int)
  mutating func choose(field: FieldID)

  /// What `--plain` prints when the screen opens or has changed.
  func lines(in app: App, after before: any Screen) -> [String]

  /// The question that waits for an answer, in full; nil where the prompt says enough.
  /// - Parameter asked: what was asked before, so that only what is new is said.
  func question(in app: App, after asked: AskedField?) -> (field: AskedField, lines: [String])?

  /// The commands that only lines need here.
  var lineCommands: [LineCommand] { get }

  /// What stands before the line that is read.
  func prompt(in app: App) -> String

  /// Takes a line.
  /// - Throws: why it is no answer.
  mutating func answer(line: String, in app: App) throws(NoAnswer) -> [Effect]
}

/// A field that `--plain` asked for, as far as it matters whether it was asked before.
struct AskedField: Hashable {
  var item: ItemID
  var stage: StageNumber?
  var field: FieldID?
}

extension Screen {
  var drawsGuideline: Bool { false }
  var queueLanguage: String? { nil }
  var lineCommands: [LineCommand] { [] }
  mutating func take(_ answer: String, for purpose: Prompt.Purpose, in app: App) -> [Effect] {
    purpose == .jump
      ? [.openItem(answer, QueuePosition(place: nil, language: queueLanguage))] : []
  }
  mutating func choose(row: Int) {}
  mutating func choose(field: FieldID) {}
  func question(in app: App, after asked: AskedField?) -> (field: AskedField, lines: [String])? {
    nil
  }
}

extension App {
  /// The state of a screen of that kind where it is open; setting it opens it.
  subscript<Kind: Screen>(screen kind: Kind.Type) -> Kind? {
    get { screen as? Kind }
    set { if let newValue { screen = newValue } }
  }
}
