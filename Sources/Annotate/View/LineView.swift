import SafeText
import TerminalKit

/// A line of text that is being written, at the bottom of the screen.
extension Drawing {
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
