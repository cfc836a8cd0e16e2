/// How a cell looks: an ink that means something, and attributes.
///
/// Inks are meanings, not colours: the terminal maps them to what it can show, and nothing is told
/// by an ink alone.
package struct Style: Hashable, Sendable {
  package var ink: Ink
  package var attributes: Attributes

  package init(_ ink: Ink = .plain, _ attributes: Attributes = []) {
    self.ink = ink
    self.attributes = attributes
  }

  /// What a colour stands for.
  package enum Ink: Hashable, Sendable, CaseIterable {
    case plain
    /// Present and not in the way: labels, rules, help.
    case quiet
    /// Where the eye should go.
    case accent
    case good
    case warning
    case bad
  }

  package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let underline = Attributes(rawValue: 4)
    package static let reverse = Attributes(rawValue: 8)
    package static let italic = Attributes(rawValue: 16)
  }

  package static let plain = Style()
  package static let bold = Style(.plain, .bold)
  package static let quiet = Style(.quiet)
  package static let accent = Style(.accent, .bold)
  package static let good = Style(.good)
  package static let warning = Style(.warning)
  package static let bad = Style(.bad, .bold)
  package static let selected = Style(.accent, [.bold, .reverse])

  /// The style with more attributes.
  package func adding(_ more: Attributes) -> Style { Style(ink, attributes.union(more)) }

  /// The letter of the style in golden frames: `.` plain, otherwise the first letter of the ink
  /// (`p q a g w b`), as a capital where it is bold, and `#` where it is reversed.
  package var letter: Character {
    if attributes.contains(.reverse) { return "#" }
    let letter: String =
      switch ink {
      case .plain: attributes.isEmpty ? "." : "p"
      case .quiet: "q"
      case .accent: "a"
      case .good: "g"
      case .warning: "w"
      case .bad: "b"
      }
    return Character(attributes.contains(.bold) ? letter.uppercased() : letter)
  }
}
