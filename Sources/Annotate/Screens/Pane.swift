import AnnotationCore
import TerminalKit

/// What a key goes to while nothing lies over it: a screen, or the guideline beside it.
protocol Pane: Hashable, Sendable {
  /// Whose commands can be given here.
  var scope: Scope { get }

  func draw(_ app: App, in rect: Rect, on drawing: inout Drawing)

  /// What the footer says of it before the keys of its commands, or nil.
  func footing(in app: App) -> Footing?

  /// Whether letters are being written into a field.
  var isWritingText: Bool { get }

  /// Gives a key to what is in focus, before the commands get it.
  /// - Returns: what should happen, or nil where nothing in focus knows the key.
  mutating func answer(_ key: Key, in app: App) -> [Effect]?

  /// Takes the answer to a question that it asked.
  mutating func take(_ answer: String, for purpose: Prompt.Purpose, in app: App) -> [Effect]

  /// Puts pasted text where the cursor is.
  /// - Returns: how many characters did not fit, or nil where no text is being written.
  mutating func paste(_ text: String) -> Int?

  /// Scrolls its own text or list, as the mouse's wheel does.
  /// - Returns: what has to be fetched for it.
  mutating func scroll(_ step: Scroll, from metrics: Metrics) -> [Effect]
}

/// What the footer says of a pane.
struct Footing {
  var words = ""
  var style = Style.plain
  /// Keys that mean something else for a while, in place of the commands'.
  var keys: [(key: String, name: String)]?
}

extension Pane {
  func footing(in app: App) -> Footing? { nil }
  var isWritingText: Bool { false }
  mutating func answer(_ key: Key, in app: App) -> [Effect]? { nil }
  mutating func take(_ answer: String, for purpose: Prompt.Purpose, in app: App) -> [Effect] { [] }
  mutating func paste(_ text: String) -> Int? { nil }
}

extension App {
  /// What takes the keys where nothing lies over it: the guideline while it is open, else the screen.
  var front: any Pane {
    get { guide ?? screen }
    set {
      if let newValue = newValue as? GuideState { guide = newValue }
      if let newValue = newValue as? any Screen { screen = newValue }
    }
  }
}
