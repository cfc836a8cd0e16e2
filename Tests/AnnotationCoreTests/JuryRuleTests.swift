import AnnotationCore
import Fixtures
import Foundation
import Testing

/// Two humans who agree, and jurors whose votes don't all count alike.
@Suite struct JuryRuleTests {
  private func human(_ id: PersonID, _ fit: String) -> Ballot {
    Ballot(
      rater: .human(id, stageOne: id * 10 + 1, stageTwo: id * 10 + 2),
      stageOne: stageOne(),
      stageTwo: stageTwo(fit)
    )
  }

  private func jurors(_ fits: String...) -> [Ballot] {
    zip("abcde", fits).enumerated().map { index, pair in
      Ballot(
        rater: .juror(String(pair.0), reviews: [Int64(index + 1)]),
        stageOne: stageOne(),
        stageTwo: stageTwo(pair.1)
      )
    }
  }

  private func fit(
    _ jurors: [Ballot],
    by rule: DecisionPolicy.JuryRule = .weighted,
    _ jurorWeights: JurorWeights?
  ) -> Outcome? {
    DecisionRules(smallGuideline(rule: rule)).outcomes(
      for: [human(1, "good"), human(2, "good")] + jurors,
      decided: [:],
      weights: jurorWeights.map { ["fit": $0, "reach": $0, "accord": $0] } ?? [:]
    )["fit"]
  }

  /// Stage one is unanimous, so that every juror's weight confirms it.
  private let trusting = JurorWeights.weighted(weights: ["a": 3, "b": 1, "c": 1, "d": 9])

  @Test func `one reliable juror outweighs two others, and the weights of who voted are kept`() {
    #expect(
      fit(jurors("good", "bad", "bad"), trusting)
        == .decided(
          .single("good"),
          .init(
            how: .juryConfirmed,
            annotations: [12, 22],
            reviews: [1, 2, 3],
            jurorWeights: .weighted(weights: ["a": 3, "b": 1, "c": 1])
          )
        )
    )
    #expect(fit(jurors("bad", "good", "good"), trusting) == .disputed(.juryDisagrees))
  }

  @Test func `equal weights on both sides are a jury that is split`() {
    let weights = JurorWeights.weighted(weights: ["a": 2, "b": 0.7, "c": 1.3])
    #expect(fit(jurors("good", "bad", "bad"), weights) == .disputed(.jurySplit))
  }

  @Test func `a juror without a record weighs nothing, and one worse than chance the less`() {
    let weights = JurorWeights.weighted(weights: ["a": 1, "b": -2])
    // c is not known. b's bad speaks for good.
    #expect(weights.label(of: [("c", "bad")], among: ["good", "bad"]) == nil)
    #expect(weights.label(of: [("c", "bad"), ("a", "good")], among: ["good", "bad"]) == "good")
    #expect(weights.label(of: [("b", "bad")], among: ["good", "bad"]) == "good")
  }

  @Test func `by Dawid and Skene the most probable label is the verdict, and all are kept`() {
    let posterior = JurorWeights.dawidSkene(posterior: ["good": 0.9, "bad": 0.1])
    let rules = DecisionRules(smallGuideline(rule: .dawidSkene))
    let outcomes = rules.outcomes(
      for: [human(1, "good"), human(2, "good")] + jurors("bad", "bad"),
      decided: [:],
      weights: [
        "reach": .dawidSkene(posterior: ["wide": 1, "narrow": 0, "none": 0]),
        "accord": .dawidSkene(posterior: ["yes": 0.5, "no": 0.5]), "fit": posterior,
      ]
    )
    #expect(outcomes["accord"] == .disputed(.jurySplit))
    #expect(outcomes["fit"] == .disputed(.awaits(["accord"])))
    guard case .decided(_, let basis) = outcomes["reach"] else {
      Issue.record("reach is not decided")
      return
    }
    #expect(basis.jurorWeights == .dawidSkene(posterior: ["wide": 1, "narrow": 0, "none": 0]))
  }

  @Test func `without an opinion the field waits, and is no dispute`() {
    #expect(
      fit(jurors("good", "good"), by: .weighted, nil) == .disputed(.awaits(["accord", "reach"]))
    )
    let rules = DecisionRules(smallGuideline(rule: .weighted))
    let outcomes = rules.outcomes(
      for: [human(1, "good"), human(2, "good")] + jurors("good", "good"),
      decided: [:]
    )
    #expect(outcomes["reach"] == .unweighed)
    // Several choices are settled by majority, whatever the rule.
    guard case .decided(_, let basis) = outcomes["groups"] else {
      Issue.record("groups is not decided")
      return
    }
    #expect(basis.jurorWeights == nil)
  }

  @Test func `below the quorum no opinion helps`() {
    #expect(
      DecisionRules(smallGuideline(rule: .weighted)).outcomes(
        for: [human(1, "good"), human(2, "good")] + jurors("good"),
        decided: [:],
        weights: ["reach": trusting]
      )["reach"] == .disputed(.juryShort(verdicts: 1, needed: 2))
    )
  }

  @Test func `votes by another criterion than most humans' are no evidence`() {
    let rules = DecisionRules(smallGuideline())
    let other = Ballot(
      rater: .juror("a", reviews: [1]),
      stageOne: stageOne(accord: "no"),
      stageTwo: stageTwo("bad", by: "balance")
    )
    let votes = rules.votes(in: [human(1, "good"), human(2, "good"), other], decided: [:])
    #expect(votes["accord"]?.count == 3)
    #expect(votes["fit"]?.map(\.rater.isHuman) == [true, true])
    let divided = Ballot(
      rater: .human(2, stageOne: 21, stageTwo: 22),
      stageOne: stageOne(accord: "no"),
      stageTwo: stageTwo("good", by: "balance")
    )
    #expect(rules.votes(in: [human(1, "good"), divided, other], decided: [:])["fit"] == nil)
  }

  @Test func `a policy of earlier versions is one of majorities`() throws {
    let old = #"{"minimumRaters": 3, "jury": "confirms", "juryQuorum": 1}"#
    #expect(
      try JSONDecoder().decode(DecisionPolicy.self, from: Data(old.utf8))
        == DecisionPolicy(minimumRaters: 3, jury: .confirms, juryQuorum: 1, juryRule: .majority)
    )
  }
}
