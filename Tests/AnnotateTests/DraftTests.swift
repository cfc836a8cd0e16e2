import AnnotationCore
import ProjectStore
import TerminalKit
import Testing

@testable import Annotate

@Suite struct DraftTests {
  private let entered: FieldValues = ["category": .single("history_identity")]

  @Test func `a draft is due within a second of a change`() throws {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter")
    #expect(ana.app.draftDue(now: team.clock) == nil)
    ana.press("h")
    let due = try #require(ana.app.draftDue(now: team.clock))
    #expect(due <= 1000)
    #expect(ana.footer.hasPrefix(" writing…"))
    #expect(try team.draft(of: "en-1", by: team.ana) == nil)
    ana.wait(milliseconds: due)
    #expect(ana.footer.hasPrefix(" draft kept"))
    #expect(try team.draft(of: "en-1", by: team.ana) == entered)
    #expect(ana.app.draftDue(now: team.clock) == nil)
  }

  @Test func `typing without a pause does not put the draft off`() throws {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter h")
    for _ in 0..<10 {
      ana.wait(milliseconds: 100)
      ana.type("x")
    }
    #expect(try team.draft(of: "en-1", by: team.ana) != nil)
  }

  @Test(arguments: ["esc", "N", "P", "I", "^C", "^Z"])
  func `leaving the item saves its draft`(way: String) throws {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter h shift-tab \(way)")
    #expect(try team.draft(of: "en-1", by: team.ana) == entered)
  }

  @Test func `a signal to end saves the draft, then leaves`() throws {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter h")
    ana.send(.terminate)
    #expect(try team.draft(of: "en-1", by: team.ana) == entered)
    #expect(ana.outside == [.quit])
  }

  @Test func `a draft is found again by the next session`() throws {
    let team = try Team()
    let first = Script(team, as: \.ana)
    first.press("enter h")
    first.type("a monument")
    first.send(.terminate)

    let second = Script(team, as: \.ana)
    #expect(second.shown.contains("all               4        1"))
    second.press("enter")
    #expect(second.shown.contains("✓ Category    History & Identity"))
    #expect(second.shown.contains("✓ Issue       a monument"))
    #expect(second.shown.contains("▸ Scope"))
    #expect(second.footer.hasPrefix(" draft kept"))
  }

  @Test func `a committed stage leaves no draft behind`() throws {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter")
    ana.fillStageOne()
    ana.wait(milliseconds: 1000)
    ana.press("enter esc")
    #expect(try team.draft(of: "en-1", by: team.ana) == nil)
    #expect(try team.project.workload(of: team.ana.id).map(\.drafts) == [0, 0, 0, 0])
  }

  @Test func `a commit that fails says so and leaves the draft due`() throws {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter")
    ana.fillStageOne()
    // The same item is committed from another terminal in the meantime, both stages.
    let other = Script(team, as: \.ana)
    other.press("enter")
    other.label()

    ana.press("enter")
    #expect(ana.footer.contains("✗ Stage 1 of the item 'en-1' cannot be worked on now"))
    #expect(ana.screen[0].contains("en-1 · stage 1 of 2"))
    #expect(ana.app.draftDue(now: team.clock) != nil)
  }
}
