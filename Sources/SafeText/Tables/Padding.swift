/// The side of its column on which a text stands.
package enum TextAlignment: Hashable, Sendable {
  case left
  case right
}

/// A text with the blanks that fill a column; one that is wider stays as it is.
/// - Parameter columns: the width of the column, as a screen or terminal shows it.
package func padded(
  _ text: String,
  to columns: Int,
  alignment: TextAlignment = .left
) -> String {
  let blanks = String(repeating: " ", count: max(0, columns - displayWidth(text)))
  return alignment == .left ? text + blanks : blanks + text
}

/// A text of at most so many columns: a wider one is cut between characters, and ends with `…`.
package func truncated(_ text: String, to columns: Int) -> String {
  guard displayWidth(text) > columns else { return text }
  guard columns > 0 else { return "" }
  var shown = ""
  var used = 0
  for (character, width) in zip(text, Paragraph(Substring(text)).characterWidths) {
    used += width
    guard used < columns else { break }
    shown.append(character)
  }
  return shown + "…"
}

/// Parts on lines of at most so many columns; none of them is broken, so that one that is wider has a
/// line of its own.
/// - Parameter separator: stands between two parts on one line.
/// - Returns: at least one line.
package func filledLines(
  _ parts: some Sequence<String>,
  separator: String,
  width: Int
) -> [String] {
  var lines: [String] = []
  var used = 0
  let gap = displayWidth(separator)
  for part in parts {
    let columns = displayWidth(part)
    if let last = lines.indices.last, used == 0 || used + gap + columns <= width {
      lines[last] += (used == 0 ? "" : separator) + part
      used += (used == 0 ? 0 : gap) + columns
    } else {
      lines.append(part)
      used = columns
    }
  }
  return lines.isEmpty ? [""] : lines
}
