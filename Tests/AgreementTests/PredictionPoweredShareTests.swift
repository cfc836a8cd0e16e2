import AnnotationCore
import Testing

@testable import Agreement

@Suite struct PredictionPoweredShareTests {
  private typealias Labelled = [(human: Bool, juror: Double)]

  private func estimate(
    _ labelled: Labelled,
    _ unlabelled: [Double],
    level: Double = 0.95
  ) throws -> PredictionPoweredShare {
    let found = PredictionPoweredShare.estimate(
      labelled: labelled,
      unlabelled: unlabelled,
      level: level
    )
    return try #require(found.known)
  }

  private func near(_ one: Double?, _ other: Double) -> Bool {
    one.map { abs($0 - other) < 1e-12 } ?? false
  }

  // y 1 1 0 0, ŷ 1 1 1 0, ŷ' 1 1 0 0 0 0 0 0; n = 4, N = 8.
  //   mean y 1/2, Var y 1/4; mean ŷ 3/4, Var ŷ 3/16; mean ŷ' 1/4, Var ŷ' 3/16
  //   Cov = 2/4 - 1/2 · 3/4 = 1/8; all twelve ŷ: (5 - 25/12) / 11 = 35/132
  //   λ = 1/8 / ((1 + 4/8) · 35/132) = 11/35
  //   θ = 11/35 · 1/4 + 1/2 - 11/35 · 3/4 = 12/35
  //   Var(y - λŷ) = 1/4 - 2 λ/8 + 3/16 λ²; SE² = λ² · 3/16 / 8 + Var(y - λŷ) / 4
  @Test func `four labelled and eight others, by hand`() throws {
    let found = try estimate(
      [(true, 1), (true, 1), (false, 1), (false, 0)],
      [1, 1, 0, 0, 0, 0, 0, 0]
    )
    let lambda = 11.0 / 35
    let rest = 0.25 - 2 * lambda / 8 + 3.0 / 16 * lambda * lambda
    let variance = lambda * lambda * 3 / 16 / 8 + rest / 4
    #expect((found.labelled, found.unlabelled, found.labelledWithLabel) == (4, 8, 2))
    #expect(near(found.lambda, lambda))
    #expect(near(found.powered.share, 12.0 / 35))
    #expect(near(found.powered.standardError, variance.squareRoot()))
    #expect(found.classical.share == 0.5)
    #expect(near(found.classical.standardError, 0.25))
    #expect(found.naive.share == 0.25)
    #expect(near(found.naive.standardError, (3.0 / 16 / 8).squareRoot()))
    #expect(near(found.effectiveSampleSize.number, 0.25 / variance))
    // 1/4 ± 1.959964 · √(3/128): the lower end is cut to what a share can be.
    #expect(found.naive.interval.lowerBound == 0)
    #expect(abs(found.naive.interval.upperBound - 0.550_056) < 1e-6)
    // 1/2 ± 1.644854 / 4
    let classical = try estimate(
      [(true, 1), (true, 1), (false, 1), (false, 0)],
      [1, 0],
      level: 0.9
    ).classical.interval
    #expect(abs(classical.lowerBound - 0.088_787) < 1e-6)
    #expect(abs(classical.upperBound - 0.911_213) < 1e-6)
  }

  @Test func `a juror who always says the same adds nothing`() throws {
    // Thirds and tenths: that they are equal must not be lost in rounding.
    for constant in [0, 0.1, 1.0 / 3, 1] {
      let humans = [true, false, true, true, false, false, false]
      let found = try estimate(
        humans.map { ($0, constant) },
        [Double](repeating: constant, count: 31)
      )
      #expect(found.lambda == 0)
      #expect(near(found.powered.share, found.classical.share))
      #expect(near(found.powered.standardError, found.classical.standardError))
      #expect(near(found.effectiveSampleSize.number, 7))
    }
  }

