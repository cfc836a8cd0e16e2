/// Percent agreement: the share of agreeing pairs among all pairs of ratings of the same item.
///
/// With m_u ratings of item u, n_uc of them with label c:
///
///     sum over u, c of n_uc (n_uc - 1)  /  sum over u of m_u (m_u - 1)
///
/// All pairs weigh the same, so an item with more ratings weighs more. Where every item has the
/// same number of ratings this is the mean proportion of agreement of Fleiss (1971), "Measuring
/// nominal scale agreement among many raters", Psychological Bulletin 76(5), 378-382; with two
/// raters it is the share of items on which they agree. It is a share from 0 to 1, and it is
/// defined (as 1) where only one label was used, since it does not correct for chance. With unequal
/// numbers of ratings it differs from the `observed` of Krippendorff's alpha, which weighs items by
/// m_u instead.
///
/// Undefined with `noPairableRatings` where no item has two ratings.
package func percentAgreement(_ table: RatingTable) -> Coefficient {
  let coincidences = Coincidences(of: table)
  let all = coincidences.bySize.values.reduce(0) { $0 + $1.all }
  let agreeing = coincidences.bySize.values.reduce(0) { $0 + $1.agreeing }
  let share = all > 0 ? Double(agreeing) / Double(all) : nil
  return Coefficient(
    name: .percentAgreement,
    value: share.map { .value($0) } ?? .undefined(.noPairableRatings),
    observed: share,
    expected: nil,
    items: coincidences.items,
    raters: coincidences.raters(in: table),
    ratings: coincidences.ratings
  )
}
