import AnnotationCore
import TerminalKit

/// A screen of the app: what keys and lines do on it, how it is drawn, and what `--plain` prints of it.
///
/// Each is a folder: its state, which has this protocol, its commands, its view and its lines. ``App``
/// knows no more of it than this.
protocol Screen: Hashable, Sendable {
  /// Whose commands can be given here.
  var scope: Scope { get }

  /// Where the user is, and at the right how far they are and who they are.
  func header(in app: App) -> (left: String, right: String)

  func draw(_ app: App, in rect: Rect, on drawing: inout Drawing)

  /// Whether the guideline, while it is open, is drawn by the screen itself and not beside it.
  var drawsGuideline: Bool { get }

  /// Whether letters are being written into a field.
  var isWritingText: Bool { get }

  /// Gives a key to what is in focus, before the commands get it.
  /// - Returns: what should happen, or nil where nothing in focus knows the key.
  mutating func answer(_ key: Key, in app: App) -> [Effect]?

  /// Puts pasted text where the cursor is.
  /// - Returns: how many characters did not fit, or nil where no text is being written.
  mutating func paste(_ text: String) -> Int?

  /// Scrolls the screen's own text or list, as the mouse's wheel does.
  /// - Returns: what has to be fetched for it.
  mutating func scroll(_ step: Scroll, from metrics: Metrics) -> [Effect]

  /// A click on a row of the screen's list, or on a field.
  mutating func choose(row: Int)
  mutating func choose(field: FieldID)

  /// What `--plain` prints when the screen opens or has changed.
  func lines(in app: App, after before: any Screen) -> [String]

  /// The question that waits for an answer, in full; nil where the prompt says enough.
  /// - Parameter asked: what was asked before, so that only what is new is said.
  func question(in app: App, after asked: AskedField?) -> (field: AskedField, lines: [String])?

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
  var isWritingText: Bool { false }
  mutating func answer(_ key: Key, in app: App) -> [Effect]? { nil }
  mutating func paste(_ text: String) -> Int? { nil }
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