  @Test func `a juror who says the opposite is left out, not turned round`() throws {
    let found = try estimate([(true, 0), (true, 0), (false, 1), (false, 1)], [1, 1, 0])
    #expect(found.lambda == 0)
    #expect(found.powered.share == 0.5)
    #expect(found.naive.share == 2.0 / 3)
  }

  @Test func `what is too few or no number has no estimate, and says why`() {
    let labelled: Labelled = [(true, 1), (false, 0)]
    let reasons = [
      PredictionPoweredShare.estimate(labelled: [(true, 1)], unlabelled: [1, 0]),
      PredictionPoweredShare.estimate(labelled: labelled, unlabelled: [1]),
      PredictionPoweredShare.estimate(labelled: labelled, unlabelled: [1, .nan]),
      PredictionPoweredShare.estimate(
        labelled: [(true, .infinity), (false, 0)],
        unlabelled: [1, 0]
      ),
    ]
    #expect(
      reasons == [
        .undefined(.tooFewLabelled(found: 1, needed: 2)),
        .undefined(.tooFewUnlabelled(found: 1, needed: 2)),
        .undefined(.notFinite), .undefined(.notFinite),
      ]
    )
  }

  @Test func `humans who always give the label say nothing of how many labels that is worth`()
    throws
  {
    let found = try estimate([(true, 1), (true, 0), (true, 1)], [1, 0, 1])
    #expect(found.powered.share == 1)
    #expect(found.effectiveSampleSize == .undefined(.noVariation))
  }

  /// Forty labelled items and a hundred others, with a juror who says probabilities.
  private func some(seed: UInt64) -> (labelled: Labelled, unlabelled: [Double]) {
    var random = SplitMix64(seed: seed)
    let labelled: Labelled = (0..<40).map { _ in
      let human = Double.random(in: 0..<1, using: &random) < 0.4
      let juror = Double.random(in: 0..<1, using: &random)
      return (human, human ? 1 - juror * juror : juror * juror)
    }
    return (labelled, (0..<100).map { _ in Double.random(in: 0..<1, using: &random) })
  }

  @Test(arguments: 1...8)
  func `the shares of a label and of its absence sum to 1, with one error`(seed: UInt64) throws {
    let (labelled, unlabelled) = some(seed: seed)
    let one = try estimate(labelled, unlabelled)
    let other = try estimate(labelled.map { (!$0.human, 1 - $0.juror) }, unlabelled.map { 1 - $0 })
    #expect(near(one.powered.share, 1 - other.powered.share))
    #expect(near(one.powered.standardError, other.powered.standardError))
    #expect(near(one.lambda, other.lambda))
  }

  @Test(arguments: 1...8)
  func `a juror who is too high by the same everywhere changes nothing but the naive share`(
    seed: UInt64
  ) throws {
    let (labelled, unlabelled) = some(seed: seed)
    let one = try estimate(labelled, unlabelled)
    let other = try estimate(
      labelled.map { ($0.human, $0.juror + 0.3) },
      unlabelled.map { $0 + 0.3 }
    )
    #expect(near(one.powered.share, other.powered.share))
    #expect(near(one.powered.standardError, other.powered.standardError))
    #expect(near(one.naive.share + 0.3, other.naive.share))
  }

  @Test(arguments: 1...8)
  func `a good juror is worth human labels, and never more than there are items`(
    seed: UInt64
  ) throws {
    let (labelled, unlabelled) = some(seed: seed)
    let worth = try #require(try estimate(labelled, unlabelled).effectiveSampleSize.number)
    #expect(worth > 40)
    // Humans copied by the juror, who is as variable on the others: n + N labels, but for λ's divisor.
    let copied = labelled.map { (human: $0.human, juror: $0.human ? 1.0 : 0) }
    let others = (copied + copied + copied).map(\.juror)
    let most = try #require(try estimate(copied, others).effectiveSampleSize.number)
    #expect(abs(most - 160) < 0.1)
  }
}
