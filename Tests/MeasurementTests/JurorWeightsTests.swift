import Agreement
import AnnotationCore
import Fixtures
import Foundation
import ProjectStore
import Testing

@testable import Measurement

@Suite struct JurorWeightsTests {
  @Test func `by majority two jurors who err outvote a third, and no weights are kept`() throws {
    let jury = try WeighedJury(.majority)
    _ = try jury.project.decideByRules(at: moment)
    var measurement = JurorWeightsMeasurement(of: jury.project)
    try measurement.refresh()
    #expect(!measurement.isNeeded && !measurement.isBehind)
    #expect(measurement.weights()["i5"].isEmpty)
    let decided = try jury.decisions().compactMapValues { $0["fit"] }
    #expect(decided.keys.sorted() == ["i0", "i1", "i2", "i3", "i4"])
    #expect(decided.values.allSatisfy { $0.basis.jurorWeights == nil })
  }

  // On i5 as they did on the other five: alder 5 of 5, birch 3, cedar 3; with two labels
  // ln((5 + 1) / (0 + 1)) = ln 6 and ln((3 + 1) / (2 + 1)) = ln(4/3), twice ln(4/3) < ln 6.
  @Test func `by weights the reliable juror confirms the humans, with what it rests on`() throws {
    let jury = try WeighedJury(.weighted)
    _ = try jury.project.decideByRules(at: moment)
    let decided = try jury.decisions().compactMapValues { $0["fit"] }
    #expect(decided.count == 6)
    guard case .weighted(let weights) = decided["i5"]?.basis.jurorWeights else {
      Issue.record("no weights: \(String(describing: decided["i5"]))")
      return
    }
    #expect(weights.keys.sorted() == ["alder", "birch", "cedar"])
    #expect(abs((weights["alder"] ?? 0) - log(6)) < 1e-12)
    #expect(abs((weights["birch"] ?? 0) - log(4.0 / 3)) < 1e-12)
    #expect(weights["cedar"] == weights["birch"])
    // Every verdict is named, so that the vote can be counted again.
    #expect(decided["i5"]?.basis.reviews.count == 3)
  }

  @Test func `by Dawid and Skene humans and jurors together are asked, and the posterior is kept`()
    throws
  {
    let jury = try WeighedJury(.dawidSkene)
    _ = try jury.project.decideByRules(at: moment)
    let decided = try jury.decisions().compactMapValues { $0["fit"] }
    #expect(decided.count == 6)
    for (item, decision) in decided {
      guard case .dawidSkene(let posterior) = decision.basis.jurorWeights else {
        Issue.record("\(item): no posterior")
        continue
      }
      #expect(abs(posterior.values.reduce(0, +) - 1) < 1e-9)
      #expect(decision.value?.label == posterior.max { $0.value < $1.value }?.key)
    }
  }

  @Test func `humans who differ say nothing of jurors, nor do too few`() throws {
    let rules = DecisionRules(smallGuideline(rule: .weighted))
    var votes = CountedVotes(rules)
    func put(_ place: Int64, humans: [String]) {
      let people = humans.enumerated().map { index, fit in
        Ballot(
          rater: .human(Int64(index + 1), stageOne: 1, stageTwo: 2),
          stageOne: stageOne(),
          stageTwo: stageTwo(fit)
        )
      }
      let alder = Ballot(
        rater: .juror("alder", reviews: [place]),
        stageOne: stageOne(),
        stageTwo: stageTwo("bad")
      )
      votes.put(
        ReadyItem(
          item: "\(place)",
          place: place,
          ballots: people + [alder],
          decisions: [:],
          isSettled: false
        )
      )
    }
    put(1, humans: ["good", "bad"])
    put(2, humans: ["good"])
    put(3, humans: ["bad", "bad"])
    // Right on the third item, the only one that says something: ln((1 + 1) / (0 + 1)).
    #expect(votes.weights(of: "fit", on: 1) == .weighted(weights: ["alder": log(2)]))
    // On the third itself by the others: nothing.
    #expect(votes.weights(of: "fit", on: 3) == .weighted(weights: ["alder": 0]))
    votes.remove(3)
    #expect(votes.weights(of: "fit", on: 1) == .weighted(weights: [:]))
  }
}

/// However a lead comes to a decision, what depends on it is decided as `decideByRules` does.
@Suite struct DecidingTests {
  private func adjudicate(
    _ jury: WeighedJury,
    _ item: ItemID,
    measuring measurement: inout JurorWeightsMeasurement
  ) throws {
    try jury.project.adjudicateByRules(
      item: item,
      field: "reach",
      value: .single("wide"),
      reason: "clear",
      lead: jury.lead,
      juryRevealed: false,
      measuring: &measurement,
      at: moment
    )
  }

  /// The store's own decision, without weights, and the rules after it.
  private func adjudicateThenDecide(_ jury: WeighedJury, _ item: ItemID) throws {
    try jury.project.adjudicate(
      item: item,
      field: "reach",
      value: .single("wide"),
      reason: "clear",
      lead: jury.lead,
      juryRevealed: false,
      at: moment
    )
    _ = try jury.project.decideByRules(at: moment)
  }

  @Test(arguments: [DecisionPolicy.JuryRule.majority, .weighted, .dawidSkene])
  func `a lead's decision leaves no field for the rules to weigh later`(
    rule: DecisionPolicy.JuryRule
  ) throws {
    let narrow: Set<ItemID> = ["i4", "i5"]
    let (one, kept, other) = try (
      WeighedJury(rule, narrow: narrow), WeighedJury(rule, narrow: narrow),
      WeighedJury(rule, narrow: narrow)
    )
    for jury in [one, kept, other] { _ = try jury.project.decideByRules(at: moment) }
    var measurement = JurorWeightsMeasurement(of: kept.project)
    try measurement.refresh()
    for item in narrow.sorted() {
      var fresh = JurorWeightsMeasurement(of: one.project)
      try adjudicate(one, item, measuring: &fresh)
      try adjudicate(kept, item, measuring: &measurement)
      try adjudicateThenDecide(other, item)
      let decided = try other.bases(of: item)
      #expect(decided["reach"]?.how == .adjudicated)
      #expect(decided["accord"]?.how == .juryConfirmed)
      #expect((decided["accord"]?.weights == nil) == (rule == .majority))
      #expect(try one.bases(of: item) == decided)
      #expect(try kept.bases(of: item) == decided)
    }
    #expect(try one.project.decideByRules(at: moment).decided.isEmpty)
    // The reliable juror is outvoted on i5 where every vote counts alike.
    #expect(try one.bases(of: "i5")["fit"]?.how == (rule == .majority ? nil : .juryConfirmed))
  }

  @Test func `where nothing waits for the jury's votes no other item is read`() throws {
    let jury = try WeighedJury(.weighted)
    _ = try jury.project.withdraw(item: "i0", person: jury.people[1].id, at: moment)
    try jury.project.commit(.two, stageTwo("good"), of: "i0", by: jury.people[1], at: moment)
    _ = try jury.project.decideByRules(at: moment)
    var measurement = JurorWeightsMeasurement(of: jury.project)
    try jury.project.adjudicateByRules(
      item: "i0",
      field: "fit",
      value: .single("bad"),
      reason: "clear",
      lead: jury.lead,
      juryRevealed: false,
      measuring: &measurement,
      at: moment
    )
    #expect(try jury.bases(of: "i0")["fit"]?.how == .adjudicated)
    #expect(measurement.isBehind)
  }
}
