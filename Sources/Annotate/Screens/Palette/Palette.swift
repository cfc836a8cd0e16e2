import TerminalKit

/// Finding a command by its name, or by what it does.
struct Palette: Overlay {
  private(set) var buffer = TextBuffer()
  /// The chosen hit.
  private(set) var row = 0

  /// A command that fits what was typed, with the characters of its name that fit.
  struct Hit: Hashable, Sendable {
    var entry: CommandEntry
    var positions: [Int]
  }

  func keys(in app: App) -> KeySection {
    KeySection(
      title: "Finding a command",
      entries: [
        .fixed("a…z", "Type letters of the command's name, or of what it does."),
        .fixed("↑ ↓", "Choose another command."),
        .fixed("enter", "Give the chosen command."),
        .fixed("esc", "Close without a command."),
      ] + KeySection.line
    )
  }

  func press(_ key: Key, in app: inout App) -> [Effect] {
    if let effects = app.giveAnywhere(key) { return effects }
    var palette = self
    switch key {
    case .escape:
      app.overlay = nil
      return []
    case .down, .control("n"), .tab: palette.move(by: 1, in: app)
    case .up, .control("p"), .backTab: palette.move(by: -1, in: app)
    case .enter:
      let hits = hits(in: app.paletteEntries)
      app.overlay = nil
      guard hits.indices.contains(row), let id = hits[row].entry.id, let command = commandTable[id]
      else { return [] }
      app.notice = nil
      return app.run(command)
    default:
      guard palette.buffer.edit(with: key) else { return [] }
      palette.row = 0
    }
    app.overlay = palette
    return []
  }

  mutating func paste(_ line: String) {
    buffer.insert(line)
    row = 0
  }

  private mutating func move(by step: Int, in app: App) {
    row = min(max(0, row + step), max(0, hits(in: app.paletteEntries).count - 1))
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
  /// What the palette offers: first what can be done just now, of that the screen's own commands before
  /// those of everywhere, what was given most often before the rest, then by name.
  var paletteEntries: [CommandEntry] {
    let order = { (entry: CommandEntry) in
      (
        entry.whyNot == nil ? 0 : 1, entry.id?.scope == .anywhere ? 1 : 0,
        entry.id.map { -(uses[$0] ?? 0) } ?? 0, entry.name
      )
    }
    return scopes.flatMap(entries(in:)).filter { $0.id != .palette }
      .sorted { order($0) < order($1) }
  }
}
