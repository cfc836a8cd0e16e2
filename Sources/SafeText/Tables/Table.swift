/// Rows with columns that line up by what a terminal shows: numbers to the right, words to the left.
///
/// The first row is the heading. Cells come from anywhere: each is one line, made printable.
/// - Returns: a line for each row, without blanks at its end.
package func table(_ rows: [[String]]) -> String {
  let rows = rows.map { $0.map(printableLine) }
  let columns = (0..<(rows.map(\.count).max() ?? 0)).map { column in
    rows.map { $0.indices.contains(column) ? $0[column] : "" }
  }
  let widths = columns.map { $0.map { displayWidth($0) }.max() ?? 0 }
  let alignments = columnAlignments(rows)
  return rows.map { row in
    let cells = row.enumerated().map { column, cell in
      padded(cell, to: widths[column], alignment: alignments[column])
    }
    var line = cells.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line
  }.joined(separator: "\n")
}

/// The side of each column: the right one of numbers.
///
/// The first row is the heading.
func columnAlignments(_ rows: [[String]]) -> [TextAlignment] {
  (0..<(rows.map(\.count).max() ?? 0)).map { column in
    rows.dropFirst().allSatisfy { !$0.indices.contains(column) || looksLikeNumber($0[column]) }
      ? .right : .left
  }
}

private func looksLikeNumber(_ cell: String) -> Bool {
  cell.isEmpty || cell == "–"
    || Double(cell.hasPrefix("< ") ? String(cell.dropFirst(2)) : cell) != nil
}
