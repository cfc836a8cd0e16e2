import Glibc

/// A coefficient of any number of raters, from totals.
struct Estimate {
  var value: Double?
  var observed: Double?
  var expected: Double?
}

/// The formulas. Of q labels, item u has m_u ratings, n_uk of them with label k, and
/// n*_uk = Σ_l w_kl n_ul. Sums with 2 run over the n₂ items with two ratings or more, others over the
/// n items that count; π_k = Σ_u (n_uk / m_u) / n.
///
///     pa (by item)   Σ₂ Σ_k n_uk (n*_uk - 1) / (m_u (m_u - 1)) / n₂
///     pa (pooled)    Σ₂ Σ_k n_uk (n*_uk - 1) / Σ₂ m_u (m_u - 1)
///     pe, Fleiss     Σ_kl w_kl π_k π_l                          Fleiss (1971); Gwet (2014) with missing ratings
///     pe, AC1, AC2   T_w Σ_k π_k (1 - π_k) / (q (q - 1))        Gwet (2008, 2014); T_w = Σ_kl w_kl
///     pe, B-P        T_w / q²                                   Brennan and Prediger (1981)
///     coefficient    (pa - pe) / (1 - pe), with pa by item
///     alpha          1 - Do / De, see ``krippendorffAlpha(_:)``
extension CountedRatings {
  /// - Parameter expected: the sum of n_c n_k δ²_ck, where it is known already.
  func estimate(
    _ name: Coefficient.Name,
    _ totals: Totals,
    expected: Double? = nil
  ) -> Estimate {
    guard totals.pairableItems > 0.5 else { return Estimate() }
    switch name {
    case .percentAgreement:
      let share = totals.agreeingPairs / totals.pairs
      return Estimate(value: share, observed: share)
    case .percentAgreementByItem:
      let mean = totals.agreement / totals.pairableItems
      return Estimate(value: mean, observed: mean)
    case .krippendorffAlpha: return alpha(totals, expected)
    case .fleissKappa, .gwetAC1, .gwetAC2, .brennanPrediger, .scottPi, .cohenKappa, .congerKappa,
      .lightKappa, .crossGroupAgreement, .crossReplicationReliability:
      let observed = totals.agreement / totals.pairableItems
      let expected = chance(name, totals)
      let rest = 1 - expected
      // Where chance alone agrees always, nothing is left to measure by.
      let value = rest > 1e-12 ? (observed - expected) / rest : nil
      return Estimate(value: value, observed: observed, expected: expected)
    }
  }

  /// The agreement that chance would give.
  private func chance(_ name: Coefficient.Name, _ totals: Totals) -> Double {
    let q = Double(categories.count)
    let all = totals.items
    switch name {
    case .gwetAC1, .gwetAC2:
      guard q > 1 else { return 1 }
      let chance = totals.shares.reduce(0) { $0 + $1 / all * (1 - $1 / all) }
      return weights.total * chance / (q * (q - 1))
    case .brennanPrediger: return weights.total / (q * q)
    case .fleissKappa, .scottPi, .crossGroupAgreement, .crossReplicationReliability, .cohenKappa,
      .congerKappa, .lightKappa, .percentAgreement, .percentAgreementByItem, .krippendorffAlpha:
      let shares = totals.shares.map { $0 / all }
      return weights.form(shares, shares)
    }
  }

  private func alpha(_ totals: Totals, _ known: Double?) -> Estimate {
    let n = totals.ratings
    let (expected, observed) =
      known.map { ($0, totals.disagreement) } ?? distance.disagreement(totals)
    let observedDisagreement = observed / n
    let expectedDisagreement = expected / (n * (n - 1))
    guard expectedDisagreement > 0 else { return Estimate(observed: 1, expected: 1) }
    // Agreement is one minus disagreement where that is a share; other distances have no bound.
    let isShare = distance.scale == .nominal || distance.scale == .sets
    return Estimate(
      value: 1 - observedDisagreement / expectedDisagreement,
      observed: isShare ? 1 - observedDisagreement : nil,
      expected: isShare ? 1 - expectedDisagreement : nil
    )
  }
}

/// Standard errors over items, by linearisation: Gwet, K. L. (2014), Handbook of Inter-Rater
/// Reliability, 4th edition, chapter 5, and Gwet (2008), British Journal of Mathematical and
/// Statistical Psychology 61(1), 29-48. With the item's own value κ_u = (n / n₂) (pa_u - pe₂) / (1 - pe),
/// pe₂ = pe where the item has two ratings and 0 otherwise, and e_u the item's own chance agreement:
///
///     κ'_u = κ_u - 2 (1 - κ) (e_u - pe) / (1 - pe)
///     var  = Σ_u (κ'_u - κ)² / (n (n - 1))
///
/// The pooled percent agreement is a ratio of sums, and its variance that of a ratio: Cochran (1977),
/// Sampling Techniques, section 2.11. That of alpha is by itself: ``alphaStandardError(_:)``.
extension CountedRatings {
  func standardError(_ name: Coefficient.Name, _ estimate: Estimate, _ totals: Totals) -> Double? {
    guard let value = estimate.value, totals.items > 1.5 else { return nil }
    switch name {
    case .krippendorffAlpha: return alphaStandardError(totals)
    case .percentAgreement:
      let n = totals.pairableItems
      guard n > 1.5 else { return nil }
      let squares = sum { pattern in
        let size = patterns.sizes[pattern]
        guard size > 1 else { return 0 }
        let rest = agreeingPairs(pattern) - value * size * (size - 1)
        return rest * rest
      }
      return (n / (n - 1) * squares).squareRoot() / totals.pairs
    case .percentAgreementByItem, .cohenKappa, .scottPi, .fleissKappa, .gwetAC1, .gwetAC2,
      .brennanPrediger, .congerKappa, .lightKappa, .crossGroupAgreement,
      .crossReplicationReliability:
      break
    }
    let n = totals.items
    let scale = n / totals.pairableItems
    let expected = estimate.expected ?? 0
    let shares = totals.shares.map { $0 / n }
    let influence = chanceInfluence(name, shares)
    let squares = sum { pattern in
      let size = patterns.sizes[pattern]
      guard size > 1 || singles == .count else { return 0 }
      let chance = size > 1 ? expected : 0
      var own = scale * (ownAgreement(pattern) - chance) / (1 - expected)
      if let influence {
        let mean = patterns.range(pattern).reduce(0) {
          $0 + patterns.counts[$1] * influence[patterns.labels[$1]]
        }
        own -= 2 * (1 - value) * (mean / size - expected) / (1 - expected)
      }
      return (own - value) * (own - value)
    }
    return (squares / (n * (n - 1))).squareRoot()
  }

  /// What a rating with each label adds to the item's own chance agreement; nil where chance is fixed.
  private func chanceInfluence(_ name: Coefficient.Name, _ shares: [Double]) -> [Double]? {
    let q = Double(categories.count)
    switch name {
    case .gwetAC1, .gwetAC2:
      return shares.map { weights.total / (q * (q - 1)) * (1 - $0) }
    case .fleissKappa: return shares.indices.map { weights.weighted(shares, at: $0) }
    case .percentAgreement, .percentAgreementByItem, .cohenKappa, .scottPi, .krippendorffAlpha,
      .brennanPrediger, .congerKappa, .lightKappa, .crossGroupAgreement,
      .crossReplicationReliability:
      return nil
    }
  }

  private func sum(_ term: (Int) -> Double) -> Double {
    (0..<patterns.count).reduce(0) { $0 + Double(patterns.multiplicities[$1]) * term($1) }
  }
}
