package import SafeText

/// A line of text that was laid out, with a style on each cell.
package struct StyledLine: Hashable, Sendable {
  package private(set) var cells: [Cell]
  /// The columns of all cells together.
  package let width: Int
  /// Whether its paragraph reads from the right, so that the line stands at the right of its place.
  package let isRightToLeft: Bool

  /// The line in one style.
  /// - Parameter isContent: whether it is of a text that the program shows, whose signs stay as they are.
  package init(_ line: TextLine, style: Style = .plain, isContent: Bool = false) {
    cells = line.glyphs.map { glyph in
      var cell = Cell(glyph, style: style)
      cell.isContent = isContent
      return cell
    }
    width = line.width
    isRightToLeft = line.isRightToLeft
  }
}

/// Words that were found.
extension StyledLine {
  /// A line of a text that the program shows, some of its characters in another style, wherever they are
  /// drawn.
  /// - Parameters:
  ///   - ranges: characters of the whole text; those on other lines are left alone.
  ///   - current: the one of them with a style of its own.
  package init(
    _ line: TextLine,
    highlighting ranges: [Range<Int>],
    style: Style,
    current: Range<Int>? = nil,
    currentStyle: Style = .plain
  ) {
    self.init(line, isContent: true)
    let here = ranges.filter { $0.overlaps(line.source) }
    guard !here.isEmpty else { return }
    var styles: [Int: Style] = [:]
    for range in here {
      for offset in range.clamped(to: line.source) {
        guard let start = line.column(ofCharacter: offset) else { continue }
        styles[start] = range == current ? currentStyle : style
      }
    }
    // A character reaches to the column where the next one begins, in the order of drawing.
    let starts = Set(line.columns)
    var column = 0
    var inForce: Style?
    for index in cells.indices {
      if starts.contains(column) { inForce = styles[column] }
      if let inForce { cells[index].style = inForce }
      column += cells[index].width
    }
  }
}
