import CCurses
import TerminalKit

/// What a style becomes on a terminal with so many colours.
struct Appearance: Hashable {
  /// Attributes as `cc_put` takes them.
  var attributes: UInt32
  /// The foreground's number, or -1 for the terminal's own.
  var colour: Int32

  init(_ style: Style, colours: Int) {
    var attributes = style.attributes
    colour = -1
    if colours >= 256 {
      colour =
        switch style.ink {
        case .plain: -1
        case .quiet: 245
        case .accent: 32
        case .good: 35
        case .warning: 172
        case .bad: 160
        }
    } else {
      colour =
        switch style.ink {
        case .plain, .quiet: -1
        case .accent: 6
        case .good: 2
        case .warning: 3
        case .bad: 1
        }
      if style.ink == .quiet { attributes.insert(.dim) }
    }
    if colours < 8 {
      colour = -1
      switch style.ink {
      case .accent, .bad: attributes.insert(.bold)
      case .warning: attributes.insert(.underline)
      case .plain, .quiet, .good: break
      }
    }
    self.attributes = attributes.rawValue
  }
}
