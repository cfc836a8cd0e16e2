import TerminalKit
import Testing

@testable import Annotate

/// Finding a command by its name.
@Suite struct PaletteTests {
  @Test func `a few letters find a command, and enter runs it`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter :")
    ana.type("fold a")
    #expect(ana.shown.contains("▸ fold answer"))
    ana.press("enter")
    #expect(ana.app.item?.folds.answer == true)
  }

  @Test func `a command that is not available says why, before and after it is chosen`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter :")
    ana.type("reopen")
    #expect(ana.shown.contains("(Nothing of this item is committed.)"))
    ana.press("enter")
    #expect(ana.footer == " Nothing of this item is committed.")
  }

  @Test func `the palette offers what can be given here, and leaves with esc`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press(":")
    ana.type("disputes")
    #expect(ana.shown.contains("(Only leads decide disputes.)"))
    ana.press("esc")
    #expect(ana.app.overlay == nil)
    ana.press(":")
    ana.type("zzzz")
    #expect(ana.shown.contains("No command is named so, or does that."))
    ana.press("enter")
    #expect(ana.app.overlay == nil)
  }

  @Test func `letters find commands by what they do as well`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter F2")
    ana.type("marker")
    #expect(ana.shown.contains("next choice"))
  }

  @Test func `what can be done here comes first, then by use, then by name`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter")
    let entries = ana.app.paletteEntries
    let usable = entries.prefix { $0.whyNot == nil }
    #expect(entries.dropFirst(usable.count).allSatisfy { $0.whyNot != nil })
    let own = usable.prefix { $0.id?.scope == .item }.map(\.name)
    #expect(own == own.sorted())
    #expect(usable.dropFirst(own.count).allSatisfy { $0.id?.scope == .anywhere })
    ana.press("] ] ] ]")
    #expect(ana.app.paletteEntries.first?.name == "fold answer")
  }
}
