/// A frame as drawings: what golden tests compare.
extension Frame {
  /// The rows as text, without the blanks at their ends.
  package var text: [String] {
    rows { $0.text }.map { Self.trimmed($0, of: " ") }
  }

  /// The rows as letters of styles (see ``Style/letter``), without the dots at their ends.
  package var styleRows: [String] {
    rows { String(repeating: String($0.style.letter), count: $0.width) }
      .map { Self.trimmed($0, of: ".") }
  }

  private func rows(_ text: (Cell) -> String) -> [String] {
    (0..<size.rows).map { row in
      cells[(row * size.columns)..<((row + 1) * size.columns)].map(text).joined()
    }
  }

  private static func trimmed(_ text: String, of character: Character) -> String {
    guard let last = text.lastIndex(where: { $0 != character }) else { return "" }
    return String(text[...last])
  }
}
