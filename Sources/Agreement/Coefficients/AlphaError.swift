import Glibc

/// The standard error of Krippendorff's alpha over items, by linearisation.
///
/// With O = Σ_u Σ_ck n_uc n_uk δ²_ck / (m_u - 1) and S = Σ_ck n_c n_k δ²_ck, alpha of n ratings is
/// 1 - (n - 1) O / S. How it changes as an item u comes a little more often is
///
///     α'_u = -(m_u O + (n - 1) (O'_u - O S'_u / S)) / S
///     var  = N / (N - 1) Σ_u (α'_u - ᾱ')², of the N items with two ratings or more
///
/// with O'_u, S'_u the changes of O and S: the item's own disagreement, 2 Σ_ck n_uc n_k δ²_ck, and for
/// the ordinal scale, whose distances are counts of ratings, the change of all distances. It is the
/// infinitesimal jackknife: Efron, B. (1982), The Jackknife, the Bootstrap and Other Resampling Plans,
/// SIAM, chapter 6. On a nominal scale with equally many ratings of each item it is (1 - 1 / n) times
/// the standard error of Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition, chapter 5, who
/// linearises 1 - (1 - α) n / (n - 1).
extension CountedRatings {
  /// - Returns: nil where alpha is undefined, or rests on fewer than two items.
  func alphaStandardError(_ totals: Totals) -> Double? {
    let (n, items) = (totals.ratings, totals.pairableItems)
    let (expected, observed) = distance.disagreement(totals)
    guard items > 1.5, expected > 0 else { return nil }
    let slopes = distance.slopes(totals)
    let middles = Distance.middles(totals.labels)
    var sum = 0.0
    var squares = 0.0
    for pattern in 0..<patterns.count where patterns.sizes[pattern] > 1 {
      let size = patterns.sizes[pattern]
      var ownObserved = ownDisagreement(pattern, middles) / (size - 1)
      var ownExpected = 0.0
      for index in patterns.range(pattern) {
        let label = patterns.labels[index]
        ownObserved += patterns.counts[index] * slopes.observed[label]
        ownExpected += patterns.counts[index] * slopes.expected[label]
      }
      let change =
        -(size * observed + (n - 1) * (ownObserved - observed * ownExpected / expected)) / expected
      let times = Double(patterns.multiplicities[pattern])
      sum += times * change
      squares += times * change * change
    }
    let spread = max(0, squares - sum * sum / items)
    return (items / (items - 1) * spread).squareRoot()
  }

  private func ownDisagreement(_ pattern: Int, _ middles: [Double]) -> Double {
    guard distance.restsOnTotals else { return disagreement(pattern) }
    let range = patterns.range(pattern)
    var sum = 0.0
    for one in range {
      for other in range where other > one {
        sum +=
          2 * patterns.counts[one] * patterns.counts[other]
          * distance.between(patterns.labels[one], patterns.labels[other], middles: middles)
      }
    }
    return sum
  }
}
