import Agreement
import AnnotationCore
import Fixtures
import ProjectStore
import Testing

@testable import Measurement

/// Weights that are kept up to date are those that a first reading finds.
@Suite struct KeptWeightsTests {
  private static let items = (0..<12).map { "i\($0)" }

  /// A project in which anything may happen next.
  private final class Changing {
    let project: Project
    private let people: [Person]
    private let lead: Person
    private let folder: ProjectFolder
    private var random: SplitMix64

    init(_ rule: DecisionPolicy.JuryRule, seed: UInt64) throws {
      folder = try ProjectFolder()
      random = SplitMix64(seed: seed)
      (project, people, lead) = try folder.project(
        smallGuideline(quorum: 1, rule: rule),
        items: items.map { Item(id: $0, language: "en", question: "?", answer: "!") },
        annotators: ["ann", "ben", "cem"],
        lead: "zoe"
      )
      try project.register(jurors: ["alder", "birch"].map { recordedJuror($0) }, at: moment)
    }

    /// Something that people, jurors or the lead do; what the store refuses did not happen.
    func change() throws {
      guard let item = items.randomElement(using: &random),
        let person = people.randomElement(using: &random)
      else { return }
      let fit = Bool.random(using: &random) ? "good" : "bad"
      let reach = Int.random(in: 0..<4, using: &random) == 0 ? "narrow" : "wide"
      let accord = Int.random(in: 0..<5, using: &random) == 0 ? "no" : "yes"
      let one = stageOne(reach: reach, accord: accord)
      let two = stageTwo(fit, by: accord == "yes" ? "comply" : "balance")
      switch Int.random(in: 0..<20, using: &random) {
      case 0..<10:
        for (stage, labels) in [(StageNumber.one, one), (.two, two)] {
          _ = try? project.commit(stage, labels, of: item, by: person, at: moment)
        }
      case 10: _ = try? project.withdraw(item: item, person: person.id, at: moment)
      case 11..<17:
        _ = try? project.record(
          Review(
            of: item,
            by: ["alder", "birch", "cedar"].randomElement(using: &random) ?? "alder",
            .labels(one, two),
            at: moment
          )
        )
      case 17: _ = try project.decideByRules(at: moment)
      case 18:
        _ = try? project.adjudicate(
          item: item,
          field: "reach",
          value: .single("wide"),
          reason: "so",
          lead: lead,
          juryRevealed: false,
          at: moment
        )
      default:
        try project.register(
          jurors: ["alder", "birch", "cedar"].map { recordedJuror($0) },
          at: moment
        )
      }
    }
  }

  @Test(arguments: [DecisionPolicy.JuryRule.weighted, .dawidSkene], [1, 2, 3] as [UInt64])
  func `after whatever happens they are the same, to the bit`(
    rule: DecisionPolicy.JuryRule,
    seed: UInt64
  ) throws {
    let changing = try Changing(rule, seed: seed)
    var random = SplitMix64(seed: seed)
    var kept = JurorWeightsMeasurement(of: changing.project)
    var compared = 0
    for step in 0..<300 {
      try changing.change()
      try kept.advance(by: Int.random(in: 0..<3, using: &random))
      guard step % 20 == 19 else { continue }
      try kept.refresh()
      var first = JurorWeightsMeasurement(of: changing.project)
      try first.refresh()
      for item in Self.items {
        #expect(kept.weights()[item] == first.weights()[item], "step \(step), \(item)")
        compared += first.weights()[item].count
      }
    }
    #expect(compared > 20)
  }

  /// By the definitions: records of all ballots but the item's own, and the model of every ballot.
  @Test(arguments: [DecisionPolicy.JuryRule.weighted, .dawidSkene])
  func `they are what the definitions say`(rule: DecisionPolicy.JuryRule) throws {
    let changing = try Changing(rule, seed: 7)
    for _ in 0..<200 { try changing.change() }
    var measurement = JurorWeightsMeasurement(of: changing.project)
    try measurement.refresh()
    let weights = measurement.weights()
    let guideline = changing.project.guideline.guideline
    let rules = DecisionRules(guideline)
    let places = try changing.project.readyItemChanges(since: nil).ready
    let ready = try changing.project.readyItems(at: places)
    for field in guideline.fields.filter(rules.weighsVotes) {
      let labels = guideline.labels(of: field) ?? []
      var ballots: [JuryBallot] = []
      var humans: [Rating] = []
      var right: [ItemID: String] = [:]
      for item in ready {
        let votes = rules.votes(in: item.ballots, decided: item.decisions)[field.id] ?? []
        var given: [String] = []
        for vote in votes {
          guard let label = vote.value.label else { continue }
          switch vote.rater {
          case .human(let person, _):
            given.append(label)
            humans.append(Rating(item: item.item, rater: "\u{1}\(person)", label: label))
          case .juror(let name, _):
            ballots.append(JuryBallot(item: item.item, juror: name, label: label))
          }
        }
        if given.count >= 2, Set(given).count == 1 { right[item.item] = given[0] }
      }
      let posteriors = Dictionary(
        uniqueKeysWithValues: try juryVotes(
          ballots,
          labels: labels,
          by: .dawidSkene(humans: humans)
        ).map { ($0.item, $0.probabilities) }
      )
      for item in ready where !item.isSettled && ballots.contains(where: { $0.item == item.item }) {
        switch weights[item.item][field.id] {
        case .weighted(let found):
          let others = ballots.filter { $0.item != item.item }
          let records = JurorRecord.measured(others, against: right)
          for (juror, weight) in found {
            #expect(weight == (records[juror] ?? JurorRecord()).weight(labels: labels.count))
          }
          #expect(Set(records.keys).isSubset(of: found.keys))
        case .dawidSkene(let found):
          for (label, probability) in zip(labels, posteriors[item.item] ?? []) {
            #expect(abs((found[label] ?? -1) - probability) < 1e-9)
          }
        case nil: Issue.record("no weights of \(field.id) on \(item.item)")
        }
      }
    }
  }
}
