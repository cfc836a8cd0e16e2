import AnnotationCore
import Fixtures
import ProjectStore
import TerminalKit
import Testing

@testable import Annotate

@Suite struct BlindnessTests {
  private let secrets = ["a-secret-issue", "a-secret-rationale", "secret-model-7", "ben"]

  @Test func `nobody's labels reach another annotator's screen`() throws {
    let team = try Team()
    let ben = Script(team, as: \.ben)
    ben.press("enter")
    ben.fillStageOne(issue: "a-secret-issue")
    ben.press("enter")
    ben.fillStageTwo(rationale: "a-secret-rationale")
    ben.press("enter F")
    ben.type("a-secret-remark")
    ben.press("enter")

    let ana = Script(team, as: \.ana, size: Size(rows: 60, columns: 160))
    expectNothing(on: ana)
    ana.press("enter")
    expectNothing(on: ana)
    ana.label()
    ana.press("U")
    expectNothing(on: ana)
    ana.press("?")
    expectNothing(on: ana)
  }

  @Test func `nothing of others is in the item that the store hands out`() throws {
    let team = try Team()
    let ben = Script(team, as: \.ben)
    ben.press("enter")
    ben.label(rationale: "a-secret-rationale")
    let work = try #require(try team.project.workItem("en-1", for: team.ana.id))
    let all = String(reflecting: work)
    for secret in secrets { #expect(!all.contains(secret)) }
    #expect(work.stageOne == nil)
    #expect(work.draft == nil)
    #expect(work.flags.isEmpty)
  }

  @Test func `an annotator cannot open the disputes`() throws {
    let team = try Team.inDispute()
    let ana = Script(team, as: \.ana)
    ana.press("D")
    #expect(ana.footer == " Only leads decide disputes.")
    ana.act([.openDispute(after: nil)])
    #expect(ana.footer.contains("✗ Only a lead may do this"))
  }

  @Test func `the lead's screen tells neither names nor the model`() throws {
    let team = try Team.inDispute()
    let noor = Script(team, as: \.noor, size: Size(rows: 60, columns: 160))
    noor.press("D R O")
    for name in ["ana", "ben", "secret-model-7", team.ana.pseudonym, team.ben.pseudonym] {
      let words = noor.shown.split { !$0.isLetter && $0 != "-" && !$0.isNumber }
      #expect(!words.contains(Substring(name)))
    }
  }

  private func expectNothing(
    on script: Script,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for secret in secrets + ["a-secret-remark"] {
      #expect(!script.shown.contains(secret), sourceLocation: sourceLocation)
    }
  }
}
