import AnnotationCore
import Fixtures
import TerminalKit
import Testing

@testable import Annotate

@Suite struct TextFieldTests {
  /// Ana on the second field of the first item, which is a text.
  private func ana(_ team: Team) -> Script {
    let ana = Script(team, as: \.ana)
    ana.press("enter b")
    return ana
  }

  private func text(_ script: Script) -> String? {
    guard let state = script.app.item,
      case .text(let text) = state.form.values["issue"]
    else { return nil }
    return text
  }

  @Test func `letters, capitals and the question mark are text`() throws {
    let ana = ana(try Team())
    ana.type("Why U? S F")
    #expect(text(ana) == "Why U? S F")
    #expect(ana.app.overlay == nil)
  }

  @Test func `a paste comes in whole, breaks included`() throws {
    let ana = ana(try Team())
    ana.paste("one\ntwo")
    #expect(text(ana) == "one\ntwo")
    #expect(ana.shown.contains("7 of 200"))
  }

  @Test func `control-j breaks the line and enter goes on`() throws {
    let ana = ana(try Team())
    ana.type("one")
    ana.press("^J")
    ana.type("two")
    #expect(text(ana) == "one\ntwo")
    ana.press("enter")
    #expect(ana.shown.contains("▸ Scope"))
  }

  @Test func `what does not fit is refused with its count`() throws {
    let ana = ana(try Team())
    ana.type("1234567890")
    ana.paste(String(repeating: "x", count: 203))
    #expect(ana.footer == " ! 13 characters did not fit.")
    #expect(text(ana)?.count == 200)
    #expect(ana.shown.contains("200 of 200"))
  }

  @Test func `an editor's text that is too long is refused at the commit`() throws {
    let team = try Team()
    let ana = ana(team)
    ana.press("^O")
    #expect(ana.outside.map(\.edited) == ["issue"])
    ana.finishEditing("issue", with: String(repeating: "y", count: 240))
    ana.press("enter g c enter 5 enter")
    #expect(ana.footer == " ! Issue has 240 characters; 200 fit. Shorten it.")
    #expect(ana.shown.contains("▸ Issue"))
    #expect(try team.committed("en-1", .one, by: team.ana) == nil)
  }

  @Test func `marks join their letters and count as one`() throws {
    let ana = ana(try Team())
    ana.type("e\u{301}")
    #expect(ana.shown.contains("1 of 200"))
    ana.press("backspace")
    #expect(text(ana) == nil)
  }

  @Test func `the cursor stands where the next letter goes`() throws {
    let ana = ana(try Team())
    ana.type("ab")
    let behind = try #require(ana.frame.cursor)
    #expect(ana.frame.cell(at: Position(row: behind.row, column: behind.column - 1)).text == "b")
    ana.press("left")
    #expect(ana.frame.cursor == Position(row: behind.row, column: behind.column - 1))
  }

  @Test func `a text longer than its place keeps the cursor in sight`() throws {
    let ana = Script(try Team(), as: \.ana, size: Size(rows: 24, columns: 80))
    ana.press("enter")
    ana.fillStageOne()
    ana.press("enter c b l enter y 3")
    ana.paste((1...90).map { "line \($0) of many words" }.joined(separator: "\n"))
    #expect(ana.shown.contains("line 90 of many words"))
    #expect(ana.shown.contains("of 4000"))
    #expect(ana.frame.cursor != nil)
    ana.press("alt-<")
    #expect(ana.shown.contains("line 1 of many words"))
    #expect(ana.frame.cursor != nil)
  }

  @Test func `while a text is written the footer shows only keys that work there`() throws {
    let ana = ana(try Team())
    #expect(ana.footer.contains("alt-u undo"))
    #expect(ana.footer.contains("F1 all keys"))
    ana.press("F1")
    #expect(ana.shown.contains("Everywhere") || ana.shown.contains("An item"))
  }

  @Test func `a paste outside a text says where it can go`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter")
    ana.paste("hello")
    #expect(ana.footer == " Text can be pasted into a text field.")
  }
}
