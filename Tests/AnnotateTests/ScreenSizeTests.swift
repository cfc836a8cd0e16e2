import AnnotationCore
import TerminalKit
import Testing

@testable import Annotate

@Suite struct ScreenSizeTests {
  @Test func `a window that is too small says politely what it needs`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.send(.resize(Size(rows: 12, columns: 40)))
    #expect(
      ana.screen == [
        " This window is 40×12.", " It needs 64×16.", " Your work is kept. ^C leaves.",
        "", "", "", "", "", "", "", "", "",
      ]
    )
    #expect(ana.styles[0] == "." + String(repeating: "P", count: 21))
  }

  @Test(arguments: [0, 1, 2, 5])
  func `even a window of a few cells is drawn`(edge: Int) throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter")
    ana.send(.resize(Size(rows: edge, columns: edge)))
    #expect(ana.frame.cells.count == edge * edge)
  }

  @Test func `a resize keeps what was entered, the focus and the cursor's place`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter h")
    ana.type("a monument")
    let before = try #require(ana.app.item)
    let screen = ana.screen
    for size in [Size(rows: 12, columns: 40), Size(rows: 24, columns: 80)] {
      ana.send(.resize(size))
      #expect(ana.app.item?.session == before.session)
      #expect(ana.app.item?.focus == before.focus)
      #expect(ana.app.item?.editor == before.editor)
    }
    ana.send(.resize(Size(rows: 30, columns: 100)))
    #expect(ana.screen == screen)
  }

  @Test func `coming back from the shell draws the screen anew`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("^Z")
    ana.send(.resumed)
    #expect(ana.outside == [.suspend, .repaint])
  }
}
