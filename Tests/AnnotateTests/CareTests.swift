import AnnotationCore
import Foundation
import ProjectStore
import TerminalKit
import Testing

@testable import Annotate

/// What happens when something else happens to the project.
@Suite struct CareTests {
  @Test func `a session that is left lets the next one in`() throws {
    let team = try Team()
    try team.project.releaseSession(person: team.ana.id, token: "one")
    let next = Script(team, as: \.ana, session: .second)
    #expect(next.app.overlay == nil)
  }

  @Test
  func `a project that was moved away keeps the draft on the screen, and it can be tried again`()
    throws
  {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter b")
    ana.type("statues")
    let away = team.path + ".away"
    try FileManager.default.moveItem(atPath: team.path, toPath: away)
    ana.wait(milliseconds: 500)
    #expect(ana.shown.contains("✗ The project is no longer at"))
    #expect(ana.footer.contains("it is tried again."), "what comes next is in sight, too")
    #expect(ana.app.item?.form.values["issue"] == .text("statues"))
    try FileManager.default.moveItem(atPath: away, toPath: team.path)
    ana.wait(milliseconds: 5000)
    #expect(try team.draft(of: "en-1", by: team.ana)?["issue"] == .text("statues"))
  }

  @Test func `a new guideline is announced with what changed, and labels go on under it`() throws {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter")
    ana.fillStageOne()
    var guideline = team.project.guideline.guideline
    guideline.version = "1.1.0"
    guideline.stages[0].fields[0].help = LocalizedText("The part of life.")
    try team.project.replaceGuideline(with: guideline, source: "x", hash: "other", at: team.now)
    ana.press("enter")
    #expect(ana.shown.contains("The guideline is now version 1.1.0. What changed:"))
    #expect(ana.shown.contains("The field 'Category' is explained differently."))
    #expect(try team.draft(of: "en-1", by: team.ana)?["issue"] == .text("statues"))
    ana.press("enter enter enter enter")
    #expect(ana.footer.contains("✓ saved · en-1, stage 1"))
  }

  @Test func `the clock may jump back without putting a draft off`() throws {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter b")
    team.clock = Timestamp(rawValue: 10)
    let due = try #require(ana.app.draftDue(now: team.clock))
    #expect(due <= 5000)
  }
}
