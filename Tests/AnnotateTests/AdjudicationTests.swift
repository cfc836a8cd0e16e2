import AnnotationCore
import Fixtures
import Measurement
import ProjectStore
import TerminalKit
import Testing

@testable import Annotate

@Suite struct AdjudicationTests {
  /// The lead in front of an item in dispute; the queue is in the order of the items' names.
  private func noor(_ team: Team, at item: ItemID) -> Script {
    let noor = Script(team, as: \.noor, size: Size(rows: 50, columns: 100))
    noor.press(item == "ar-1" ? "D" : "D N")
    return noor
  }

  /// The words of the row of a field.
  private func row(_ script: Script, _ title: String) -> String {
    script.screen.first { $0.dropFirst(3).hasPrefix(title + " ") }
      .map { $0.split(separator: " ").joined(separator: " ") } ?? ""
  }

  @Test func `the queue tells a lead what is in dispute`() throws {
    let noor = Script(try Team.inDispute(), as: \.noor)
    #expect(noor.shown.contains("2 in dispute — D opens them."))
  }

  @Test func `raters stand under letters and the jury is hidden until R`() throws {
    let noor = noor(try Team.inDispute(), at: "en-1")
    #expect(noor.screen[0].contains("en-1"))
    #expect(noor.shown.contains("rater A"))
    #expect(noor.shown.contains("rater B"))
    #expect(row(noor, "Judgment") == "▸ Judgment appropriate inappropriate ! ·")
    noor.press("R")
    #expect(
      row(noor, "Judgment") == "▸ Judgment appropriate inappropriate ! inappropriate inappropriate"
    )
    noor.press("R")
    #expect(noor.footer == " The jury's verdicts are shown.")
  }

  @Test func `adopting a label asks for a reason and records it`() throws {
    let team = try Team.inDispute()
    let noor = noor(team, at: "en-1")
    noor.press("B")
    #expect(noor.shown.contains("Judgment: inappropriate · Reason for the decision"))
    noor.press("enter")
    #expect(noor.shown.contains("Write something, or cancel with esc."))
    #expect(try decision(team, "en-1", "judgment") == nil)
    noor.type("‘Conquest’ is loaded.")
    noor.press("enter")
    let decision = try #require(try decision(team, "en-1", "judgment"))
    #expect(decision.value == .single("inappropriate"))
    #expect(
      decision.basis.adjudication
        == Decision.Adjudication(
          lead: team.noor.id,
          reason: "‘Conquest’ is loaded.",
          dispute: .humansDiffer,
          juryRevealed: false
        )
    )
  }

  @Test func `a decision made after R says that the jury was seen`() throws {
    let team = try Team.inDispute()
    let noor = noor(team, at: "en-1")
    noor.press("R y")
    noor.type("Both views are there.")
    noor.press("enter")
    let decision = try #require(try decision(team, "en-1", "judgment"))
    #expect(decision.value == .single("appropriate"))
    #expect(decision.basis.adjudication?.juryRevealed == true)
  }

  @Test func `leaving the reason decides nothing`() throws {
    let team = try Team.inDispute()
    let noor = noor(team, at: "en-1")
    noor.press("A")
    noor.type("because")
    noor.press("esc")
    #expect(try decision(team, "en-1", "judgment") == nil)
    #expect(row(noor, "Judgment").hasPrefix("▸"))
  }

  @Test func `what depends on a decision follows by rule`() throws {
    let team = try Team.inDispute()
    let noor = noor(team, at: "ar-1")
    #expect(noor.shown.contains("(Comply"))
    #expect(noor.shown.contains("(Stay"))
    #expect(try team.project.dossier(of: "ar-1", for: team.noor).decisions["nature"] == nil)
    noor.press("p")
    noor.type("Countries differ for reasons.")
    noor.press("enter")
    let after = try team.project.dossier(of: "ar-1", for: team.noor)
    #expect(after.decisions["nature"]?.basis.how == .adjudicated)
    // One rater judged by the criterion that is now decided; by rule that is not enough.
    #expect(after.disputes["judgment"] == .tooFewRaters(count: 1, needed: 2))
    #expect(noor.shown.contains("1 of 2 raters who count"))
  }

  @Test func `when the criterion's field is decided for set-aside, stage two falls away`() throws {
    let team = try Team()
    for (person, scope) in [(\Team.ana, "g"), (\Team.ben, "x")] {
      let script = Script(team, as: person)
      script.press("enter b")
      script.type("statues")
      script.press(scope == "x" ? "enter x 4 enter" : "enter g p enter 4 enter")
      if scope == "g" {
        script.fillStageTwo()
        script.press("enter")
      }
    }
    try team.juryFollows(team.ben, on: "en-1")
    _ = try team.project.decide(at: team.now)
    let noor = Script(team, as: \.noor)
    noor.press("D B")
    noor.type("A matter of taste.")
    noor.press("enter")
    #expect(noor.footer == " ✓ saved · en-1, Scope · Nothing is in dispute.")
    let decisions = try team.project.dossier(of: "en-1", for: team.noor).decisions
    let stageTwo = ["stance", "viewpoint_coverage", "violations", "judgment"]
    for field in ["nature"] + stageTwo {
      let decision = try #require(decisions[field])
      #expect(decision.value == nil)
    }
  }

  @Test func `after the last dispute of an item the next item follows`() throws {
    let team = try Team.inDispute()
    let noor = noor(team, at: "en-1")
    noor.press("A")
    noor.type("Both views are there.")
    noor.press("enter")
    #expect(noor.screen[0].contains("ar-1"))
    #expect(noor.screen[0].contains("1 left"))
  }

  @Test func `what was left for later comes round after the rest`() throws {
    let team = try Team.inDispute()
    for (person, judgment) in [(\Team.ana, "y"), (\Team.ben, "n")] {
      let script = Script(team, as: person)
      script.press("enter")
      script.label(judgment: judgment)
    }
    try team.juryFollows(team.ben, on: "ja-1")
    _ = try team.project.decide(at: team.now)
    let noor = noor(team, at: "en-1")
    noor.press("A")
    noor.type("Both views are there.")
    noor.press("enter")
    #expect(noor.screen[0].contains("ja-1"))
    noor.press("N")
    #expect(noor.screen[0].contains("ar-1"))
  }

  @Test func `a label that nobody gave cannot be adopted`() throws {
    let noor = noor(try Team.inDispute(), at: "en-1")
    noor.press("C")
    #expect(noor.footer == " There is no label of a rater C for this field.")
  }

  private func decision(_ team: Team, _ item: ItemID, _ field: FieldID) throws -> Decision? {
    try team.project.dossier(of: item, for: team.noor).decisions[field]
  }

  @Test func `a decision is said to be saved`() throws {
    let noor = noor(try Team.inDispute(), at: "en-1")
    noor.press("B")
    noor.type("clear")
    noor.press("enter")
    #expect(noor.footer.hasPrefix(" ✓ saved · en-1, Judgment"))
  }

  @Test func `a lead reads every flag with its item, its annotator and all of its text`() throws {
    let team = try Team.inDispute()
    let long = String(repeating: "A long comment. ", count: 20) + "Its end."
    for item in ["en-1", "ar-1"] {
      _ = try team.project.flag(item: item, person: team.ana.id, comment: long, at: team.now)
    }
    let noor = Script(team, as: \.noor, size: Size(rows: 40, columns: 100))
    #expect(noor.shown.contains("2 flags — F shows them."))
    noor.press("F")
    #expect(noor.screen[0].contains("2 flags"))
    let words = noor.shown.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("⚑ ar-1 · \(team.ana.name)"))
    #expect(words.contains("⚑ en-1 · \(team.ana.name)"))
    #expect(words.ranges(of: "Its end.").count == 2)
    noor.press("esc D")
    noor.press("pgdn pgdn")
    #expect(noor.shown.contains("flag of rater A"))
  }

  @Test func `only leads read the flags of others`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("F")
    #expect(ana.footer == " Only leads read the flags of others. Your list shows your own.")
  }
}

