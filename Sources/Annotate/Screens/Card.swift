import SafeText
import TerminalKit

/// Something to read before going on, in the middle of the screen: a text that scrolls, and what can be
/// done about it.
protocol Card: Overlay {
  /// The first row that is shown.
  var scroll: Int { get set }

  /// What the card is, as a heading of its keys.
  var title: String { get }

  /// What can be done about it.
  func commands(in app: App) -> [CardCommand]

  /// Adds what is read, with the commands where they belong.
  func add(to column: inout Column, in app: App)
}

/// What can be done about a card: its keys, what they do in a few words, and what it changes.
struct CardCommand: Sendable {
  /// The keys that give it; the first is the one that is shown.
  let keys: [Key]
  /// What it does, such as `take over in this window`.
  let help: String
  /// What a line gives it by; nil where `--plain` needs no such command.
  var word: String?
  let run: @Sendable (inout App) -> [Effect]

  init(
    _ keys: [Key],
    help: String,
    word: String? = nil,
    run: @escaping @Sendable (inout App) -> [Effect]
  ) {
    (self.keys, self.help, self.word, self.run) = (keys, help, word, run)
  }

  /// A command that closes the card first.
  static func closing(
    _ keys: [Key] = [.enter, .escape],
    help: String,
    then run: @escaping @Sendable (inout App) -> [Effect] = { _ in [] }
  ) -> CardCommand {
    CardCommand(keys, help: help) { app in
      app.overlay = nil
      return run(&app)
    }
  }

  /// What it does, as a sentence.
  var sentence: String { help.prefix(1).uppercased() + help.dropFirst() + "." }
}

extension Card {
  func keys(in app: App) -> KeySection {
    KeySection(
      title: title,
      entries: commands(in: app).map { command in
        .fixed(command.keys.first?.name ?? "", command.sentence)
      } + KeySection.scrolling.entries
    )
  }

  func press(_ key: Key, in app: inout App) -> [Effect] {
    if let effects = app.giveAnywhere(key) { return effects }
    if let command = commands(in: app).first(where: { $0.keys.contains(key) }) {
      return command.run(&app)
    }
    if let step = key.scroll {
      var card = self
      card.scroll(step, from: app.metrics)
      app.overlay = card
    }
    return []
  }

  mutating func scroll(_ step: Scroll, from metrics: Metrics) {
    scroll = metrics.overlay.moved(by: step)
  }

  func draw(_ app: App, in rect: Rect, on drawing: inout Drawing) {
    var column = drawing.emptyColumn(rect.columns - 4)
    add(to: &column, in: app)
    drawing.draw(column, over: rect, top: 2, from: scroll)
  }
}

extension Drawing {
  /// Draws rows over a part of the screen, below a rule, and notes how far they can be scrolled.
  mutating func draw(_ column: Column, over rect: Rect, top: Int, from scroll: Int) {
    frame.cursor = nil
    clear(rect)
    frame.horizontalRule(row: rect.row, column: 0, width: rect.columns, style: .accent)
    let place = rect.inset(top: top, left: 2, right: 2)
    let first = column.drawMarked(in: place, on: &self, from: scroll)
    metrics.overlay = Metrics.Pane(rows: column.rows.count, place: place.rows, top: first)
  }
}

extension Column {
  /// Adds commands with their keys, a row for each.
  mutating func add(_ commands: [CardCommand]) {
    for command in commands { add(pieces(of: command)) }
  }

  /// Adds commands with their keys in one row.
  mutating func addRow(_ commands: [CardCommand]) {
    add(Array(commands.map(pieces(of:)).joined(separator: [Piece(" · ", .quiet)])))
  }

  private func pieces(of command: CardCommand) -> [Piece] {
    command.keys.first.map { key in
      [Piece(key.name, .accent, hit: .key(key)), Piece(" " + command.help, .quiet)]
    } ?? []
  }

  private mutating func add(_ pieces: [Piece]) { rows.append(.pieces(pieces, indent: 0)) }
}
