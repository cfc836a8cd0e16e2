/// One line of a text that was laid out, in the order in which it is drawn from left to right.
package struct TextLine: Hashable, Sendable {
  package var cells: [Cell]
  /// The columns of all cells together.
  package var width: Int
  /// Whether its paragraph reads from the right, so that the line stands at the right of its place.
  package var isRightToLeft: Bool
  /// The characters of the original text that the line shows, as offsets.
  package var source: Range<Int>
  /// The column of each character of ``source``.
  var columns: [Int]

  /// Where the cursor stands before a character: the column of that character, counted from the
  /// line's left end; behind the last one, the column after the line, or -1 in one from the right.
  /// - Returns: nil for a character that is not on the line.
  package func column(ofCharacter offset: Int) -> Int? {
    if offset == source.upperBound { return isRightToLeft ? -1 : width }
    guard source.contains(offset), columns.indices.contains(offset - source.lowerBound) else {
      return nil
    }
    return columns[offset - source.lowerBound]
  }
}

/// The cursor among lines.
extension TextLine {
  /// The line on which the cursor stands before a character: the last one that begins at it or
  /// before it.
  package static func lineIndex(ofCharacter offset: Int, in lines: [TextLine]) -> Int {
    lines.lastIndex { $0.source.lowerBound <= offset } ?? 0
  }

  /// The column of a character, counted from where the line begins to be read.
  func readingColumn(ofCharacter offset: Int) -> Int {
    let column = column(ofCharacter: min(offset, source.upperBound)) ?? width
    return isRightToLeft ? width - 1 - column : column
  }

  /// The character whose column, counted from where the line begins to be read, is nearest.
  func character(nearest column: Int) -> Int {
    (source.lowerBound...source.upperBound).min {
      abs(readingColumn(ofCharacter: $0) - column) < abs(readingColumn(ofCharacter: $1) - column)
    } ?? source.lowerBound
  }
}

/// Words that were found.
extension TextLine {
  /// The line with some of its characters in another style, wherever they are drawn.
  /// - Parameters:
  ///   - ranges: characters of the whole text; those on other lines are left alone.
  ///   - current: the one of them with a style of its own.
  package func highlighting(
    _ ranges: [Range<Int>],
    style: Style,
    current: Range<Int>?,
    currentStyle: Style
  ) -> TextLine {
    let here = ranges.filter { $0.overlaps(source) }
    guard !here.isEmpty else { return self }
    var styles: [Int: Style] = [:]
    for range in here {
      for offset in range.clamped(to: source) {
        guard let start = self.column(ofCharacter: offset) else { continue }
        styles[start] = range == current ? currentStyle : style
      }
    }
    // A character reaches to the column where the next one begins, in the order of drawing.
    let starts = Set(columns)
    var line = self
    var column = 0
    var inForce: Style?
    for index in line.cells.indices {
      if starts.contains(column) { inForce = styles[column] }
      if let inForce { line.cells[index].style = inForce }
      column += line.cells[index].width
    }
    return line
  }
}
