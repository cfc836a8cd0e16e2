import AnnotationCore
import Fixtures
import ProjectStore
import TerminalKit
import Testing

@testable import Annotate

@Suite struct UndoTests {
  @Test func `undo takes the commit back and gives its values as a draft`() throws {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter")
    ana.fillStageOne(issue: "statues")
    ana.press("enter U")
    #expect(ana.footer == " ✓ Taken back: stage 1 of en-1. ^R gives it again.")
    #expect(ana.screen[0].contains("en-1 · stage 1 of 2"))
    #expect(ana.shown.contains("✓ Issue             statues"))
    #expect(try team.committed("en-1", .one, by: team.ana) == nil)
    #expect(try team.draft(of: "en-1", by: team.ana)?["issue"] == .text("statues"))
  }

  @Test func `undo goes back across items`() throws {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter")
    ana.label()
    #expect(ana.screen[0].contains(" · ar-1 · "))
    ana.press("esc U")
    #expect(ana.screen[0].contains("en-1 · stage 2 of 2"))
    #expect(ana.footer == " ✓ Taken back: stage 2 of en-1. ^R gives it again. R opens stage 1.")
    ana.press("alt-u")
    #expect(ana.screen[0].contains("en-1 · stage 1 of 2"))
    ana.press("alt-u")
    #expect(ana.footer.hasPrefix(" Nothing to take back here. Once more takes back"))
    ana.press("alt-u")
    #expect(ana.footer == " ✗ There is nothing to take back. · esc closes")
  }

  @Test func `undo takes back a skip`() throws {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter S")
    ana.type("too long")
    ana.press("enter U")
    #expect(ana.footer == " ✓ Taken back: the skip of en-1. ^R gives it again.")
    #expect(ana.screen[0].contains("en-1 · stage 1 of 2"))
    #expect(try team.state(of: "en-1", for: team.ana) == .open)
  }

  @Test func `in a text field undo is alt-u, and U is a letter`() throws {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter S")
    ana.type("too long")
    ana.press("enter b U")
    #expect(try team.state(of: "en-1", for: team.ana) == .skipped)
    // First what was entered here, the text and then the choice; then what was said before.
    ana.press("alt-u")
    #expect(ana.app.item?.form.values["issue"] == nil)
    ana.press("alt-u")
    #expect(ana.app.item?.form.values["category"] == nil)
    ana.press("U")
    #expect(try team.state(of: "en-1", for: team.ana) == .open)
  }

  @Test func `what was taken back in an item can be given again`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter b shift-tab s alt-u")
    #expect(ana.app.item?.form.values["category"] == .single("belief_expression"))
    ana.press("^R")
    #expect(ana.app.item?.form.values["category"] == .single("sovereignty_security"))
  }

  @Test func `what was decided on cannot be taken back, and the reason is plain`() throws {
    let team = try Team()
    for person in [\Team.ana, \Team.ben] {
      let script = Script(team, as: person)
      script.press("enter")
      script.label()
    }
    try team.juryFollows(team.ana, on: "en-1")
    let report = try team.project.decide(at: team.now)
    #expect(report.settled == 1)

    let ana = Script(team, as: \.ana)
    ana.press("U")
    #expect(ana.shown.contains("✗ The item 'en-1' has been decided with what you said"))
    #expect(try team.committed("en-1", .two, by: team.ana) != nil)
  }

  @Test func `R once more opens the stage before, and an item of one stage has none`() throws {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter")
    ana.label()
    ana.press("P R")
    #expect(ana.footer == " ✓ Taken back: stage 2 of en-1. ^R gives it again. R opens stage 1.")
    ana.press("R")
    #expect(ana.footer == " ✓ Taken back: stage 1 of en-1. ^R gives it again.")
  }

  @Test func `alt-u in a text takes back what was written last, and it can be written again`()
    throws
  {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter b")
    ana.type("one")
    ana.paste(" two")
    ana.press("alt-u")
    #expect(ana.app.item?.form.values["issue"] == .text("one"))
    ana.press("alt-r")
    #expect(ana.app.item?.form.values["issue"] == .text("one two"))
  }
}
