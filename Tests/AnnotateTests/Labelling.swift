import AnnotationCore
import Fixtures
import ProjectStore

/// Ways through an item, as one person takes them.
extension Script {
  /// Fills in stage one of the item that is open, and stands on the line that commits.
  func fillStageOne(
    category: String = "b",
    issue: String = "statues",
    scope: String = "g",
    nature: String = "p"
  ) {
    press(category)
    type(issue)
    press("enter \(scope) \(nature) w enter 4")
  }

  /// Fills in stage two, and stands on the line that commits.
  func fillStageTwo(judgment: String = "y", rationale: String = "It is fair.") {
    press("c b l enter \(judgment) 3")
    type(rationale)
    press("enter")
  }

  /// Labels the item that is open, both stages.
  func label(nature: String = "p", judgment: String = "y", rationale: String = "It is fair.") {
    fillStageOne(nature: nature)
    press("enter")
    if nature == "p" {
      fillStageTwo(judgment: judgment, rationale: rationale)
    } else {
      press("c l enter \(judgment) 3")
      type(rationale)
      press("enter")
    }
    press("enter")
  }
}

/// The two jurors of a small jury.
private let jurors = ["juror-one", "juror-two"].map { recordedJuror($0, attempts: 1) }

extension Team {
  /// Lets both jurors say of an item what somebody on the team has said.
  func juryFollows(_ person: Person, on item: ItemID) throws {
    if try project.jurors().isEmpty { try project.register(jurors: jurors, at: now) }
    let dossier = try project.dossier(of: item, for: noor)
    let labels = dossier.annotations.filter { $0.person == person.id }.compactMap { said in
      if case .commit(let labels) = said.act { labels } else { Labels?.none }
    }
    guard let one = labels.first else { return }
    for juror in jurors {
      try project.record(
        Review(of: item, by: juror.name, .labels(one, labels.dropFirst().first), at: now)
      )
    }
  }
}

extension Team {
  /// A team that has labelled the first two items, and differs: on the judgment of `en-1`, and on
  /// the nature of `ar-1`, so that its two stages two answer different questions.
  static func inDispute() throws -> Team {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter")
    ana.label(rationale: "It names both sides.")
    ana.label(nature: "c", rationale: "يذكر الجواب الرأيين.")
    let ben = Script(team, as: \.ben)
    ben.press("enter")
    ben.label(judgment: "n", rationale: "It calls it conquest.")
    ben.label(judgment: "n", rationale: "الجواب منحاز.")
    for item in ["en-1", "ar-1"] { try team.juryFollows(team.ben, on: item) }
    _ = try team.project.decide(at: team.now)
    return team
  }
}
