/// A text that somebody typed, pasted, or wrote in an editor, as it is kept: its lines end with a line
/// feed, a byte order mark at its start is left out, and so are control characters, which nobody meant to
/// enter and no reader can see.
package func enteredText(_ text: String) -> String {
  var kept = String.UnicodeScalarView()
  var wasReturn = false
  for (index, scalar) in text.unicodeScalars.enumerated() {
    defer { wasReturn = scalar == "\r" }
    switch scalar {
    case "\n" where wasReturn: break
    case "\r", "\n": kept.append("\n")
    case "\u{FEFF}" where index == 0: break
    case "\t": kept.append(scalar)
    case _ where scalar.properties.generalCategory == .control: break
    default: kept.append(scalar)
    }
  }
  return String(kept)
}
