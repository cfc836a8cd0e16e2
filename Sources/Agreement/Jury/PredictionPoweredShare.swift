/// The share of items with a label, from a few that humans labelled and many that a juror did.
///
/// Prediction-powered inference, PPI++: Angelopoulos, A. N., Duchi, J. C. and Zrnic, T. (2023). PPI++:
/// Efficient prediction-powered inference, arXiv 2311.01453. On n items human (y, 0 or 1) and juror
/// (ŷ, from 0 to 1) are known, on N others the juror alone (ŷ'):
///
///     θ    = λ mean(ŷ') + mean(y - λ ŷ)
///     λ    = Cov(y, ŷ) / ((1 + n/N) Var(ŷ and ŷ')), at least 0 and at most 1; 0 where ŷ never varies
///     SE²  = λ² Var(ŷ') / N + Var(y - λ ŷ) / n
///     θ ± z SE
///
/// However wrong the juror is, the interval covers the share as often as it says, as long as the items
/// that humans labelled are a random draw of all. Divisors are those of the authors' package (ppi_py): n
/// for covariance and variances, n + N - 1 for the variance of ŷ and ŷ' together. The interval is
/// normal: with fewer than about ten labelled items with the label, or without, it is too short.
package struct PredictionPoweredShare: Hashable, Sendable {
  /// n, the items that humans and the juror labelled, and N, those of the juror alone.
  package let labelled: Int
  package let unlabelled: Int
  /// How many of the n have the label by humans.
  package let labelledWithLabel: Int
  /// How much weight the juror gets: 0 leaves the humans alone.
  package let lambda: Double
  /// θ, which may lie a little outside 0 to 1; its interval does not.
  package let powered: ShareEstimate
  /// The humans' labels alone: mean(y), SE² = Var(y) / n.
  package let classical: ShareEstimate
  /// The juror believed: mean(ŷ'), SE² = Var(ŷ') / N.
  ///
  /// Its interval knows nothing of the juror's errors.
  package let naive: ShareEstimate

  /// How many human labels alone would estimate the share as closely: Var(y) / SE².
  ///
  /// Boyeau and others (2024), AutoEval done right, arXiv 2403.07008. Undefined where no value varies.
  package var effectiveSampleSize: Measure {
    let error = powered.standardError
    guard error > 0 else { return .undefined(.noVariation) }
    let ratio = classical.standardError / error
    return .value(Double(labelled) * ratio * ratio)
  }

  /// Estimates the share.
  /// - Parameters:
  ///   - labelled: for each item that humans and the juror labelled whether humans gave the label, and
  ///     the juror's probability of it, or 1 and 0 for a juror that says no probabilities.
  ///   - unlabelled: the juror's for each item that humans have not labelled.
  ///   - level: how often the interval is to cover the share, between 0 and 1.
  /// - Returns: the estimates; undefined with fewer than two items of either kind
  ///   (`tooFewLabelled`, `tooFewUnlabelled`) and where a juror's value is not finite.
  package static func estimate(
    labelled: [(human: Bool, juror: Double)],
    unlabelled: [Double],
    level: Double = 0.95
  ) -> Measured<PredictionPoweredShare> {
    let (n, others) = (labelled.count, unlabelled.count)
    guard n >= 2 else { return .undefined(.tooFewLabelled(found: n, needed: 2)) }
    guard others >= 2 else { return .undefined(.tooFewUnlabelled(found: others, needed: 2)) }
    let human = Moments(labelled.map { $0.human ? 1 : 0 })
    let juror = Moments(labelled.map(\.juror))
    let alone = Moments(unlabelled)
    let all = Moments(labelled.map(\.juror) + unlabelled)
    guard all.mean.isFinite, all.variance.isFinite else { return .undefined(.notFinite) }

    let covariance = human.covariance(with: juror)
    let spread = all.variance * Double(n + others) / Double(n + others - 1)
    let best = spread > 0 ? covariance / ((1 + Double(n) / Double(others)) * spread) : 0
    let lambda = min(1, max(0, best))
    let corrected = Moments(labelled.map { ($0.human ? 1 : 0) - lambda * $0.juror })
    let variance =
      lambda * lambda * alone.variance / Double(others) + corrected.variance / Double(n)
    return .value(
      PredictionPoweredShare(
        labelled: n,
        unlabelled: others,
        labelledWithLabel: labelled.count { $0.human },
        lambda: lambda,
        powered: ShareEstimate(
          share: lambda * alone.mean + corrected.mean,
          standardError: variance.squareRoot(),
          level: level
        ),
        classical: ShareEstimate(human, level: level),
        naive: ShareEstimate(alone, level: level)
      )
    )
  }
}

/// A share with its normal interval.
package struct ShareEstimate: Hashable, Sendable {
  package let share: Double
  package let standardError: Double
  /// Such as 0.95.
  package let level: Double

  /// share ± z · standard error, cut to what a share can be, 0 to 1.
  package var interval: ClosedRange<Double> {
    let reach = Normal.quantile((1 + level) / 2) * standardError
    let cut = { (value: Double) in min(1, max(0, value)) }
    return cut(share - reach)...cut(share + reach)
  }

  init(share: Double, standardError: Double, level: Double) {
    self.share = share
    self.standardError = standardError
    self.level = level
  }

  fileprivate init(_ values: Moments, level: Double) {
    self.init(
      share: values.mean,
      standardError: (values.variance / Double(values.values.count)).squareRoot(),
      level: level
    )
  }
}

/// Mean and variance of one value or more, divided by how many they are.
private struct Moments {
  let values: [Double]
  let mean: Double
  let variance: Double

  init(_ values: [Double]) {
    self.values = values
    // Rounding must not make a juror vary who always says 0.1: lambda divides by how much they vary.
    if let first = values.first, values.allSatisfy({ $0 == first }) {
      mean = first
      variance = 0
      return
    }
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    self.mean = mean
    variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
  }

  func covariance(with other: Moments) -> Double {
    let products = zip(values, other.values).reduce(0) {
      $0 + ($1.0 - mean) * ($1.1 - other.mean)
    }
    return products / Double(values.count)
  }
}
