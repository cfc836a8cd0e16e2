import SafeText
import TerminalKit

extension Drawing {
  /// Draws every command of the screen with its key, and the keys that answer.
  mutating func drawHelp(_ app: App, scroll: Int, in rect: Rect) {
    var column = Column()
    for (number, scope) in app.scopes.enumerated() {
      if number > 0 { column.addGap() }
      column.add(.init(scope.title, .bold))
      column.addGap()
      if scope == .item { for entry in answerKeys { add(entry, to: &column, width: rect.columns) } }
      for entry in app.entries(in: [scope]) where isUseful(entry, app) {
        add(entry, to: &column, width: rect.columns)
      }
      if scope == .item {
        column.addGap()
        column.add(.init("Writing a text", .bold))
        column.addGap()
        for entry in textKeys { add(entry, to: &column, width: rect.columns) }
      }
    }
    column.addGap()
    column.add(
      "Small letters and digits answer; capitals and ^ are commands. Any key closes this list.",
      .quiet,
      width: rect.columns - 4,
      language: "en",
      layout: layout
    )
    frame.cursor = nil
    clear(rect)
    frame.horizontalRule(row: rect.row, column: 0, width: rect.columns, style: .accent)
    let place = rect.inset(top: 1, left: 2, right: 2)
    let top = column.drawMarked(in: place, on: &self, from: scroll)
    metrics.overlay = Metrics.Pane(rows: column.rows.count, place: place.rows, top: top)
  }

  private func add(_ entry: CommandEntry, to column: inout Column, width: Int) {
    column.add(
      .init(padded(entry.key, to: 12, alignment: .right), .accent),
      .init("  "),
      .init(entry.help, entry.whyNot == nil ? .plain : .quiet)
    )
  }

  /// Letters for raters that the item does not have would only be noise.
  private func isUseful(_ entry: CommandEntry, _ app: App) -> Bool {
    guard let state = app.adjudication, let id = entry.id else { return true }
    return !CommandID.adoptingByLetter.dropFirst(state.humans.count).contains(id)
  }
}

private let answerKeys = [
  fixed("a…z", "Take or unmark the choice with that letter."),
  fixed("1…9", "Take that step of a scale."),
  fixed("← → space", "Move the marker, take what is under it."),
  fixed("enter", "Go on; on the last line, commit."),
]

private let textKeys = [
  fixed("^J", "A new line; enter goes on to the next field."),
  fixed("alt-b alt-f", "A word back, a word on."),
  fixed("^A ^E", "The start and the end of the line; alt-< and alt-> those of the text."),
  fixed("^W alt-d", "Cut the word before, the word after."),
  fixed("^K ^U", "Cut to the end, to the start of the line; ^Y puts back what was cut."),
  fixed("alt-z alt-r", "Undo and redo what was written."),
]

private func fixed(_ key: String, _ help: String) -> CommandEntry {
  CommandEntry(id: nil, key: key, name: "", help: help, isPrimary: false, whyNot: nil)
}
