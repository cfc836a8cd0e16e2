/// How a mean differs between observations with and without something, such as a suggestion.
///
/// An item may have observations in both arms, of several people; they are not independent. So items
/// are resampled whole, each with all its observations (the cluster bootstrap: Davison, A. C. and
/// Hinkley, D. V. (1997). Bootstrap Methods and their Application, section 3.8. Cambridge):
///
///     difference = mean of the values with - mean of the values without
package struct ArmComparison: Hashable, Sendable {
  /// One value of one item.
  package struct Observation: Hashable, Sendable {
    package var item: String
    /// Whether it is of the arm with.
    package var isWith: Bool
    package var value: Double

    package init(item: String, isWith: Bool, value: Double) {
      self.item = item
      self.isWith = isWith
      self.value = value
    }
  }

  /// One arm.
  package struct Arm: Hashable, Sendable {
    package var observations: Int
    package var items: Int
    /// Nil without observations.
    package var mean: Double?
    /// The mean of the two in the middle where there is an even number; nil without observations.
    package var median: Double?
  }

  package let with: Arm
  package let without: Arm
  /// The mean with less the mean without; nil where an arm is empty.
  package let difference: Double?
  /// Where the difference may lie, by the bootstrap of items; empty where it is not known.
  package let intervals: [Interval]

  package init(
    _ observations: [Observation],
    _ plan: BootstrapPlan,
    using random: inout some RandomNumberGenerator
  ) {
    with = Self.arm(observations.filter(\.isWith))
    without = Self.arm(observations.filter { !$0.isWith })
    let sample = ArmSample(observations)
    difference = sample.estimates(sample.multiplicities)[0]
    intervals = difference == nil ? [] : plan.intervals(of: sample, using: &random)[0]
  }

  private static func arm(_ observations: [Observation]) -> Arm {
    let sorted = observations.map(\.value).sorted()
    let count = sorted.count
    return Arm(
      observations: count,
      items: Set(observations.map(\.item)).count,
      mean: count == 0 ? nil : sorted.reduce(0, +) / Double(count),
      median: count == 0 ? nil : (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
    )
  }
}

/// Items, each with its sums in both arms; items with the same sums are one group.
private struct ArmSample: Resampled {
  /// Count and sum of the values with, and of those without.
  private struct Sums: Hashable, Comparable {
    var counts = [0, 0]
    var sums = [0.0, 0.0]

    static func < (a: Self, b: Self) -> Bool {
      a.counts == b.counts
        ? a.sums.lexicographicallyPrecedes(b.sums) : a.counts.lexicographicallyPrecedes(b.counts)
    }
  }

  private let groups: [Sums]
  let multiplicities: [Int]

  init(_ observations: [ArmComparison.Observation]) {
    var items: [String: Sums] = [:]
    // In one order, so that the sums of an item are the same whatever order the values came in.
    for one in observations.sorted(by: { $0.value < $1.value }) {
      items[one.item, default: Sums()].counts[one.isWith ? 0 : 1] += 1
      items[one.item, default: Sums()].sums[one.isWith ? 0 : 1] += one.value
    }
    var times: [Sums: Int] = [:]
    for sums in items.values { times[sums, default: 0] += 1 }
    groups = times.keys.sorted()
    multiplicities = groups.map { times[$0, default: 0] }
  }

  func estimates(_ multiplicities: [Int]) -> [Double?] {
    var counts = [0.0, 0.0]
    var sums = [0.0, 0.0]
    for (group, times) in zip(groups, multiplicities) where times > 0 {
      for arm in 0...1 {
        counts[arm] += Double(group.counts[arm] * times)
        sums[arm] += group.sums[arm] * Double(times)
      }
    }
    guard counts[0] > 0, counts[1] > 0 else { return [nil] }
    return [sums[0] / counts[0] - sums[1] / counts[1]]
  }

  func leavingOneOut() -> [[Double?]] {
    multiplicities.indices.map { group in
      var rest = multiplicities
      rest[group] -= 1
      return estimates(rest)
    }
  }
}
