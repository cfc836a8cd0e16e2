import SafeText
import TerminalKit

/// Every key that does something here, with a sentence.
struct Help: Overlay {
  /// The first row that is shown.
  var scroll = 0

  var footer: String { "↑ ↓ scroll · any other key closes" }

  func keys(in app: App) -> KeySection {
    var section = KeySection.scrolling
    section.title = "This list"
    section.entries.append(.fixed("another key", "Close this list."))
    return section
  }

  func press(_ key: Key, in app: inout App) -> [Effect] {
    if let effects = app.giveAnywhere(key) { return effects }
    var help = self
    let step = key.scroll
    if let step { help.scroll(step, from: app.metrics) }
    app.overlay = step == nil ? nil : help
    return []
  }

  mutating func scroll(_ step: Scroll, from metrics: Metrics) {
    scroll = metrics.overlay.moved(by: step)
  }

  func draw(_ app: App, in rect: Rect, on drawing: inout Drawing) {
    var column = drawing.emptyColumn(rect.columns - 4)
    for section in sections(in: app) {
      if !column.rows.isEmpty { column.addGap() }
      column.add(.init(section.title, .bold))
      column.addGap()
      for entry in section.entries { column.add(entry) }
    }
    drawing.draw(column, over: rect, top: 1, from: scroll)
  }

  /// The keys that do something, the nearest first: those of what lies below this list, else those of the
  /// screen.
  private func sections(in app: App) -> [KeySection] {
    var sections: [KeySection] = []
    if let below = app.overlays.dropLast().last {
      sections = [
        below.keys(in: app),
        KeySection(
          title: Scope.anywhere.title,
          entries: app.commands(in: .anywhere).filter(app.isGivenOverOverlays).map(app.entry(of:))
        ),
      ]
    } else {
      for scope in app.scopes {
        let commands = app.commands(in: scope).filter { isUseful($0.id, in: app) }
        var section = KeySection(title: scope.title, entries: commands.map(app.entry(of:)))
        if scope == .item { section.entries = answerKeys + section.entries }
        sections.append(section)
        if scope == .item { sections.append(.text) }
      }
    }
    return sections + [keys(in: app)]
  }

  /// Letters for raters that the item does not have would only be noise.
  private func isUseful(_ id: CommandID, in app: App) -> Bool {
    guard let state = app.adjudication else { return true }
    return !CommandID.adoptingByLetter.dropFirst(state.humans.count).contains(id)
  }
}

extension Column {
  /// Adds a key with what it does; a command that no key gives is found by its name.
  fileprivate mutating func add(_ entry: CommandEntry) {
    let room = max(20, width - keyWidth - 2)
    let words = entry.key.isEmpty ? "\(entry.name): \(entry.help)" : entry.help
    let lines = filledLines(
      words.split(separator: " ").map(String.init),
      separator: " ",
      width: room
    )
    for (number, line) in lines.enumerated() {
      let key = number > 0 ? "" : entry.key.isEmpty ? ":" : entry.key
      add(
        .init(padded(key, to: keyWidth, alignment: .right), .accent),
        .init("  "),
        .init(line, entry.whyNot == nil ? .plain : .quiet)
      )
    }
  }
}

/// The columns of a key.
private let keyWidth = 12

private let answerKeys = [
  CommandEntry.fixed("a…z", "Take or unmark the choice with that letter."),
  .fixed("1…9", "Take that step of a scale."),
  .fixed("← → space", "Move the marker, take what is under it."),
  .fixed("enter", "Go on; on the last line, commit."),
]

extension KeySection {
  /// How one scrolls something to read.
  static let scrolling = KeySection(
    title: "Scrolling",
    entries: [
      .fixed("↑ ↓ j k", "Scroll a line up or down."),
      .fixed("pgup pgdn", "Scroll a page up or down; so do b and the space bar."),
      .fixed("g G", "Scroll to the start or the end; so do home and end."),
    ]
  )

  /// How a text is written.
  static let text = KeySection(
    title: "Writing a text",
    entries: [
      .fixed("^J", "A new line; enter goes on to the next field."),
      .fixed("alt-b alt-f", "A word back, a word on."),
      .fixed("^A ^E", "The start and the end of the line; alt-< and alt-> those of the text."),
      .fixed("^W alt-d", "Cut the word before, the word after."),
      .fixed("^K ^U", "Cut to the end, to the start of the line; ^Y puts back what was cut."),
      .fixed("alt-z alt-r", "Undo and redo what was written."),
    ]
  )

  /// How a line of text is written, which enter ends.
  static var line: [CommandEntry] { Array(text.entries.dropFirst()) }
}

extension CommandEntry {
  /// A key that no command of the table has.
  static func fixed(_ key: String, _ help: String) -> CommandEntry {
    CommandEntry(id: nil, key: key, name: "", help: help, isPrimary: false, whyNot: nil)
  }
}
