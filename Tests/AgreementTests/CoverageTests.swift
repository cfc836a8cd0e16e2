import AnnotationCore
import Testing

@testable import Agreement

/// Whether intervals hold what they promise: two thousand draws from a world whose share is known.
@Suite struct CoverageTests {
  /// How a juror answers: the probability of saying yes where humans do, and where they don't.
  struct World: Sendable, CustomTestStringConvertible {
    let name: String
    let whereYes: Double
    let whereNo: Double

    var testDescription: String { name }
  }

  private static let share = 0.35

  @Test(arguments: [
    World(name: "good, and too eager", whereYes: 0.95, whereNo: 0.15),
    World(name: "reluctant", whereYes: 0.7, whereNo: 0.05),
    World(name: "guessing", whereYes: 0.5, whereNo: 0.5),
  ])
  func `nineteen of twenty intervals cover the share, whatever the juror does`(
    world: World
  ) throws {
    var random = SplitMix64(seed: 20_231_101)
    var covered = (powered: 0, classical: 0, naive: 0)
    var reach = (powered: 0.0, classical: 0.0)
    let replications = 2000
    for _ in 0..<replications {
      let (labelled, unlabelled) = draw(world, labelled: 200, unlabelled: 400, using: &random)
      let found = PredictionPoweredShare.estimate(labelled: labelled, unlabelled: unlabelled)
      let estimate = try #require(found.known)
      if estimate.powered.interval.contains(Self.share) { covered.powered += 1 }
      if estimate.classical.interval.contains(Self.share) { covered.classical += 1 }
      if estimate.naive.interval.contains(Self.share) { covered.naive += 1 }
      reach.powered += estimate.powered.standardError
      reach.classical += estimate.classical.standardError
    }
    let n = Double(replications)
    #expect((0.93...0.97).contains(Double(covered.powered) / n))
    #expect((0.93...0.97).contains(Double(covered.classical) / n))
    // Believing the juror does not: its bias is three standard errors or more.
    #expect(Double(covered.naive) / n < 0.2)
    // A juror who knows something makes intervals shorter; none makes them longer by more than a
    // hundredth.
    let ratio = reach.powered / reach.classical
    #expect(ratio < (world.whereYes - world.whereNo > 0.5 ? 0.85 : 1.01))
  }

  private func draw(
    _ world: World,
    labelled n: Int,
    unlabelled others: Int,
    using random: inout SplitMix64
  ) -> (labelled: [(human: Bool, juror: Double)], unlabelled: [Double]) {
    let yes = Draws.binomial(n, Self.share, using: &random)
    let yesYes = Draws.binomial(yes, world.whereYes, using: &random)
    let noYes = Draws.binomial(n - yes, world.whereNo, using: &random)
    let labelled =
      [(human: Bool, juror: Double)](repeating: (true, 1), count: yesYes)
      + [(human: Bool, juror: Double)](repeating: (true, 0), count: yes - yesYes)
      + [(human: Bool, juror: Double)](repeating: (false, 1), count: noYes)
      + [(human: Bool, juror: Double)](repeating: (false, 0), count: n - yes - noYes)
    let saidYes = Self.share * world.whereYes + (1 - Self.share) * world.whereNo
    let ones = Draws.binomial(others, saidYes, using: &random)
    return (
      labelled,
      [Double](repeating: 1, count: ones) + [Double](repeating: 0, count: others - ones)
    )
  }
}
