import TerminalKit

/// The user's screen preferences.
///
/// It is theirs, not the project's.
struct Appearance: Hashable, Sendable, Codable {
  /// The share of the screen that question and answer take, in per cent.
  var split = 45
  var theme = Theme.dark
  var mouse = true
  /// The language of the guideline's texts, where one was chosen.
  var language: String?
  /// Whether the program draws itself with ASCII alone.
  var isASCII = false

  /// The shares that the split takes.
  static let splits = 25...75
}
