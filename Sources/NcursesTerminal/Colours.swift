import CCurses
import TerminalKit

/// What a style becomes under a theme on a terminal with so many colours.
struct Appearance: Hashable {
  /// Attributes as `cc_style` takes them.
  var attributes: UInt32
  /// The foreground's number, or -1 for the terminal's own.
  var colour: Int32

  init(_ style: Style, theme: Theme, colours: Int) {
    var attributes = style.attributes
    let palette = Palette.of(theme, colours: colours)
    colour = palette?[style.ink] ?? -1
    if palette == nil {
      // Without colours an ink is told by an attribute.
      switch style.ink {
      case .accent, .bad: attributes.insert(.bold)
      case .warning: attributes.insert(.underline)
      case .quiet: if theme != .contrast { attributes.insert(.dim) }
      case .plain, .good: break
      }
    } else if style.ink == .quiet, colour < 0, theme != .contrast {
      attributes.insert(.dim)
    }
    self.attributes = attributes.rawValue
  }
}

/// The colour of each ink; an ink without one has the terminal's own.
private enum Palette {
  static func of(_ theme: Theme, colours: Int) -> [Style.Ink: Int32]? {
    guard theme != .none, colours >= 8 else { return nil }
    return switch (theme, colours) {
    case (.dark, 256...): dark
    case (.light, 256...): light
    case (.contrast, 16...): brightOnDark
    case (.dark, 16...): sixteenDark
    default: eight
    }
  }

  // Numbers of xterm's 256 colours. Each stands out from its background by 4.5 to 1 or more.
  private static let dark: [Style.Ink: Int32] = [
    .quiet: 245, .accent: 75, .good: 71, .warning: 179, .bad: 203,
  ]
  private static let light: [Style.Ink: Int32] = [
    .quiet: 242, .accent: 25, .good: 28, .warning: 94, .bad: 160,
  ]
  // Of the sixteen, the bright ones are from 8 on; what they look like is the terminal's affair.
  private static let sixteenDark: [Style.Ink: Int32] = [
    .accent: 14, .good: 10, .warning: 11, .bad: 9,
  ]
  private static let brightOnDark: [Style.Ink: Int32] = [
    .accent: 14, .good: 10, .warning: 11, .bad: 13,
  ]
  private static let eight: [Style.Ink: Int32] = [
    .accent: 6, .good: 2, .warning: 3, .bad: 1,
  ]
}
