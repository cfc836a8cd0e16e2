/// Krippendorff's alpha for nominal labels, any number of raters, and missing ratings.
///
/// Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability. University of Pennsylvania,
/// https://repository.upenn.edu/asc_papers/43. Each ordered pair of ratings of an item with m_u
/// ratings adds 1 / (m_u - 1) to the coincidence o_ck of its two labels. n_c is the total of row c,
/// which is the number of pairable ratings with label c, and n the total of all. Then
///
///     Do    = (sum over c ≠ k of o_ck) / n               observed disagreement
///     De    = (n² - sum over c of n_c²) / (n (n - 1))    expected disagreement
///     alpha = 1 - Do / De
///
/// An item with a single rating does not enter. `observed` and `expected` are 1 - Do and 1 - De.
///
/// Undefined with `noPairableRatings` where no item has two ratings, and with `oneCategoryOnly`
/// where all pairable ratings have one label (De is 0).
package func krippendorffAlpha(_ table: RatingTable) -> Coefficient {
  let coincidences = Coincidences(of: table)
  let n = coincidences.ratings
  var alpha = Coefficient(
    name: .krippendorffAlpha,
    value: .undefined(.noPairableRatings),
    observed: nil,
    expected: nil,
    items: coincidences.items,
    raters: coincidences.raters(in: table),
    ratings: n
  )
  guard n > 0 else { return alpha }

  // The sizes in ascending order, so that the rounding of the sum is always the same.
  let disagreeing = coincidences.bySize.sorted { $0.key < $1.key }
    .reduce(0.0) { sum, group in
      sum + Double(group.value.all - group.value.agreeing) / Double(group.key - 1)
    }
  let expectedDisagreeing = n * n - coincidences.labelTotals.reduce(0) { $0 + $1 * $1 }
  let observedDisagreement = disagreeing / Double(n)
  let expectedDisagreement = Double(expectedDisagreeing) / Double(n * (n - 1))
  alpha.observed = 1 - observedDisagreement
  alpha.expected = 1 - expectedDisagreement

  if expectedDisagreeing == 0, let only = coincidences.labelTotals.firstIndex(of: n) {
    alpha.value = .undefined(.oneCategoryOnly(label: table.labels[only]))
  } else {
    alpha.value = .value(1 - observedDisagreement / expectedDisagreement)
  }
  return alpha
}
