import AnnotationCore
import Fixtures
import ProjectStore
import TerminalKit
import Testing

@testable import Annotate

/// What annotators see of the jury, where the guideline lets them.
@Suite struct AssistanceTests {
  private func exposures(_ team: Team) throws -> Int { try team.project.assistanceCounts().shown }

  @Test func `suggestions stand at the choices and name nobody; control items show nothing`() throws
  {
    let team = try Team.assisted(.before, control: 0.000_001)
    try team.review("en-1")
    let ana = Script(team, as: \.ana)
    ana.press("enter")
    #expect(ana.shown.contains("Suggestions of the jury (3 models"))
    #expect(ana.shown.contains("juror 1 · Issue: statues"))
    ana.fillStageOne()
    ana.press("enter c b l enter")
    #expect(ana.shown.contains("inappropriate jury 2 of 2"))
    #expect(ana.shown.contains("␛[2J"))
    for name in ["alder", "birch", "cedar"] { #expect(!ana.shown.contains(name)) }
    #expect(try exposures(team) == 1)

    let control = try Team.assisted(.before, control: 0.999_999)
    try control.review("en-1")
    let ben = Script(control, as: \.ben)
    ben.press("enter")
    #expect(!ben.shown.contains("jury"))
    ben.label()
    #expect(
      try control.project.assistanceCounts()
        == AssistanceCounts(shown: 0, withheld: 1, revised: 0, assisted: 0)
    )
  }

  @Test func `nothing is shown before the commit, and the list says when the jury is in`() throws {
    let team = try Team.assisted(.afterCommit)
    let ana = Script(team, as: \.ana)
    ana.press("enter")
    ana.label()
    try team.review("en-1")
    // Ana has committed, and Ben's screen is as it was.
    let ben = Script(team, as: \.ben, size: .init(rows: 60, columns: 160))
    ben.press("enter")
    #expect(!ben.shown.contains("jury"))
    ben.press("V")
    #expect(ben.footer.contains("nothing of the jury to see here"))
    #expect(try exposures(team) == 0)
    ana.press("esc")
    #expect(ana.shown.contains("The jury's reasons are in on 1 of your items"))
    ana.press("I r")
    #expect(ana.shown.contains("✓ jury in"))
    ana.press("enter")
    #expect(ana.shown.contains("The jury on en-1"))
    #expect(ana.shown.contains("2× inappropriate · 1× appropriate"))
    #expect(try exposures(team) == 1)
    ana.press("enter I r")
    #expect(ana.shown.contains("✓ done"))
  }

  @Test func `who commits after the jury sees it at once, keeps or revises`() throws {
    let team = try Team.assisted(.afterCommit)
    try team.review("en-1")
    let ana = Script(team, as: \.ana)
    ana.press("enter")
    ana.label()
    #expect(ana.shown.contains("The jury on en-1"))
    ana.press("enter")
    #expect(ana.app.item?.item.id == "ar-1")
    #expect(try team.project.assistanceCounts().revised == 0)

    let ben = Script(team, as: \.ben)
    ben.press("enter")
    ben.label()
    ben.press("R")
    #expect(ben.app.item?.item.id == "en-1")
    #expect(ben.app.item?.form.values["judgment"] == .single("appropriate"))
    #expect(ben.shown.contains("You have seen what the jury says"))
    ben.press("shift-tab shift-tab n")
    ben.press("^D")
    #expect(
      try team.committed("en-1", .two, by: team.ben)?["judgment"] == .single("inappropriate")
    )
    #expect(ben.app.overlay == nil)
    #expect(
      try team.project.assistanceCounts()
        == AssistanceCounts(shown: 2, withheld: 0, revised: 1, assisted: 1)
    )
  }

  @Test func `both stages can be revised at once`() throws {
    let ana = Script(try Team.afterCommit(), as: \.ana)
    ana.press("I r enter A")
    #expect(ana.app.item?.session.stage == .one)
    #expect(ana.app.item?.form.values["nature"] == .single("pluralism"))
    #expect(ana.app.item?.suggestions?.votes(for: "consensus", in: "nature") == 1)
    #expect(try ana.team.state(of: "en-1", for: ana.team.ana) == .open)
  }

  @Test func `what is decided can be looked at and not revised`() throws {
    let team = try Team.inDispute()
    var guideline = team.project.guideline.guideline
    guideline.version = "2"
    guideline.assistance = AssistancePolicy(mode: .afterCommit)
    try team.project.replaceGuideline(with: guideline, source: "x", hash: "new", at: team.now)
    let opened = try Project.open(at: team.path)
    let work = try opened.workItem("en-1", for: team.ana.id)
    #expect(work?.juryNews == .new)
    #expect(work?.isSettled == true)
    let card = JuryCard(
      item: "en-1",
      language: "en",
      position: QueuePosition(),
      opinion: try opened.juryOpinion(on: "en-1", for: team.ana.id, at: team.now),
      own: work?.committed ?? [:],
      isSettled: true
    )
    #expect(card.whyNotRevise?.hasPrefix("This item is decided.") == true)
  }

  @Test func `lines say suggestions and the jury's reasons too`() throws {
    let team = try Team.assisted(.before, control: 0.000_001)
    try team.review("en-1")
    let talk = try Talk(team)
    #expect(talk.said.contains { $0.hasPrefix("Suggestions of the jury (3 models") })
    talk.say("b", "statues", "g")
    #expect(talk.said.contains("  p  Pluralism, jury 2 of 3"))

    let after = try Talk(try Team.afterCommit())
    #expect(after.said.contains { $0.contains("Item ar-1") })
    after.say(":items")
    #expect(after.said.contains { $0.hasPrefix("en-1, en, done, the jury is in") })
    after.say("en-1")
    #expect(after.said.contains("The jury on en-1, 3 models, which may be wrong:"))
    #expect(
      after.said.contains(
        ":reopen takes the last stage back to revise it, :reopen again the one before."
      )
    )
    after.say(":reopen")
    #expect(after.said.contains { $0.hasPrefix("You have seen what the jury says") })
    after.say(":reopen")
    #expect(after.app.item?.suggestions?.votes(for: "pluralism", in: "nature") == 2)
  }
}
