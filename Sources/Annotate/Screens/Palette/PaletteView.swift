import SafeText
import TerminalKit

extension Palette {
  func draw(_ app: App, in rect: Rect, on drawing: inout Drawing) {
    drawing.draw(self, app: app, in: rect)
  }
}

extension Drawing {
  /// Draws the palette: what is typed, and the commands that fit with their keys.
  fileprivate mutating func draw(_ palette: Palette, app: App, in rect: Rect) {
    let hits = palette.hits(in: app.paletteEntries)
    let place = box(rows: min(rect.rows, max(6, min(hits.count, 14) + 4)), in: rect)
    frame.write(":", row: place.row, column: place.column, style: .accent)
    write(palette.buffer, row: place.row, column: place.column + 2, width: place.columns - 2)
    let list = place.inset(top: 1)
    guard !hits.isEmpty else {
      frame.write(
        "No command is named so, or does that.",
        row: list.row,
        column: list.column,
        style: .quiet
      )
      return
    }
    let first = max(0, palette.row - list.rows + 1)
    let nameWidth = 18
    for (offset, hit) in hits.enumerated().dropFirst(first).prefix(list.rows) {
      let row = list.row + offset - first
      let isChosen = offset == palette.row
      frame.write(isChosen ? "▸" : " ", row: row, column: list.column, style: .accent)
      var column = list.column + 2
      for (index, character) in hit.entry.name.enumerated() {
        let style: Style =
          hit.positions.contains(index) ? .accent : isChosen ? .bold : .plain
        column += frame.write(String(character), row: row, column: column, style: style)
      }
      frame.write(
        hit.entry.key,
        row: row,
        column: list.column + 2 + nameWidth,
        width: 9,
        style: .accent
      )
      // Why not stands where the sentence stands, so that nothing has to be tried out.
      frame.write(
        hit.entry.whyNot.map { "(\($0))" } ?? hit.entry.help,
        row: row,
        column: list.column + 12 + nameWidth,
        width: list.columns - 12 - nameWidth,
        style: .quiet
      )
    }
  }
}