/// Where the jury's votes don't count alike.
@Suite struct WeighedAdjudicationTests {
  /// Two items on which ana and ben agree, and `en-1`, of which they see the scope differently.
  private func team() throws -> Team {
    let team = try Team { $0.decisions.juryRule = .weighted }
    for (person, scope) in [(\Team.ana, "g"), (\Team.ben, "n")] {
      let script = Script(team, as: person)
      script.press("enter")
      for item in ["en-1", "ar-1", "ja-1"] {
        script.fillStageOne(scope: item == "en-1" ? scope : "g")
        script.press("enter")
        script.fillStageTwo()
        script.press("enter")
      }
    }
    for item in ["en-1", "ar-1", "ja-1"] { try team.juryFollows(team.ana, on: item) }
    _ = try team.project.decideByRules(at: team.now)
    return team
  }

  private func noor(_ team: Team) -> Script {
    Script(team, as: \.noor, size: Size(rows: 50, columns: 100))
  }

  private func decide(_ noor: Script) {
    noor.press("D g")
    noor.type("Treaties.")
    noor.press("enter")
  }

  /// What was decided of a field, and on what that rests.
  private struct Basis: Hashable {
    var value: FieldValue?
    var how: Decision.How
    var weights: JurorWeights?
  }

  private func bases(_ team: Team) throws -> [FieldID: Basis] {
    try team.project.dossier(of: "en-1", for: team.noor).decisions.mapValues {
      Basis(value: $0.value, how: $0.basis.how, weights: $0.basis.jurorWeights)
    }
  }

  @Test func `the lead's screen weighs votes as review decide does`() throws {
    let (screen, idle, rules) = try (team(), team(), team())
    decide(noor(screen))
    let patient = noor(idle)
    while patient.measureWhileIdle() {}
    patient.press("D g")
    patient.type("Treaties.")
    patient.press("enter")
    try rules.project.adjudicate(
      item: "en-1",
      field: "scope",
      value: .single("global"),
      reason: "Treaties.",
      lead: rules.noor,
      juryRevealed: false,
      at: rules.now
    )
    _ = try rules.project.decideByRules(at: rules.now)
    let decided = try bases(rules)
    #expect(decided["nature"]?.how == .juryConfirmed)
    #expect(decided["judgment"]?.weights != nil)
    #expect(try bases(screen) == decided)
    #expect(try bases(idle) == decided)
    #expect(try screen.project.decideByRules(at: screen.now).decided.isEmpty)
  }
}
