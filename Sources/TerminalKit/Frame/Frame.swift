package import SafeText

/// A screen as a value: views draw one, the terminal shows it, a test prints it.
package struct Frame: Hashable, Sendable {
  package let size: Size
  /// Row by row.
  package private(set) var cells: [Cell]
  /// Where the cursor stands; hidden when nil.
  package var cursor: Position?
  private let display: TextDisplay

  /// An empty screen.
  /// - Parameter display: how the terminal shows text.
  package init(size: Size, display: TextDisplay = TextDisplay()) {
    self.size = size
    self.display = display
    cells = Array(repeating: .blank, count: max(0, size.rows * size.columns))
  }

  /// The cell at a place, or a blank outside the screen.
  package func cell(at position: Position) -> Cell {
    guard let index = index(position.row, position.column) else { return .blank }
    return cells[index]
  }

  /// The cells of a row, from left to right.
  package func row(_ row: Int) -> ArraySlice<Cell> {
    cells[(row * size.columns)..<((row + 1) * size.columns)]
  }

  private func index(_ row: Int, _ column: Int) -> Int? {
    guard row >= 0, row < size.rows, column >= 0, column < size.columns else { return nil }
    return row * size.columns + column
  }

  /// Puts one cell; a wide one that would stick out at the right edge becomes a blank.
  package mutating func put(_ cell: Cell, row: Int, column: Int) {
    guard let index = index(row, column) else { return }
    // What is half covered from now on cannot stay.
    if cells[index].width == 0, column > 0 { cells[index - 1] = .blank }
    if cell.width == 2, column + 1 >= size.columns {
      cells[index] = Cell(scalars: [0x20], width: 1, style: cell.style)
      return
    }
    let after = index + max(1, cell.width)
    if after < cells.count, column + cell.width < size.columns, cells[after].width == 0 {
      cells[after] = .blank
    }
    cells[index] = cell
    if cell.isSubstitute {
      cells[index].style = Style(.warning, cell.style.attributes.union(.underline))
    }
    if cell.width == 2 { cells[index + 1] = .rightHalf(cell.style) }
  }

  /// Writes one line of text, sanitised, and cut with `…` where it is wider than `width`.
  /// - Returns: the columns that were written.
  @discardableResult
  package mutating func write(
    _ text: String,
    row: Int,
    column: Int,
    width: Int = .max,
    style: Style = .plain
  ) -> Int {
    let room = min(width, size.columns - column)
    guard room > 0 else { return 0 }
    var used = 0
    for glyph in singleLine(text, width: room, display: display) {
      put(Cell(glyph, style: style), row: row, column: column + used)
      used += glyph.width
    }
    return used
  }

  /// Writes a line that was laid out; one that reads from the right stands at the right of `width`.
  package mutating func write(
    _ line: TextLine,
    row: Int,
    column: Int,
    width: Int,
    style: Style = .plain
  ) {
    write(StyledLine(line), row: row, column: column, width: width, style: style)
  }

  /// Writes a line that has styles; those of its cells that are plain get another one.
  package mutating func write(
    _ line: StyledLine,
    row: Int,
    column: Int,
    width: Int,
    style: Style = .plain
  ) {
    var at = column + (line.isRightToLeft ? max(0, width - line.width) : 0)
    for cell in line.cells {
      var cell = cell
      // What was found in the line keeps the style that says so.
      if cell.style == .plain { cell.style = style }
      if at + cell.width <= column + width { put(cell, row: row, column: at) }
      at += cell.width
    }
  }

  /// Changes every cell, none of them in its width.
  mutating func replaceCells(_ change: (inout Cell) -> Void) {
    for index in cells.indices { change(&cells[index]) }
  }

  /// Gives every cell of a part of the screen a style, and keeps its text.
  package mutating func restyle(_ rect: Rect, _ style: Style) {
    for row in rect.row..<(rect.row + rect.rows) {
      for column in rect.column..<(rect.column + rect.columns) {
        if let index = index(row, column) { cells[index].style = style }
      }
    }
  }

  /// Empties a part of the screen.
  package mutating func clear(_ rect: Rect, style: Style = .plain) {
    let blank = Cell(scalars: [0x20], width: 1, style: style)
    for row in rect.row..<(rect.row + rect.rows) {
      for column in rect.column..<(rect.column + rect.columns) {
        put(blank, row: row, column: column)
      }
    }
  }
}
