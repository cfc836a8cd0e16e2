import AnnotationCore
import SafeText
import TerminalKit

extension Drawing {
  /// What was last said to the user, or where the draft stands; then the keys that matter here.
  mutating func drawFooter(_ app: App, in rect: Rect) {
    if let notice = app.notice { return draw(notice, app, in: rect) }
    if let overlay = app.overlay {
      frame.write(overlay.footer, row: rect.row, column: 1, style: .quiet)
    } else {
      drawKeys(app, in: rect)
    }
  }

  private mutating func draw(_ notice: Notice, _ app: App, in rect: Rect) {
    let (sign, style): (String, Style) =
      switch notice.tone {
      case .calm: ("", .plain)
      case .good: ("✓ ", .good)
      case .warning: ("! ", .warning)
      case .bad: ("✗ ", .bad)
      }
    let width = rect.columns - 2
    var column = emptyColumn(width)
    let closes = notice.tone == .bad && app.overlay == nil ? " · esc closes" : ""
    column.add(sign + notice.text + closes, style)
    // What is long, as an error that says what to do, lies over the rows above.
    let rows = min(column.rows.count, max(1, rect.row - 2))
    let place = Rect(row: rect.row - rows + 1, column: 1, rows: rows, columns: width)
    if rows > 1 {
      let top = place.row - 1
      clear(Rect(row: top, column: 0, rows: rows + 1, columns: rect.columns))
      frame.horizontalRule(row: top, column: 0, width: rect.columns)
      frame.cursor = nil
    }
    column.draw(in: place, on: &self)
  }

  /// What the pane says, then its keys.
  private mutating func drawKeys(_ app: App, in rect: Rect) {
    let footing = app.front.footing(in: app) ?? Footing()
    var column = 1
    let words = footing.words
    column += frame.write(
      words,
      row: rect.row,
      column: column,
      width: rect.columns / 2,
      style: footing.style
    )
    if let keys = footing.keys {
      return drawKeys(keys, in: rect, from: words.isEmpty ? column : column + 2)
    }
    if !words.isEmpty { column += 3 }
    let help = app.key(of: .help) ?? ""
    let end = rect.columns - layout.width(of: help) - " all keys".count - 2
    let entries = app.scopes.flatMap(app.entries(in:)).filter {
      $0.whyNot == nil && !$0.key.isEmpty
    }
    for entry in entries where entry.isPrimary {
      let width = layout.width(of: entry.key) + 1 + layout.width(of: entry.name)
      guard column + width + 2 <= end else { break }
      if let id = entry.id {
        mark(Rect(row: rect.row, column: column, rows: 1, columns: width), .command(id))
      }
      column += frame.write(entry.key, row: rect.row, column: column, style: .accent) + 1
      column += frame.write(entry.name, row: rect.row, column: column, style: .quiet) + 2
    }
    mark(
      Rect(row: rect.row, column: end + 1, rows: 1, columns: rect.columns - end - 1),
      .command(.help)
    )
    frame.write(help, row: rect.row, column: end + 1, style: .accent)
    frame.write(
      "all keys",
      row: rect.row,
      column: end + 2 + layout.width(of: help),
      style: .quiet
    )
  }

  /// Keys that mean something else for a while.
  private mutating func drawKeys(
    _ keys: [(key: String, name: String)],
    in rect: Rect,
    from start: Int
  ) {
    var column = start
    for (key, name) in keys {
      column += 1 + frame.write(key, row: rect.row, column: column, style: .accent)
      column += 2 + frame.write(name, row: rect.row, column: column, style: .quiet)
    }
  }
}
