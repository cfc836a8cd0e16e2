/// Percent agreement: the share of agreeing pairs among all pairs of ratings of the same item.
///
/// With m_u ratings of item u, n_uc of them with label c:
///
///     sum over u, c of n_uc (n_uc - 1)  /  sum over u of m_u (m_u - 1)
///
/// All pairs weigh the same, so an item with more ratings weighs more; `percent_agreement_by_item` is
/// the mean of the items' own shares. Where every item has the same number of ratings both are the
/// mean proportion of agreement of Fleiss (1971), "Measuring nominal scale agreement among many
/// raters", Psychological Bulletin 76(5), 378-382; with two raters they are the share of items on
/// which they agree. It is a share from 0 to 1, and it is defined (as 1) where only one label was
/// used, since it does not correct for chance.
///
/// Undefined with `noPairableRatings` where no item has two ratings.
package func percentAgreement(_ table: RatingTable) -> Coefficient {
  nominal(.percentAgreement, table)
}

/// Krippendorff's alpha for nominal labels, any number of raters, and missing ratings.
///
/// Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability. University of Pennsylvania,
/// https://repository.upenn.edu/asc_papers/43. Each ordered pair of ratings of an item with m_u
/// ratings adds 1 / (m_u - 1) to the coincidence o_ck of its two labels. n_c is the total of row c,
/// which is the number of pairable ratings with label c, and n the total of all. With the distance
/// δ²_ck of two labels (see ``Distance``)
///
///     Do    = (sum over c, k of o_ck δ²_ck) / n                 observed disagreement
///     De    = (sum over c, k of n_c n_k δ²_ck) / (n (n - 1))    expected disagreement
///     alpha = 1 - Do / De
///
/// An item with a single rating does not enter. `observed` and `expected` are 1 - Do and 1 - De
/// where the distance is a share.
///
/// Undefined with `noPairableRatings` where no item has two ratings, and with `oneCategoryOnly`
/// where all pairable ratings have one label (De is 0).
package func krippendorffAlpha(_ table: RatingTable) -> Coefficient {
  nominal(.krippendorffAlpha, table)
}

private func nominal(_ name: Coefficient.Name, _ table: RatingTable) -> Coefficient {
  var unused = NoRandomness()
  let measurement = AgreementMeasurement(table, Categories(nominal: table))
  let found = measurement.coefficients(using: &unused)
  return found.first { $0.name == name } ?? found[0]
}
