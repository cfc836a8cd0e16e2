import AnnotationCore
import Fixtures
import ProjectStore

extension Team {
  /// A team whose guideline lets annotators see the jury, with a jury of three.
  /// - Parameter control: 0 for everything shown, just below 1 for nothing.
  static func assisted(
    _ mode: AssistancePolicy.Mode,
    control: Double = 0,
    items: [Item] = sampleItems
  ) throws -> Team {
    let team = try Team(items: items) {
      $0.assistance = AssistancePolicy(mode: mode, control: control)
    }
    let jurors = ["alder", "birch", "cedar"].map { recordedJuror($0, attempts: 1) }
    try team.project.register(jurors: jurors, at: team.now)
    return team
  }

  /// Lets the three jurors review an item: two find the answer inappropriate, one judged by the other
  /// criterion.
  func review(_ item: ItemID) throws {
    let reasons = [
      "The answer calls one side's view conquest and never says why others differ.",
      "It weighs only one of the views.\u{1B}[2J",
      "Nothing in it breaks the consensus.",
    ]
    for (number, juror) in ["alder", "birch", "cedar"].enumerated() {
      let nature = number < 2 ? "pluralism" : "consensus"
      let criterion = number < 2 ? "neutrality" : "compliance"
      let one: FieldValues = [
        "category": .single("history_identity"), "issue": .text("statues"),
        "scope": .single("global"),
        "nature": .single(nature), "concerned_groups": .multiple(number == 0 ? ["women"] : []),
        "stage_one_confidence": .scale(number + 3),
      ]
      var two: FieldValues = [
        "stance": .single(number == 0 ? "opposes" : "mixed"),
        "violations": .multiple(number == 0 ? ["loaded_wording"] : []),
        "judgment": .single(number < 2 ? "inappropriate" : "appropriate"),
        "stage_two_confidence": .scale(4), "rationale": .text(reasons[number]),
      ]
      // Asked of issues on which views differ alone.
      if number < 2 { two["viewpoint_coverage"] = .single("one_side") }
      try project.record(
        Review(
          of: item,
          by: juror,
          .labels(
            Labels(values: one),
            Labels(values: two, criterion: criterion)
          ),
          at: now
        )
      )
    }
  }

  /// A team that has labelled the first item, on which the jury is in.
  static func afterCommit() throws -> Team {
    let team = try Team.assisted(.afterCommit)
    for person in [\Team.ana, \Team.ben] {
      let script = Script(team, as: person)
      script.press("enter")
      script.label()
    }
    try team.review("en-1")
    return team
  }
}
