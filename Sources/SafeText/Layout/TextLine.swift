/// One line of a text that was laid out, in the order in which it is drawn from left to right.
package struct TextLine: Hashable, Sendable {
  package internal(set) var glyphs: [Glyph]
  /// The columns of all glyphs together.
  package internal(set) var width: Int
  /// Whether its paragraph reads from the right, so that the line stands at the right of its place.
  package internal(set) var isRightToLeft: Bool
  /// Whether the glyphs are in another order than that of reading.
  package internal(set) var isReordered = false
  /// The characters of the original text that the line shows, as offsets.
  package internal(set) var source: Range<Int>
  /// The column of each character of ``source``.
  package internal(set) var columns: [Int]

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
  package func readingColumn(ofCharacter offset: Int) -> Int {
    guard offset < source.upperBound, let column = column(ofCharacter: offset) else { return width }
    return isRightToLeft && isReordered ? width - 1 - column : column
  }

  /// The character whose column, counted from where the line begins to be read, is nearest.
  package func character(nearest column: Int) -> Int {
    (source.lowerBound...source.upperBound).min {
      abs(readingColumn(ofCharacter: $0) - column) < abs(readingColumn(ofCharacter: $1) - column)
    } ?? source.lowerBound
  }
}
