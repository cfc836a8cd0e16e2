import SafeText
import TerminalKit

/// The lines of a text that may be long, with words in it that were found.
final class MarkedText {
  private let lines: ArraySlice<TextLine>
  private let hits: [Range<Int>]
  private let current: Range<Int>?

  init(_ lines: ArraySlice<TextLine>, hits: [Range<Int>], current: Range<Int>?) {
    self.lines = lines
    self.hits = hits
    self.current = current
  }

  /// A line by its number, from 0.
  func line(_ number: Int) -> StyledLine {
    StyledLine(
      lines[lines.startIndex + number],
      highlighting: hits,
      style: .found,
      current: current,
      currentStyle: .selected
    )
  }
}

/// A column of rows that may be longer than its place: it scrolls so that what is in focus shows.
struct Column {
  /// Pieces of text that stand side by side, or a line that was laid out.
  enum Row {
    case pieces([Piece], indent: Int)
    case line(StyledLine, Style, indent: Int)
    /// A line of a text, which gets its cells when it is drawn.
    case text(MarkedText, Int)
    case rule
    case gap
  }

  /// A text with its style.
  struct Piece {
    var text: String
    var style: Style
    /// What a click on it does.
    var hit: HitTarget?
    /// The columns that it has, however few it needs; nil for as many as it needs.
    var width: Int?
    /// The columns at its end that stay free.
    private(set) var gap = 0

    init(_ text: String, _ style: Style = .plain, hit: HitTarget? = nil, width: Int? = nil) {
      self.text = text
      self.style = style
      self.hit = hit
      self.width = width
    }

    /// A text that fills a column of a table, with a space at its end.
    static func cell(_ text: String, _ style: Style = .plain, width: Int) -> Piece {
      var piece = Piece(text, style, width: width)
      piece.gap = 1
      return piece
    }
  }

  /// The columns that its texts are wrapped to.
  let width: Int
  let layout: TextLayout
  var rows: [Row] = []
  /// The rows that must be in sight.
  var focus: Range<Int>?
  /// The cursor: a row, and a column from the left of the place.
  var cursor: Position?
  /// The lines of the text that is being written, where one is.
  var editorLines: [TextLine] = []

  init(width: Int, layout: TextLayout) {
    self.width = width
    self.layout = layout
  }

  mutating func add(_ row: Row) { rows.append(row) }

  mutating func add(_ pieces: Piece..., indent: Int = 0) {
    rows.append(.pieces(pieces, indent: indent))
  }

  /// Adds a text in lines.
  /// - Parameters:
  ///   - language: what the text is in; English where the program itself speaks.
  ///   - isContent: whether it is another's text, whose signs stay as they are.
  ///   - layout: another way to lay it out than the column's.
  mutating func add(
    _ text: String,
    _ style: Style = .plain,
    indent: Int = 0,
    language: String = "en",
    isContent: Bool = false,
    by layout: TextLayout? = nil
  ) {
    let layout = layout ?? self.layout
    for line in layout.lines(text, width: max(1, width - indent), locale: language) {
      rows.append(.line(StyledLine(line, isContent: isContent), style, indent: indent))
    }
  }

  mutating func addRule() { rows.append(.rule) }

  mutating func addGap() { rows.append(.gap) }

  /// Draws as many rows as fit, from `first` on; a focus outside moves it, and so does a cursor, with
  /// the row below it.
  /// - Returns: the first row that was drawn.
  @discardableResult
  func draw(in rect: Rect, on drawing: inout Drawing, from first: Int = 0) -> Int {
    var top = max(0, min(first, rows.count - rect.rows))
    if let focus {
      if focus.upperBound > top + rect.rows { top = focus.upperBound - rect.rows }
      if focus.lowerBound < top { top = focus.lowerBound }
    }
    if let cursor {
      top = max(top, min(cursor.row + 2, rows.count) - rect.rows)
      top = min(top, cursor.row)
    }
    for (offset, row) in rows.dropFirst(top).prefix(rect.rows).enumerated() {
      draw(row, at: rect.row + offset, in: rect, on: &drawing)
    }
    if let cursor, (top..<(top + rect.rows)).contains(cursor.row) {
      drawing.frame.cursor = Position(
        row: rect.row + cursor.row - top,
        column: rect.column + min(max(0, cursor.column), rect.columns - 1)
      )
    }
    return top
  }

  /// Draws as ``draw(in:on:from:)`` does, with signs of what is out of sight above and below.
  @discardableResult
  func drawMarked(in rect: Rect, on drawing: inout Drawing, from first: Int = 0) -> Int {
    let top = draw(in: rect, on: &drawing, from: first)
    let right = rect.column + rect.columns - 1
    if top > 0 { drawing.frame.write("↑", row: rect.row, column: right, style: .accent) }
    if top + rect.rows < rows.count {
      drawing.frame.write("↓", row: rect.row + rect.rows - 1, column: right, style: .accent)
    }
    return top
  }

  private func draw(_ row: Row, at y: Int, in rect: Rect, on drawing: inout Drawing) {
    switch row {
    case .gap: break
    case .rule: drawing.frame.horizontalRule(row: y, column: rect.column, width: rect.columns)
    case .pieces(let pieces, let indent):
      var column = rect.column + indent
      for piece in pieces {
        let width = drawing.frame.write(
          piece.text,
          row: y,
          column: column,
          width: min((piece.width ?? .max) - piece.gap, rect.column + rect.columns - column),
          style: piece.style
        )
        if let hit = piece.hit {
          drawing.mark(Rect(row: y, column: column, rows: 1, columns: width), hit)
        }
        column += piece.width ?? width
      }
    case .text(let text, let number):
      drawing.frame.write(
        text.line(number),
        row: y,
        column: rect.column,
        width: rect.columns
      )
    case .line(let line, let style, let indent):
      drawing.frame.write(
        line,
        row: y,
        column: rect.column + indent,
        width: rect.columns - indent,
        style: style
      )
    }
  }
}
