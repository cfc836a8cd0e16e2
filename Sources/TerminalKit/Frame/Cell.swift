package import SafeText

/// What stands in one column of the screen, or in two.
package struct Cell: Hashable, Sendable {
  /// A base character and the marks on it; empty in the right half of a wide cell.
  package var scalars: [UInt32]
  /// Columns: 1 or 2, and 0 for the right half of a wide cell.
  package var width: Int
  package var style: Style
  /// Whether it stands for something that must not reach the terminal as such.
  package var isSubstitute: Bool
  /// Whether it is part of a line between the parts of a screen.
  package var isRule = false
  /// Whether it is of a text that the program shows, and no sign of its own.
  package var isContent = false

  package init(
    scalars: [UInt32],
    width: Int,
    style: Style = .plain,
    isSubstitute: Bool = false
  ) {
    self.scalars = scalars
    self.width = width
    self.style = style
    self.isSubstitute = isSubstitute
  }

  /// A glyph of a text in a style.
  package init(_ glyph: Glyph, style: Style = .plain) {
    self.init(
      scalars: glyph.scalars,
      width: glyph.width,
      style: style,
      isSubstitute: glyph.isSubstitute
    )
  }

  package static let blank = Cell(scalars: [0x20], width: 1)

  /// The right half of a wide cell.
  package static func rightHalf(_ style: Style) -> Cell {
    Cell(scalars: [], width: 0, style: style)
  }

  /// The cell as text.
  package var text: String { String(scalars: scalars) }
}
