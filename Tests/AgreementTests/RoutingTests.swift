import AnnotationCore
import Testing

@testable import Agreement

@Suite struct RoutingTests {
  private func vote(_ item: String, _ probabilities: [Double], counts: [Int]) -> JuryVote {
    JuryVote(
      item: item,
      verdict: .undecided(.tooFewVotes(found: 0, needed: 1)),
      probabilities: probabilities,
      counts: counts,
      abstentions: 0
    )
  }

  // A human who is right in 0.9 of cases.
  //   sure   0.95 0.05: the answer changes nothing: 0.9 · 0.95 + max(0.095, 0.045) - 0.95 = 0
  //   torn   0.5 0.5: 0.45 + 0.45 - 0.5 = 0.4; entropy 1 bit; votes 2 : 2, conflict 1/2
  //   leans  0.75 0.25: 0.675 + max(0.075, 0.225) - 0.75 = 0.15; entropy 2 - 0.75 log2 3
  @Test func `three items, by hand`() throws {
    let ranked = try RoutedItem.ranking(
      [
        vote("sure", [0.95, 0.05], counts: [4, 0]), vote("leans", [0.75, 0.25], counts: [3, 1]),
        vote("torn", [0.5, 0.5], counts: [2, 2]),
      ],
      humanAccuracy: 0.9
    )
    #expect(ranked.map(\.item) == ["torn", "leans", "sure"])
    for (found, gain) in zip(ranked, [0.4, 0.15, 0]) {
      #expect(abs(found.expectedGain - gain) < 1e-15)
    }
    for (found, cumulated) in zip(ranked, [0.4, 0.55, 0.55]) {
      #expect(abs(found.cumulatedGain - cumulated) < 1e-15)
    }
    #expect(ranked.map(\.conflict) == [0.5, 0.25, 0])
    #expect(ranked[0].entropy == 1)
    #expect(abs(ranked[1].entropy - 0.811_278_124_459_132_8) < 1e-14)
  }

  // Three labels, a = 0.8, each wrong one 0.1; p = 0.5 0.3 0.2.
  //   human says 1: max(0.40, 0.03, 0.02); says 2: max(0.05, 0.24, 0.02); says 3: max(0.05, 0.03, 0.16)
  //   0.40 + 0.24 + 0.16 - 0.5 = 0.3
  @Test func `three labels, by hand`() {
    #expect(abs(RoutedItem.expectedGain([0.5, 0.3, 0.2], humanAccuracy: 0.8) - 0.3) < 1e-15)
  }

  private func some(seed: UInt64) -> [Double] {
    var random = SplitMix64(seed: seed)
    let weights = (0..<Int.random(in: 2...6, using: &random)).map { _ in
      Double.random(in: 0..<1, using: &random)
    }
    return weights.map { $0 / weights.reduce(0, +) }
  }

  @Test(arguments: 1...20)
  func `a guess is worth nothing, the truth all the error, and more skill never less`(
    seed: UInt64
  ) throws {
    let p = some(seed: seed)
    let most = try #require(p.max())
    let chance = 1 / Double(p.count)
    #expect(RoutedItem.expectedGain(p, humanAccuracy: chance) == 0)
    #expect(abs(RoutedItem.expectedGain(p, humanAccuracy: 1) - (1 - most)) < 1e-12)
    var last = 0.0
    for step in 0...20 {
      let accuracy = chance + (1 - chance) * Double(step) / 20
      let gain = RoutedItem.expectedGain(p, humanAccuracy: min(1, accuracy))
      #expect(gain >= last - 1e-12)
      #expect(gain <= 1 - most + 1e-12)
      last = gain
    }
  }

  /// Draws the label, the human's answer and the decision, and counts errors.
  @Test(arguments: 1...3)
  func `the expected gain is what a simulation finds`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (p, accuracy) = ([0.45, 0.35, 0.2], 0.7)
    var (before, after) = (0, 0)
    let draws = 20_000
    for _ in 0..<draws {
      let u = Double.random(in: 0..<1, using: &random)
      let truth = u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2
      let isRight = Double.random(in: 0..<1, using: &random) < accuracy
      let said = isRight ? truth : (truth + Int.random(in: 1...2, using: &random)) % 3
      let belief = p.indices.map { p[$0] * ($0 == said ? accuracy : (1 - accuracy) / 2) }
      if truth != 0 { before += 1 }
      if truth != belief.indices.max(by: { belief[$0] < belief[$1] }) { after += 1 }
    }
    // Three standard errors of a difference of at most 1: 3 / √20,000 = 0.02.
    let gain = Double(before - after) / Double(draws)
    #expect(abs(gain - RoutedItem.expectedGain(p, humanAccuracy: accuracy)) < 0.02)
  }

  @Test func `items that no answer could change stand by their entropy, then conflict, then name`()
    throws
  {
    let ranked = try RoutedItem.ranking(
      [
        vote("d", [0.99, 0.01], counts: [5, 0]), vote("c", [0.97, 0.03], counts: [5, 0]),
        vote("b", [0.97, 0.03], counts: [5, 0]), vote("a", [0.97, 0.03], counts: [4, 1]),
        vote("e", [0.97, 0.03], counts: [0, 0]),
      ],
      humanAccuracy: 0.9
    )
    #expect(ranked.map(\.item) == ["e", "a", "b", "c", "d"])
    #expect(ranked[0].conflict == nil)
    #expect(ranked.allSatisfy { $0.expectedGain == 0 })
  }

  @Test func `the jury's own votes can be ranked`() throws {
    let votes = try juryVotes(
      ballots(["a": "x x -", "b": "x y -", "c": "x y -"]),
      labels: ["x", "y"],
      by: .majority
    )
    let ranked = try RoutedItem.ranking(votes, humanAccuracy: 0.8)
    // Where nobody answered, every label alike: 0.8 - 1/2 at the first, 0.8 - 2/3 at the second.
    #expect(ranked.map(\.item) == ["u3", "u2", "u1"])
    #expect(abs(ranked[1].cumulatedGain - (0.3 + 0.8 - 2.0 / 3)) < 1e-15)
  }

  @Test(arguments: [-0.1, 1.1, .nan])
  func `an accuracy that is none is refused`(accuracy: Double) {
    #expect(throws: RoutingError.self) {
      try RoutedItem.ranking([], humanAccuracy: accuracy)
    }
  }

  // a = 0.9: p = 0.81 + 0.01 / (q - 1), with 3 labels 0.815.
  @Test(arguments: [
    (0.82, 2, 0.9), (0.815, 3, 0.9), (1, 4, 1), (0.5, 2, 0.5), (0.1, 2, 0.5), (1, 1, 1),
  ])
  func `who agree so often are right so often`(agreement: Double, labels: Int, accuracy: Double) {
    #expect(abs(impliedAccuracy(ofAgreement: agreement, labels: labels) - accuracy) < 1e-12)
  }
}
