import TerminalKit

/// Finding a command by its name.
struct Palette: Hashable, Sendable {
  var buffer = TextBuffer()
  /// The chosen hit.
  var row = 0

  /// A command that fits what was typed, with the characters of its name that fit.
  struct Hit: Hashable, Sendable {
    var entry: CommandEntry
    var positions: [Int]
  }

  /// The commands that fit, the best first; all of them while nothing is typed.
  func hits(in entries: [CommandEntry]) -> [Hit] {
    let query = buffer.text
    guard !query.isEmpty else { return entries.map { Hit(entry: $0, positions: []) } }
    var scored: [(hit: Hit, score: Int)] = []
    for entry in entries {
      if let match = FuzzyMatch.score(query, in: entry.name) {
        scored.append((Hit(entry: entry, positions: match.positions), match.score + 1000))
      } else if let match = FuzzyMatch.score(query, in: entry.help) {
        scored.append((Hit(entry: entry, positions: []), match.score))
      }
    }
    return scored.enumerated()
      .sorted { ($0.element.score, $1.offset) > ($1.element.score, $0.offset) }
      .map(\.element.hit)
  }
}

extension App {
  /// What the palette offers: the screen's commands, then those of everywhere.
  var paletteEntries: [CommandEntry] { entries(in: scopes).filter { $0.id != .palette } }
}
