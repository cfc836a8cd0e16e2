import AnnotationCore
import Testing

@testable import Agreement

@Suite struct ArmComparisonTests {
  private func compared(
    _ observations: [(String, Bool, Double)],
    resamples: Int = 400
  ) -> ArmComparison {
    var random = SplitMix64(seed: 1)
    return ArmComparison(
      observations.map { .init(item: $0.0, isWith: $0.1, value: $0.2) },
      BootstrapPlan(resamples: resamples),
      using: &random
    )
  }

  @Test func `means, medians and their difference`() {
    // With: 1, 1, 0, 1 → 3/4, the middle two are 1 and 1. Without: 0, 1 → 1/2.
    let found = compared([
      ("a", true, 1), ("b", true, 1), ("c", true, 0), ("d", true, 1),
      ("a", false, 0), ("e", false, 1),
    ])
    #expect(found.with.mean == 0.75)
    #expect(found.with.median == 1)
    #expect(found.without.mean == 0.5)
    #expect(found.difference == 0.25)
    #expect(found.with.items == 4)
    #expect(found.intervals.contains { $0.lower <= 0.25 && 0.25 <= $0.upper })
  }

  @Test func `an empty arm leaves nothing to compare`() {
    let found = compared([("a", true, 1)])
    #expect(found.without.mean == nil)
    #expect(found.difference == nil)
    #expect(found.intervals.isEmpty)
  }

  @Test func `the order of the observations does not matter`() {
    var observations: [(String, Bool, Double)] = []
    for number in 0..<60 {
      let value = Double(number * 7 % 10) / 10
      observations.append(("item\(number % 20)", number.isMultiple(of: 3), value))
    }
    #expect(compared(observations) == compared(observations.reversed()))
  }

  @Test func `values that go with their item widen the interval`() {
    // 20 items; in the first kind values belong to the item, in the second they are scattered.
    func width(_ value: (Int, Int) -> Bool) -> Double {
      var all: [(String, Bool, Double)] = []
      for item in 0..<20 {
        for number in 0..<6 {
          let isWith = item.isMultiple(of: 2)
          all.append(("item\(item)", isWith, value(item, number) ? 1 : 0))
        }
      }
      let found = compared(all, resamples: 1000).intervals.first { $0.method == .percentile }
      guard let found else { return 0 }
      return found.upper - found.lower
    }
    let clustered = width { item, _ in (item / 2).isMultiple(of: 2) }
    let scattered = width { _, number in number.isMultiple(of: 2) }
    #expect(clustered > 0.4)
    #expect(scattered < 0.1)
  }
}
