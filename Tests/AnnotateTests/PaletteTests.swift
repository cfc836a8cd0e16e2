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
    #expect(ana.shown.contains("No command has that name."))
    ana.press("enter")
    #expect(ana.app.overlay == nil)
  }

  @Test func `letters find commands by what they do as well`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter F2")
    ana.type("marker")
    #expect(ana.shown.contains("next choice"))
  }
}
