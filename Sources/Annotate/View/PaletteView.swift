import SafeText
import TerminalKit

extension Drawing {
  /// Draws the palette: what is typed, and the commands that fit with their keys.
  mutating func drawPalette(_ palette: Palette, app: App, in rect: Rect) {
    let hits = palette.hits(in: app.paletteEntries)
    let place = box(rows: min(rect.rows, max(6, min(hits.count, 14) + 4)), in: rect)
    frame.write(":", row: place.row, column: place.column, style: .accent)
    write(palette.buffer, row: place.row, column: place.column + 2, width: place.columns - 2)
    let list = place.inset(top: 1)
    guard !hits.isEmpty else {
      frame.write("No command has that name.", row: list.row, column: list.column, style: .quiet)
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

  /// Clears a place at the bottom of a part of the screen, with a rule above it.
  mutating func box(rows: Int, in rect: Rect) -> Rect {
    let place = rect.split(top: rect.rows - min(rows, rect.rows)).bottom
    clear(place)
    frame.horizontalRule(row: place.row, column: 0, width: place.columns, style: .accent)
    frame.cursor = nil
    return place.inset(top: 1, left: 1, right: 1)
  }

  /// Draws one line of text that is being written, so that its cursor is in sight.
  mutating func write(_ buffer: TextBuffer, row: Int, column: Int, width: Int) {
    let lines = layout.lines(buffer.text, width: width, locale: "en")
    let index = TextLine.lineIndex(ofCharacter: buffer.cursor, in: lines)
    guard lines.indices.contains(index) else { return }
    let line = lines[index]
    frame.write(line, row: row, column: column, width: width)
    let start = line.isRightToLeft ? max(0, width - line.width) : 0
    let at = line.column(ofCharacter: buffer.cursor) ?? line.width
    frame.cursor = Position(row: row, column: column + min(max(0, start + at), width - 1))
  }
}
