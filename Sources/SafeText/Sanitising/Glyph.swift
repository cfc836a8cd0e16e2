/// What is drawn in one place of a line: a base character and the marks on it.
package struct Glyph: Hashable, Sendable {
  /// A base character and its marks, or an emoji that the terminal draws as one.
  package var scalars: [UInt32]
  /// Columns: 1 or 2.
  package let width: Int
  /// Whether it stands for something that must not reach the terminal as such.
  package let isSubstitute: Bool

  package init(scalars: [UInt32], width: Int, isSubstitute: Bool = false) {
    self.scalars = scalars
    self.width = width
    self.isSubstitute = isSubstitute
  }

  static let blank = Glyph(scalars: [0x20], width: 1)

  /// The glyph as text.
  package var text: String { String(scalars: scalars) }
}

extension String {
  /// The text of scalars; what is none becomes U+FFFD.
  package init(scalars: [UInt32]) {
    var text = String.UnicodeScalarView()
    for value in scalars { text.append(Unicode.Scalar(value) ?? "\u{FFFD}") }
    self = String(text)
  }
}

extension Sequence<Glyph> {
  /// The glyphs as text.
  package var text: String { map(\.text).joined() }
}
