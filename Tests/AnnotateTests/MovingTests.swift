import AnnotationCore
import Fixtures
import ProjectStore
import TerminalKit
import Testing

@testable import Annotate

/// Going to items: the next and the one before, by id, by the list, by what they say.
@Suite struct MovingTests {
  @Test func `the item before is shown as it was committed, and nothing can be typed into it`()
    throws
  {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter")
    ana.label()
    ana.press("P")
    #expect(ana.screen[0].contains(" · en-1 · "))
    #expect(ana.shown.contains("This item is committed. R reopens it."))
    let before = try team.committed("en-1", .two, by: team.ana)
    ana.press("n a C")
    #expect(ana.footer == " This item is committed. R reopens it.")
    #expect(try team.committed("en-1", .two, by: team.ana) == before)
    ana.press("P")
    #expect(ana.footer == " ✗ This is your first item. · esc closes")
  }

  @Test func `a committed item is reopened, revised and committed again`() throws {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter")
    ana.label(judgment: "y")
    ana.press("P R")
    #expect(ana.footer == " ✓ Taken back: stage 2 of en-1. ^R gives it again. R opens stage 1.")
    #expect(try team.state(of: "en-1", for: team.ana) == .started)
    ana.press("up up n ^D")
    #expect(ana.screen[0].contains(" · ar-1 · "))
    let revised = try team.committed("en-1", .two, by: team.ana)
    #expect(revised?["judgment"] == .single("inappropriate"))
  }

  @Test func `from stage two, stage one is reopened`() throws {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter")
    ana.fillStageOne()
    ana.press("enter R")
    #expect(ana.screen[0].contains("en-1 · stage 1 of 2"))
    #expect(ana.app.item?.form.values["issue"] == .text("statues"))
  }

  @Test func `what was decided on is not reopened`() throws {
    let team = try Team.inDispute()
    let ana = Script(team, as: \.ana)
    ana.press("#")
    ana.type("en-1")
    ana.press("enter R")
    #expect(ana.footer == " This item is decided. Flag it if something is wrong.")
  }

  @Test func `an item is opened by its id, and one of somebody else is not`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("#")
    ana.type("th-1")
    ana.press("enter")
    #expect(ana.screen[0].contains(" · th-1 · "))
    ana.press("#")
    ana.type("zz-9")
    ana.press("enter")
    #expect(ana.footer == " ✗ Item zz-9 is not assigned to you. · esc closes")
    #expect(ana.screen[0].contains(" · th-1 · "))
  }

  @Test func `the list shows what is open, in draft, committed, skipped and flagged`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter")
    ana.label()
    ana.press("h ^T")
    ana.type("A translation?")
    ana.press("enter ^N S")
    ana.type("Cannot say.")
    ana.press("enter I")
    func ids(_ key: String) -> [ItemID] {
      ana.press(key)
      return ana.app.items?.window.map(\.item) ?? []
    }
    #expect(ids("a") == ["en-1", "ar-1", "ja-1", "th-1"])
    #expect(ids("c") == ["en-1"])
    #expect(ids("d") == ["ar-1"])
    #expect(ids("f") == ["ar-1"])
    #expect(ids("s") == ["ja-1"])
    #expect(ids("o") == ["ar-1", "th-1"])
  }

  @Test func `the list opened from an item stands on it, and enter goes back to it`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter N I")
    #expect(ana.app.items?.chosen?.item == "ar-1")
    ana.press("k enter")
    #expect(ana.screen[0].contains(" · en-1 · "))
  }

  @Test func `from a list, an item goes back to it, and the list to the item it was opened from`()
    throws
  {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter N I")
    #expect(ana.app.items?.chosen?.item == "ar-1")
    ana.press("j enter")
    #expect(ana.screen[0].contains(" · ja-1 · "))
    ana.press("esc")
    #expect(ana.app.items?.chosen?.item == "ja-1")
    ana.press("esc")
    #expect(ana.screen[0].contains(" · ar-1 · "))
    ana.press("esc")
    #expect(ana.app.screen is QueueState)
  }

  @Test func `a list keeps its words and its place while one of its items is open`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("/")
    ana.type("の姓")
    ana.press("enter enter esc")
    #expect(ana.app.items?.request.text == "の姓")
    #expect(ana.app.items?.chosen?.item == "ja-1")
    // Who has gone on to another item has left the list.
    ana.press("enter N esc")
    #expect(ana.app.screen is QueueState)
  }

  @Test func `Q goes to the queue from wherever it is`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("I enter Q")
    #expect(ana.app.screen is QueueState)
    ana.press("enter I Q")
    #expect(ana.app.screen is QueueState)
  }

  @Test func `at its ends the list stays and says so`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("I up")
    #expect(ana.footer == " This is the first item of the list.")
    ana.press("down down down")
    #expect(ana.app.items?.chosen?.item == "th-1")
    #expect(!ana.footer.contains("last item"))
    ana.press("down")
    #expect(ana.footer == " This is the last item of the list.")
    #expect(ana.app.items?.window.count == 4)
    #expect(ana.app.items?.chosen?.item == "th-1")
  }

  @Test func `N goes on from a committed item to the one after it, committed or not`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter")
    ana.label()
    ana.label()
    ana.press("P P")
    #expect(ana.screen[0].contains(" · en-1 · "))
    ana.press("N")
    #expect(ana.screen[0].contains(" · ar-1 · "))
    ana.press("N")
    #expect(ana.screen[0].contains(" · ja-1 · "))
  }

  @Test(arguments: [("の姓", "ja-1"), ("الرموز", "ar-1"), ("STATUES", "en-1"), ("ทหาร", "th-1")])
  func `a search finds words of every script`(words: String, item: String) throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("/")
    ana.type(words)
    ana.press("enter")
    #expect(ana.app.items?.window.map(\.item) == [item])
    ana.press("enter")
    #expect(ana.screen[0].contains(" · \(item) · "))
  }

  @Test func `a search without a hit says so, and an empty one shows all again`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("/")
    ana.type("100%_")
    ana.press("enter")
    #expect(ana.shown.contains("None of these items has '100%_'."))
    ana.press("/ ^U enter")
    #expect(ana.app.items?.window.count == 4)
  }
}
