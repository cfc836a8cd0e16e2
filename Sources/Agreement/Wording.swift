extension Coefficient.Name {
  /// One sentence that says what the coefficient is, with its formula and source.
  package var definition: String {
    switch self {
    case .percentAgreement:
      """
      The share of agreeing pairs among all pairs of ratings of the same item, \
      sum n_uc (n_uc - 1) / sum m_u (m_u - 1), where n_uc of the m_u ratings of item u have \
      label c; not corrected for chance, and with equally many ratings per item the mean \
      proportion of agreement of Fleiss (1971), Psychological Bulletin 76(5), 378-382.
      """
    case .cohenKappa:
      """
      Agreement of two raters beyond chance, (po - pe) / (1 - pe), on the items that both rated: \
      po is the share of items with the same label, pe the sum over labels of the product of the \
      two raters' shares of that label; Cohen (1960), Educational and Psychological \
      Measurement 20(1), 37-46.
      """
    case .krippendorffAlpha:
      """
      Agreement of any number of raters beyond chance, 1 - Do / De with the nominal metric and \
      with missing ratings: Do is the disagreement observed in the coincidences of labels \
      within items, De the one expected from the labels' totals; Krippendorff (2011), \
      Computing Krippendorff's Alpha-Reliability, University of Pennsylvania.
      """
    }
  }
}

extension Undefined {
  /// The reason as a name for files, such as `no_pairable_ratings`.
  package var code: String {
    switch self {
    case .noPairableRatings: "no_pairable_ratings"
    case .noCommonItems: "no_common_items"
    case .oneCategoryOnly: "one_category_only"
    case .raterNotFound: "rater_not_found"
    case .sameRater: "same_rater"
    }
  }

  /// The reason as a sentence, with what would help.
  package var sentence: String {
    switch self {
    case .noPairableRatings:
      "No item has ratings by two raters yet, so there is nothing to compare."
    case .noCommonItems(let one, let other):
      "\(one) and \(other) have rated no item in common, so there is nothing to compare."
    case .oneCategoryOnly(let label):
      """
      Every rating that can be compared is “\(label)”: chance alone would agree as often, \
      so agreement beyond chance cannot be measured until another label is used.
      """
    case .raterNotFound(let rater):
      "There is no rating by “\(rater)”; check how the name is written."
    case .sameRater(let rater):
      "“\(rater)” was compared with themselves; name two different raters."
    }
  }
}

extension RatingTableError: CustomStringConvertible {
  /// What is wrong, where, and what to do next.
  package var description: String {
    switch self {
    case .ratedTwice(let item, let rater, let first, let second):
      """
      “\(rater)” rated item “\(item)” twice, as “\(first)” and as “\(second)”; \
      keep the rating that counts.
      """
    }
  }
}
