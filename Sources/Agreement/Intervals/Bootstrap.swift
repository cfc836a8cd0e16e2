import Glibc

/// Where a value may lie.
package struct Interval: Hashable, Sendable {
  package enum Method: String, Hashable, Sendable, CaseIterable {
    /// The resamples' own quantiles.
    case percentile
    /// Quantiles corrected for bias and skewness.
    case bca
  }

  package var method: Method
  package var lower: Double
  package var upper: Double
  /// Such as 0.95.
  package var level: Double
  /// How many resamples gave a value.
  package var resamples: Int

  package init(method: Method, lower: Double, upper: Double, level: Double, resamples: Int) {
    self.method = method
    self.lower = lower
    self.upper = upper
    self.level = level
    self.resamples = resamples
  }
}

/// Something that is measured of groups of like items, and can be measured of a resample of them.
protocol Resampled {
  /// How many items each group has.
  var multiplicities: [Int] { get }
  /// The values where each group has so many items.
  func estimates(_ multiplicities: [Int]) -> [Double?]
  /// Puts them in place of others, in memory that is there already.
  func estimate(_ multiplicities: [Int], into values: inout [Double?])
  /// The values without one item of each group.
  func leavingOneOut() -> [[Double?]]
}

extension Resampled {
  func estimate(_ multiplicities: [Int], into values: inout [Double?]) {
    values = estimates(multiplicities)
  }
}

/// How to find where values may lie: items are drawn with replacement, so often.
///
/// Efron, B. and Tibshirani, R. J. (1993). An Introduction to the Bootstrap. Chapman and Hall. With B
/// values of resamples, `percentile` is their quantiles at α and 1 - α (section 13.3). `bca` (section
/// 14.3) takes them at
///
///     α₁ = Φ(z₀ + (z₀ + z_α) / (1 - a (z₀ + z_α)))
///     z₀ = Φ⁻¹(share of resamples below the value, a tie counting half)
///     a  = Σ (θ̄ - θ_i)³ / (6 (Σ (θ̄ - θ_i)²)^(3/2)), with θ_i the value without item i
///
/// Quantiles lie between the two nearest values in proportion (Hyndman and Fan 1996, type 7).
/// Resamples without a value (all items alike, say) are left out and not counted.
package struct BootstrapPlan: Hashable, Sendable {
  package var resamples: Int
  package var level: Double

  package init(resamples: Int = 1000, level: Double = 0.95) {
    self.resamples = resamples
    self.level = level
  }

  /// The intervals of each value, as far as there are any.
  /// - Parameter progress: gets how many resamples are done, after each.
  func intervals(
    of sample: some Resampled,
    using random: inout some RandomNumberGenerator,
    progress: (Int) -> Void = { _ in }
  ) -> [[Interval]] {
    let values = sample.estimates(sample.multiplicities)
    let urn = Urn(sample.multiplicities)
    var drawn = [[Double]](repeating: [], count: values.count)
    var (counts, found) = ([Int](), values)
    for done in 0..<resamples {
      urn.draw(into: &counts, using: &random)
      sample.estimate(counts, into: &found)
      for (index, value) in found.enumerated() {
        if let value { drawn[index].append(value) }
      }
      progress(done + 1)
    }
    let without = sample.leavingOneOut()
    return values.indices.map { index in
      guard let value = values[index] else { return [] }
      let weighted = zip(without, sample.multiplicities).map { ($0[index], $1) }
      return intervals(value, drawn[index].sorted(), weighted)
    }
  }

  /// The interval of sorted values of resamples by their own quantiles, or nil for fewer than two.
  func percentile(of drawn: [Double]) -> Interval? {
    let tail = (1 - level) / 2
    return drawn.count > 1 ? interval(.percentile, drawn, tail, 1 - tail) : nil
  }

  private func intervals(
    _ value: Double,
    _ drawn: [Double],
    _ without: [(value: Double?, times: Int)]
  ) -> [Interval] {
    guard drawn.count > 1 else { return [] }
    let tail = (1 - level) / 2
    var found = [interval(.percentile, drawn, tail, 1 - tail)]
    let below = drawn.reduce(0.0) { $0 + ($1 < value ? 1 : $1 == value ? 0.5 : 0) }
    let share = below / Double(drawn.count)
    if share > 0, share < 1, let skew = Self.acceleration(without) {
      let bias = Normal.quantile(share)
      let (low, high) = (tail, 1 - tail)
      let corrected = [low, high].map { quantile in
        let z = bias + Normal.quantile(quantile)
        return Normal.below(bias + z / (1 - skew * z))
      }
      found.append(interval(.bca, drawn, corrected[0], corrected[1]))
    }
    return found
  }

  private func interval(
    _ method: Interval.Method,
    _ drawn: [Double],
    _ low: Double,
    _ high: Double
  ) -> Interval {
    Interval(
      method: method,
      lower: Self.quantile(low, of: drawn),
      upper: Self.quantile(high, of: drawn),
      level: level,
      resamples: drawn.count
    )
  }

  private static func acceleration(_ without: [(value: Double?, times: Int)]) -> Double? {
    let known = without.compactMap { pair in pair.value.map { ($0, Double(pair.times)) } }
    let all = known.reduce(0) { $0 + $1.1 }
    guard all > 1 else { return nil }
    let mean = known.reduce(0) { $0 + $1.0 * $1.1 } / all
    let squares = known.reduce(0) { $0 + (mean - $1.0) * (mean - $1.0) * $1.1 }
    let cubes = known.reduce(0) { $0 + (mean - $1.0) * (mean - $1.0) * (mean - $1.0) * $1.1 }
    return squares > 0 ? cubes / (6 * squares * squares.squareRoot()) : nil
  }

  /// The value below which a share of sorted values lies.
  static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let place = min(max(0, share), 1) * Double(sorted.count - 1)
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }
}
