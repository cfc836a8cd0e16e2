import AnnotationCore
import TerminalKit

/// What lies over a screen and takes its keys: a list of keys, a question, something to read.
///
/// Each is a folder, as a ``Screen`` is. ``App`` knows no more of it than this, and opens it by
/// ``App/overlay``.
protocol Overlay: Hashable, Sendable {
  /// Its keys as the list of all keys has them, with a heading.
  func keys(in app: App) -> KeySection

  /// What the footer says while it is open.
  var footer: String { get }

  /// Takes a key: changes the app, in which it also replaces or closes itself.
  func press(_ key: Key, in app: inout App) -> [Effect]

  /// Takes pasted text, in one line.
  mutating func paste(_ line: String)

  mutating func scroll(_ step: Scroll, from metrics: Metrics)

  func draw(_ app: App, in rect: Rect, on drawing: inout Drawing)

  /// What `--plain` prints when it opens.
  func lines(in app: App) -> [String]

  /// What `--plain` asks while it is open; nil where it is closed as soon as it is printed.
  var prompt: String? { get }

  /// What follows once it has been read.
  var whenRead: [Effect] { get }

  /// The commands that `--plain` has while it is open.
  func commands(in app: App) -> [CardCommand]

  /// Takes a line.
  /// - Throws: why it is no answer.
  func answer(line: String, in app: inout App) throws(NoAnswer) -> [Effect]
}

/// Keys that belong together, with a heading.
struct KeySection {
  var title: String
  var entries: [CommandEntry]
}

extension Overlay {
  // Most bring their own keys.
  var footer: String { "" }
  mutating func paste(_ line: String) {}
  mutating func scroll(_ step: Scroll, from metrics: Metrics) {}
  func lines(in app: App) -> [String] { [] }
  var prompt: String? { nil }
  var whenRead: [Effect] { [] }
  func commands(in app: App) -> [CardCommand] { [] }
  func answer(line: String, in app: inout App) throws(NoAnswer) -> [Effect] { [] }
}

extension App {
  /// What lies uppermost over the screen; setting it replaces that, or closes it.
  var overlay: (any Overlay)? {
    get { overlays.last }
    set {
      _ = overlays.popLast()
      if let newValue { overlays.append(newValue) }
    }
  }
}

extension Key {
  /// How the key scrolls something to read, or nil.
  var scroll: Scroll? {
    switch self {
    case .down, .character("j"): .lines(1)
    case .up, .character("k"): .lines(-1)
    case .pageDown, .character(" "): .pages(1)
    case .pageUp, .character("b"): .pages(-1)
    case .home, .character("g"): .start
    case .end, .character("G"): .end
    default: nil
    }
  }
}
