import AnnotationCore
import Fixtures
import ProjectStore
import TerminalKit
import Testing

@testable import Annotate

/// The time of work, and how far one has come.
@Suite struct TimeTests {
  /// Milliseconds of work that a commit says it took.
  private func active(_ team: Team, _ stage: StageNumber) throws -> Int64? {
    try team.project.dossier(of: "en-1", for: team.noor).annotations
      .first { $0.person == team.ana.id && $0.stage == stage }?.active
  }

  @Test func `time at work is kept with each stage, and time away is not counted`() throws {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter")
    ana.wait(milliseconds: 20_000)
    ana.press("b")
    ana.wait(milliseconds: 3_600_000)
    ana.type("statues")
    ana.wait(milliseconds: 10_000)
    ana.press("enter g p w enter 4 enter")
    let one = try #require(try active(team, .one))
    #expect((30_000..<31_000).contains(one))
  }

  @Test func `time goes on where the draft was left`() throws {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter")
    ana.wait(milliseconds: 20_000)
    ana.press("b esc")
    ana.wait(milliseconds: 30_000)
    ana.press("enter")
    ana.wait(milliseconds: 5_000)
    ana.fillStageOne()
    ana.press("enter")
    let one = try #require(try active(team, .one))
    #expect((25_000..<26_000).contains(one))
  }

  @Test func `an item that nobody can have read so fast brings a gentle word`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter")
    ana.fillStageOne()
    ana.press("enter")
    #expect(ana.footer.contains("faster than most can read it"))
  }

  @Test func `an item that was read brings none`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter")
    ana.wait(milliseconds: 40_000)
    ana.fillStageOne()
    ana.press("enter")
    #expect(ana.footer == " ✓ saved · en-1, stage 1")
  }

  @Test func `header and queue say how far one has come, and undo takes it off`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter")
    ana.label()
    #expect(ana.screen[0].contains("1 today · █ · ana"))
    ana.press("esc")
    #expect(ana.shown.contains("1 done today · 3 left of 4"))
    ana.press("U esc")
    #expect(ana.shown.contains("0 done today · 4 left of 4"))
  }
}
