import AnnotationCore
import Fixtures
import ProjectStore
import TerminalKit
import Testing

@testable import Annotate

/// A lead decides fields of every kind, with the keys by which annotators answer them.
@Suite struct DisputedFieldTests {
  /// A team that differs in stage one of `en-1` on a text, on several choices and on a scale.
  /// - Parameter others: so many more annotators, who say what ben says.
  static func team(others: Int = 0) throws -> Team {
    let team = try Team(items: [sampleItems[0]], others: others) { guideline in
      for index in guideline.stages[0].fields.indices {
        guideline.stages[0].fields[index].resolution = .unanimous
      }
      guideline.decisions.jury = .ignored
    }
    for (person, issue, groups, sure) in [
      (\Team.ana, "statues", "w", "4"), (\Team.ben, "monuments", "m", "2"),
    ] {
      let script = Script(team, as: person)
      script.press("enter b")
      script.type(issue)
      script.press("enter g p \(groups) enter \(sure) enter")
      script.fillStageTwo()
      script.press("enter")
    }
    let said = try team.project.workItem("en-1", for: team.ben.id)?.committed ?? [:]
    for person in team.others {
      for (stage, labels) in said.sorted(by: { $0.key < $1.key }) {
        try team.project.commit(stage, labels, of: "en-1", by: person, at: team.now)
      }
    }
    _ = try team.project.decide(at: team.now)
    return team
  }

  private func noor(_ team: Team, columns: Int = 100) -> Script {
    let noor = Script(team, as: \.noor, size: Size(rows: 50, columns: columns))
    noor.press("D")
    return noor
  }

  private func decided(_ team: Team, _ field: FieldID) throws -> FieldValue? {
    try team.project.dossier(of: "en-1", for: team.noor).decisions[field]?.value
  }

  private func confirm(_ noor: Script) {
    noor.type("Clear.")
    noor.press("enter")
  }

  @Test func `a text is written, and capitals are letters in it`() throws {
    let team = try Self.team()
    let noor = noor(team)
    #expect(noor.app.adjudication?.focus == "issue")
    noor.press("enter")
    noor.type("A Big statue")
    noor.press("esc")
    #expect(noor.app.adjudication != nil)
    noor.press("enter ^A")
    noor.type("One: ")
    noor.press("enter")
    #expect(noor.shown.contains("Reason for the decision"))
    confirm(noor)
    #expect(try decided(team, "issue") == .text("One: A Big statue"))
  }

  @Test func `an empty text decides nothing`() throws {
    let noor = noor(try Self.team())
    noor.press("enter enter")
    #expect(noor.footer.contains("is still empty."))
  }

  @Test func `a text comes back from the lead's own editor`() throws {
    let team = try Self.team()
    let noor = noor(team)
    noor.press("^O")
    #expect(noor.outside.map(\.edited) == ["issue"])
    noor.finishEditing("issue", with: "old statues")
    noor.press("enter")
    confirm(noor)
    #expect(try decided(team, "issue") == .text("old statues"))
  }

  @Test func `several choices are marked, a step is taken by its digit or under the marker`() throws
  {
    let team = try Self.team()
    let noor = noor(team)
    noor.press("J m w enter")
    confirm(noor)
    guard case .multiple(let groups) = try decided(team, "concerned_groups") else {
      Issue.record("nothing was decided")
      return
    }
    #expect(groups.count == 2)
    #expect(noor.app.adjudication?.focus == "issue")
    noor.press("J")
    #expect(noor.app.adjudication?.focus == "stage_one_confidence")
    noor.press("9")
    #expect(try decided(team, "stage_one_confidence") == nil)
    noor.press("right right space")
    confirm(noor)
    #expect(try decided(team, "stage_one_confidence") == .scale(3))
  }

  @Test func `more raters than fit are shown in turn, and each can be adopted from`() throws {
    let team = try Self.team(others: 28)
    let noor = noor(team)
    #expect(noor.shown.contains("rater A"))
    #expect(!noor.shown.contains("rater AD"))
    #expect(noor.shown.contains("1–"))
    noor.press(Array(repeating: "]", count: 40).joined(separator: " "))
    #expect(noor.shown.contains("rater AD"))
    #expect(!noor.shown.contains("rater A "))
    noor.press("=")
    noor.type("ae")
    noor.press("enter")
    #expect(noor.footer.contains("There is no rater ae on this item."))
    noor.press("=")
    noor.type("ad")
    noor.press("enter")
    #expect(noor.shown.contains("Reason for the decision"))
    confirm(noor)
    #expect(try decided(team, "issue") != nil)
  }

  @Test func `the linear mode shows the jury once it is revealed`() throws {
    let talk = try Talk(try Team.inDispute(), as: \.noor)
    talk.say(":queue", ":disputes")
    #expect(!talk.said.contains { $0.contains("juror-one") })
    talk.say(":reveal-jury")
    #expect(talk.lastSaid.contains { $0.contains("juror-one") })
    talk.say(":reveal-jury")
    #expect(talk.refusal == "The jury's verdicts are shown.")
  }

  @Test func `the linear mode decides too`() throws {
    let team = try Self.team()
    let talk = try Talk(team, as: \.noor)
    talk.say(":queue", ":disputes")
    #expect(talk.lastSaid.contains { $0.hasPrefix("Confidence: A ") })
    #expect(talk.lastSaid.contains { $0.hasSuffix("raters differ") })
    talk.say("")
    #expect(talk.refusal != nil)
    talk.say("old statues")
    #expect(talk.prompt == "Reason for the decision> ")
    talk.say("Clear.")
    #expect(try decided(team, "issue") == .text("old statues"))
    talk.say(":adopt b", "As they say.")
    #expect(try decided(team, "concerned_groups") != nil)
    talk.say("7")
    #expect(talk.refusal == "7 is not a step of Confidence: 1 to 5.")
    talk.say("3", "Between them.")
    #expect(try decided(team, "stage_one_confidence") == .scale(3))
  }
}
