/// Two classifiers on the same items: who is right where, and how their measures differ.
///
/// Both are measured on the same resamples of items (a paired bootstrap), so that what is hard for both
/// does not count as a difference: Efron and Tibshirani (1993), chapter 14, as in ``BootstrapPlan``.
package struct ClassifierComparison: Hashable, Sendable {
  /// McNemar's test, and the difference of accuracies.
  package let paired: PairedComparison
  /// The first's measures less the second's, as far as both have them.
  package let differences: [ClassifierMeasures.Name: Double]
  package private(set) var intervals: [ClassifierMeasures.Name: [Interval]] = [:]

  /// - Parameters:
  ///   - right: the right label of each item, as a place among the labels.
  ///   - first: the label that the first gave, in the same order; `second` too.
  package init(
    right: [Int],
    first: [Int],
    second: [Int],
    labelCount: Int,
    bootstrap: BootstrapPlan? = nil,
    using random: inout some RandomNumberGenerator
  ) {
    var unused = NoRandomness()
    paired = PairedComparison(
      first: zip(right, first).map { $0 == $1 },
      second: zip(right, second).map { $0 == $1 },
      using: &unused
    )
    let sample = ComparedSample(right: right, first: first, second: second, labelCount: labelCount)
    var differences: [ClassifierMeasures.Name: Double] = [:]
    for (name, value) in zip(
      ClassifierMeasures.Name.allCases,
      sample.estimates(sample.multiplicities)
    ) { differences[name] = value }
    self.differences = differences
    if let bootstrap, !right.isEmpty {
      let found = bootstrap.intervals(of: sample, using: &random)
      for (name, interval) in zip(ClassifierMeasures.Name.allCases, found) where !interval.isEmpty {
        intervals[name] = interval
      }
    }
  }
}

/// Items by their right label and the two that were given, to be resampled.
private struct ComparedSample: Resampled {
  let first: ConfusionSample
  let second: ConfusionSample
  let multiplicities: [Int]

  init(right: [Int], first: [Int], second: [Int], labelCount: Int) {
    var counts: [[Int]: Int] = [:]
    for (right, given) in zip(right, zip(first, second)) {
      counts[[right, given.0, given.1], default: 0] += 1
    }
    let sorted = counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    multiplicities = sorted.map(\.value)
    self.first = ConfusionSample(
      labelCount: labelCount,
      cells: sorted.map { ($0.key[0], $0.key[1]) },
      multiplicities: multiplicities
    )
    self.second = ConfusionSample(
      labelCount: labelCount,
      cells: sorted.map { ($0.key[0], $0.key[2]) },
      multiplicities: multiplicities
    )
  }

  func estimates(_ multiplicities: [Int]) -> [Double?] {
    Self.differences(first.estimates(multiplicities), second.estimates(multiplicities))
  }

  func leavingOneOut() -> [[Double?]] {
    zip(first.leavingOneOut(), second.leavingOneOut()).map(Self.differences)
  }

  private static func differences(_ first: [Double?], _ second: [Double?]) -> [Double?] {
    zip(first, second).map { one, other in one.flatMap { one in other.map { one - $0 } } }
  }
}
