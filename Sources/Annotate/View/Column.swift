import TerminalKit

/// A column of rows that may be longer than its place: it scrolls so that what is in focus shows.
struct Column {
  /// Pieces of text that stand side by side, or a line that was laid out.
  enum Row {
    case pieces([Piece], indent: Int)
    case line(TextLine, Style, indent: Int)
    case rule
    case gap
  }

  /// A text with its style.
  struct Piece {
    var text: String
    var style: Style

    init(_ text: String, _ style: Style = .plain) {
      self.text = text
      self.style = style
    }
  }

  var rows: [Row] = []
  /// The rows that must be in sight.
  var focus: Range<Int>?
  /// The cursor: a row, and a column from the left of the place.
  var cursor: Position?

  mutating func add(_ pieces: Piece..., indent: Int = 0) {
    rows.append(.pieces(pieces, indent: indent))
  }

  /// Adds a text that is wrapped to a width.
  mutating func add(
    _ text: String,
    _ style: Style = .plain,
    width: Int,
    indent: Int = 0,
    language: String,
    layout: TextLayout
  ) {
    for line in layout.lines(text, width: max(1, width - indent), locale: language) {
      rows.append(.line(line, style, indent: indent))
    }
  }

  mutating func addRule() { rows.append(.rule) }

  mutating func addGap() { rows.append(.gap) }

  /// Draws as many rows as fit, from `first` on; a focus outside moves it.
  func draw(in rect: Rect, on frame: inout Frame, from first: Int = 0) {
    var top = max(0, min(first, rows.count - rect.rows))
    if let focus {
      if focus.upperBound > top + rect.rows { top = focus.upperBound - rect.rows }
      if focus.lowerBound < top { top = focus.lowerBound }
    }
    for (offset, row) in rows.dropFirst(top).prefix(rect.rows).enumerated() {
      draw(row, at: rect.row + offset, in: rect, on: &frame)
    }
    if let cursor, (top..<(top + rect.rows)).contains(cursor.row) {
      frame.cursor = Position(
        row: rect.row + cursor.row - top,
        column: rect.column + min(cursor.column, rect.columns - 1)
      )
    }
  }

  private func draw(_ row: Row, at y: Int, in rect: Rect, on frame: inout Frame) {
    switch row {
    case .gap: break
    case .rule: frame.horizontalRule(row: y, column: rect.column, width: rect.columns)
    case .pieces(let pieces, let indent):
      var column = rect.column + indent
      for piece in pieces {
        column += frame.write(
          piece.text,
          row: y,
          column: column,
          width: rect.column + rect.columns - column,
          style: piece.style
        )
      }
    case .line(let line, let style, let indent):
      frame.write(
        line,
        row: y,
        column: rect.column + indent,
        width: rect.columns - indent,
        style: style
      )
    }
  }
}
