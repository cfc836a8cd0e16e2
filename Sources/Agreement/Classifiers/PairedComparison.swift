import Glibc

/// Two raters held against the same right labels.
///
/// McNemar, Q. (1947). Psychometrika 12(2), 153-157. Of the items that one of them alone has right, b
/// the one and c the other: under the hypothesis that they do equally well, b is binomial with n = b + c
/// and 1/2. `exact` is its two-sided tail; `midP` counts the observed split half, which is less
/// conservative: Fagerland, Lydersen and Laake (2013), BMC Medical Research Methodology 13, 91.
package struct PairedComparison: Hashable, Sendable {
  /// Items that the first alone, and the second alone, has right.
  package let onlyFirst: Int
  package let onlySecond: Int
  package let exact: Double
  package let midP: Double
  /// The first's accuracy less the second's.
  package let difference: Double
  package let intervals: [Interval]

  /// - Parameters:
  ///   - first: whether the first has each item right; `second` in the same order.
  package init(
    first: [Bool],
    second: [Bool],
    bootstrap: BootstrapPlan? = nil,
    using random: inout some RandomNumberGenerator
  ) {
    let sample = PairedSample(first: first, second: second)
    onlyFirst = sample.multiplicities[1]
    onlySecond = sample.multiplicities[2]
    let n = onlyFirst + onlySecond
    let fewer = min(onlyFirst, onlySecond)
    let tail = Self.tail(fewer, of: n)
    exact = onlyFirst == onlySecond ? 1 : min(1, 2 * tail)
    midP =
      onlyFirst == onlySecond
      ? 1 - Self.share(fewer, of: n) : max(0, 2 * tail - Self.share(fewer, of: n))
    difference = sample.estimates(sample.multiplicities)[0] ?? 0
    intervals = bootstrap.map { $0.intervals(of: sample, using: &random)[0] } ?? []
  }

  /// The probability of k of n at 1/2.
  private static func share(_ k: Int, of n: Int) -> Double {
    var sign: Int32 = 0
    let (k, n) = (Double(k), Double(n))
    return exp(
      lgamma_r(n + 1, &sign) - lgamma_r(k + 1, &sign) - lgamma_r(n - k + 1, &sign) - n * log(2)
    )
  }

  private static func tail(_ k: Int, of n: Int) -> Double {
    (0...k).reduce(0) { $0 + share($1, of: n) }
  }
}

/// Items by who has them right: neither, the first alone, the second alone, both.
private struct PairedSample: Resampled {
  let multiplicities: [Int]

  init(first: [Bool], second: [Bool]) {
    var counts = [0, 0, 0, 0]
    for (first, second) in zip(first, second) { counts[(first ? 1 : 0) + (second ? 2 : 0)] += 1 }
    multiplicities = counts
  }

  func estimates(_ multiplicities: [Int]) -> [Double?] {
    let n = multiplicities.reduce(0, +)
    return [n > 0 ? Double(multiplicities[1] - multiplicities[2]) / Double(n) : nil]
  }

  func leavingOneOut() -> [[Double?]] {
    multiplicities.indices.map { group in
      var rest = multiplicities
      rest[group] = max(0, rest[group] - 1)
      return estimates(rest)
    }
  }
}
