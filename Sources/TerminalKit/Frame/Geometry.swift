/// Rows and columns of a screen.
package struct Size: Hashable, Sendable {
  package var rows: Int
  package var columns: Int

  package init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
  }
}

/// A place on the screen; the first row and column are 0.
package struct Position: Hashable, Sendable {
  package var row: Int
  package var column: Int

  package init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

/// A part of the screen.
package struct Rect: Hashable, Sendable {
  package var row: Int
  package var column: Int
  package var rows: Int
  package var columns: Int

  package init(row: Int, column: Int, rows: Int, columns: Int) {
    self.row = row
    self.column = column
    self.rows = max(0, rows)
    self.columns = max(0, columns)
  }

  /// The whole of a screen.
  package init(_ size: Size) {
    self.init(row: 0, column: 0, rows: size.rows, columns: size.columns)
  }

  /// The rectangle without so many rows and columns at each side.
  package func inset(
    top: Int = 0,
    left: Int = 0,
    bottom: Int = 0,
    right: Int = 0
  ) -> Rect {
    Rect(
      row: row + top,
      column: column + left,
      rows: rows - top - bottom,
      columns: columns - left - right
    )
  }

  /// Whether a place is in the rectangle.
  package func contains(_ position: Position) -> Bool {
    position.row >= row && position.row < row + rows && position.column >= column
      && position.column < column + columns
  }

  /// Whether two rectangles have a place in common.
  package func overlaps(_ other: Rect) -> Bool {
    row < other.row + other.rows && other.row < row + rows
      && column < other.column + other.columns && other.column < column + columns
  }

  /// The upper part with so many rows, and the rest.
  package func split(top rows: Int) -> (top: Rect, bottom: Rect) {
    let rows = min(max(0, rows), self.rows)
    return (
      Rect(row: row, column: column, rows: rows, columns: columns), inset(top: rows)
    )
  }

  /// The left part with so many columns, and the rest.
  package func split(left columns: Int) -> (left: Rect, right: Rect) {
    let columns = min(max(0, columns), self.columns)
    return (
      Rect(row: row, column: column, rows: rows, columns: columns), inset(left: columns)
    )
  }
}
