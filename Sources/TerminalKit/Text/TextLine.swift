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
