/// Sums over items from which every coefficient of many raters follows.
///
/// All of them are sums over patterns, so that a resample adds them up with other multiplicities and
/// leaving an item out takes one away.
struct Totals {
  /// Items with at least one rating that counts (see ``SingleRatings``), and with at least two.
  var items = 0.0
  var pairableItems = 0.0
  /// Ratings of items with at least two: n.
  var ratings = 0.0
  /// The sum of the items' own agreement, Σ_k n_uk (n*_uk - 1) / (m_u (m_u - 1)), and of its two
  /// parts by themselves.
  var agreement = 0.0
  var agreeingPairs = 0.0
  var pairs = 0.0
  /// The sum of the shares n_uk / m_u of each label.
  var shares: [Double]
  /// Ratings with each label, of items with at least two: n_k.
  var labels: [Double]
  /// The sum of Σ n_uc n_uk δ²_ck / (m_u - 1) over ordered pairs of labels.
  var disagreement = 0.0
  /// The coincidences o_ck of labels; empty unless distances rest on the labels' totals.
  var coincidences: [Double] = []

  init(labelCount: Int, withCoincidences: Bool) {
    shares = [Double](repeating: 0, count: labelCount)
    labels = shares
    if withCoincidences { coincidences = [Double](repeating: 0, count: labelCount * labelCount) }
  }
}

/// What an item with a single rating counts for.
package enum SingleRatings: String, Hashable, Sendable, CaseIterable {
  /// It tells how often labels are given, and nothing of agreement (Gwet 2014).
  case count
  /// It is left out.
  case leaveOut = "leave-out"
}

/// A table's patterns with what they add to the totals, under weights and a distance.
struct CountedRatings {
  let patterns: Patterns
  let categories: Categories
  let weights: Weights
  let distance: Distance
  let singles: SingleRatings
  /// What one item of each pattern adds to ``Totals/agreeingPairs`` and ``Totals/disagreement``.
  private let agreeing: [Double]
  private let disagreeing: [Double]

  init(
    _ patterns: Patterns,
    _ categories: Categories,
    _ weights: Weights,
    _ distance: Distance,
    singles: SingleRatings
  ) {
    self.patterns = patterns
    self.categories = categories
    self.weights = weights
    self.distance = distance
    self.singles = singles
    var agreeing: [Double] = []
    var disagreeing: [Double] = []
    for pattern in 0..<patterns.count {
      let range = patterns.range(pattern)
      var agreement = 0.0
      var disagreement = 0.0
      for one in range {
        let (k, n) = (patterns.labels[one], patterns.counts[one])
        agreement += n * (n - 1)
        for other in range where other > one {
          let pairs = 2 * n * patterns.counts[other]
          agreement += pairs * weights[k, patterns.labels[other]]
          disagreement += pairs * distance.between(k, patterns.labels[other])
        }
      }
      agreeing.append(agreement)
      disagreeing.append(disagreement)
    }
    self.agreeing = agreeing
    self.disagreeing = disagreeing
  }

  /// The totals where each pattern comes so many times.
  func totals(_ multiplicities: [Int]) -> Totals {
    var totals = Totals(
      labelCount: categories.count,
      withCoincidences: distance.restsOnTotals
    )
    for pattern in 0..<patterns.count where multiplicities[pattern] != 0 {
      add(pattern, times: Double(multiplicities[pattern]), to: &totals)
    }
    return totals
  }

  /// Adds items of a pattern, or takes them away.
  func add(_ pattern: Int, times: Double, to totals: inout Totals) {
    let size = patterns.sizes[pattern]
    let isPairable = size > 1
    guard isPairable || singles == .count else { return }
    totals.items += times
    for index in patterns.range(pattern) {
      totals.shares[patterns.labels[index]] += times * patterns.counts[index] / size
    }
    guard isPairable else { return }
    let pairs = size * (size - 1)
    totals.pairableItems += times
    totals.ratings += times * size
    totals.pairs += times * pairs
    totals.agreeingPairs += times * agreeing[pattern]
    totals.agreement += times * agreeing[pattern] / pairs
    totals.disagreement += times * disagreeing[pattern] / (size - 1)
    for index in patterns.range(pattern) {
      totals.labels[patterns.labels[index]] += times * patterns.counts[index]
    }
    if distance.restsOnTotals { addCoincidences(pattern, times: times / (size - 1), to: &totals) }
  }

  private func addCoincidences(_ pattern: Int, times: Double, to totals: inout Totals) {
    let range = patterns.range(pattern)
    for one in range {
      for other in range where other != one {
        let place = patterns.labels[one] * categories.count + patterns.labels[other]
        totals.coincidences[place] += times * patterns.counts[one] * patterns.counts[other]
      }
    }
  }

  /// Puts back what adding a pattern changed, to the last bit.
  func restore(_ pattern: Int, to whole: Totals, in totals: inout Totals) {
    totals.items = whole.items
    totals.pairableItems = whole.pairableItems
    totals.ratings = whole.ratings
    totals.agreement = whole.agreement
    totals.agreeingPairs = whole.agreeingPairs
    totals.pairs = whole.pairs
    totals.disagreement = whole.disagreement
    let range = patterns.range(pattern)
    for one in range {
      let label = patterns.labels[one]
      totals.shares[label] = whole.shares[label]
      totals.labels[label] = whole.labels[label]
      guard distance.restsOnTotals else { continue }
      for other in range {
        let place = label * categories.count + patterns.labels[other]
        totals.coincidences[place] = whole.coincidences[place]
      }
    }
  }

  /// The sum of n_c n_k δ²_ck without one item of a pattern, from that of all: with d_c the item's own
  /// ratings, Σ n_c n_k δ² - 2 Σ d_c n_k δ² + Σ d_c d_k δ².
  ///
  /// Nil where it is not known so, or where so little is left that rounding would be all of it.
  func expectedWithoutOne(_ whole: Totals) -> (_ pattern: Int) -> Double? {
    guard let towards = distance.towards(whole.labels) else { return { _ in nil } }
    let all = distance.disagreement(whole).expected
    return { pattern in
      guard patterns.sizes[pattern] > 1 else { return all }
      let range = patterns.range(pattern)
      var expected = all
      for one in range {
        let (c, d) = (patterns.labels[one], patterns.counts[one])
        expected -= 2 * d * towards[c]
        for other in range where other != one {
          expected += d * patterns.counts[other] * distance.between(c, patterns.labels[other])
        }
      }
      return expected > 1e-6 * all ? expected : nil
    }
  }

  /// The item's own agreement, by pattern; 0 for items with one rating.
  func ownAgreement(_ pattern: Int) -> Double {
    let size = patterns.sizes[pattern]
    return size > 1 ? agreeing[pattern] / (size * (size - 1)) : 0
  }

  func agreeingPairs(_ pattern: Int) -> Double { agreeing[pattern] }

  /// What one item of a pattern adds to Σ n_uc n_uk δ²_ck over ordered pairs; 0 where distances rest on
  /// totals.
  func disagreement(_ pattern: Int) -> Double { disagreeing[pattern] }
}
