import TerminalKit
import Testing

@testable import NcursesTerminal

@Suite struct AppearanceTests {
  /// What a terminal shows of a style, beside its text.
  private func look(_ style: Style, _ colours: Int, _ theme: Theme = .dark) -> Appearance {
    Appearance(style, theme: theme, colours: colours)
  }

  @Test(arguments: [256, 65_536])
  func `with many colours every ink but the plain one has a colour of its own`(colours: Int) {
    let inks = Style.Ink.allCases.filter { $0 != .plain }
    #expect(Set(inks.map { look(Style($0), colours).colour }).count == inks.count)
    #expect(look(.plain, colours).colour == -1)
  }

  @Test func `with eight colours quiet text is dim and the others are coloured`() {
    #expect(look(.quiet, 8) == Appearance(attributes: 2, colour: -1))
    #expect(look(.good, 8) == Appearance(attributes: 0, colour: 2))
    #expect(look(.bad, 8) == Appearance(attributes: 1, colour: 1))
  }

  @Test func `on a dark background sixteen colours are the bright ones, on a light one the others`()
  {
    #expect(look(.good, 16).colour == 10)
    #expect(look(.good, 16, .light).colour == 2)
  }

  @Test(arguments: [8, 16, 256])
  func `a theme without colours has none, and high contrast dims nothing`(colours: Int) {
    for ink in Style.Ink.allCases {
      #expect(look(Style(ink), colours, .none).colour == -1)
      #expect(look(Style(ink), colours, .contrast).attributes & 2 == 0)
    }
  }

  @Test func `without colours nothing is coloured and what matters stands out`() {
    for ink in Style.Ink.allCases { #expect(look(Style(ink), 0).colour == -1) }
    #expect(look(Style(.accent), 0).attributes == 1)
    #expect(look(Style(.bad), 0).attributes == 1)
    #expect(look(Style(.warning), 0).attributes == 4)
    #expect(look(Style(.quiet), 0).attributes == 2)
    #expect(look(.plain, 0).attributes == 0)
  }

  @Test(arguments: [0, 8, 256])
  func `a style's own attributes are always kept`(colours: Int) {
    for ink in Style.Ink.allCases {
      let look = look(Style(ink, [.reverse, .italic]), colours)
      #expect(look.attributes & 24 == 24)
    }
  }
}

extension Appearance {
  /// An appearance as the C side takes it.
  init(attributes: UInt32, colour: Int32) {
    self.init(.plain, theme: .none, colours: 0)
    self.attributes = attributes
    self.colour = colour
  }
}
