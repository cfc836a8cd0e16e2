extension Frame {
  /// The frame with the program's own signs in ASCII, for terminals and fonts that lack the others.
  ///
  /// Texts keep their script: only the signs that the program draws are replaced, each by one of the
  /// same width.
  package func ascii() -> Frame {
    var frame = self
    frame.replaceCells { cell in
      guard !cell.isContent, cell.scalars.count == 1, let ascii = Self.asciiSigns[cell.scalars[0]]
      else { return }
      cell.scalars[0] = ascii
    }
    return frame
  }

  private static let asciiSigns: [UInt32: UInt32] = {
    let signs: [(String, Character)] = [
      ("─", "-"), ("│", "|"), ("┌┐└┘├┤┬┴┼", "+"), ("▸", ">"), ("●", "*"), ("✓", "v"), ("✗", "x"),
      ("·", "."), ("…", "~"), ("█", "#"), ("░", "."), ("⚑", "!"), ("–—", "-"), ("×", "x"),
      ("↑", "^"), ("↓", "v"), ("←", "<"), ("→", ">"), ("▁", "_"), ("▂▃", "."), ("▄▅", "-"),
      ("▆▇", "="), ("«", "<"), ("»", ">"),
    ]
    var table: [UInt32: UInt32] = [:]
    for (froms, to) in signs {
      for scalar in froms.unicodeScalars { table[scalar.value] = to.unicodeScalars.first?.value }
    }
    return table
  }()
}
