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
    case .percentAgreementByItem:
      """
      The mean over items of the share of agreeing pairs of ratings, so that an item with many \
      ratings weighs no more than one with two: \
      sum over u of (sum n_uc (n*_uc - 1) / (m_u (m_u - 1))) / n, n*_uc being n_uc weighted by how \
      much of an agreement two labels are; Gwet (2014), Handbook of Inter-Rater Reliability, 4th \
      edition; not corrected for chance.
      """
    case .cohenKappa:
      """
      Agreement of two raters beyond chance, (po - pe) / (1 - pe), on the items that both rated: \
      po is the (weighted) share of items with the same label, pe the one expected from the two \
      raters' shares of each label; Cohen (1960), Educational and Psychological Measurement 20(1), \
      37-46; weighted, Cohen (1968), Psychological Bulletin 70(4), 213-220.
      """
    case .scottPi:
      """
      Agreement of two raters beyond chance, (po - pe) / (1 - pe), on the items that both rated, \
      with pe from the mean of the two raters' shares of each label; Scott (1955), Public Opinion \
      Quarterly 19(3), 321-325.
      """
    case .fleissKappa:
      """
      Agreement of any number of raters beyond chance, (pa - pe) / (1 - pe): pa is the mean over \
      items of the agreeing pairs, pe = sum w_kl pi_k pi_l with pi_k the mean share of label k \
      over items; Fleiss (1971), Psychological Bulletin 76(5), 378-382, and with varying numbers \
      of raters Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition, where items with \
      one rating count in pi_k.
      """
    case .krippendorffAlpha:
      """
      Agreement of any number of raters beyond chance, 1 - Do / De with the distance of the scale \
      and with missing ratings: Do is the disagreement observed in the coincidences of labels \
      within items, De the one expected from the labels' totals; Krippendorff (2011), \
      Computing Krippendorff's Alpha-Reliability, University of Pennsylvania.
      """
    case .gwetAC1:
      """
      Agreement of any number of raters beyond chance, (pa - pe) / (1 - pe), with pa the mean over \
      items of the agreeing pairs and pe = sum pi_k (1 - pi_k) / (q - 1) over the q labels; \
      Gwet (2008), British Journal of Mathematical and Statistical Psychology 61(1), 29-48.
      """
    case .gwetAC2:
      """
      AC1 with weights: pe = T sum pi_k (1 - pi_k) / (q (q - 1)) with T the sum of all weights; \
      Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition.
      """
    case .brennanPrediger:
      """
      Agreement of any number of raters beyond chance, (pa - pe) / (1 - pe), where chance takes \
      each of the q labels alike: pe = T / q², T the sum of all weights (q where unweighted); \
      Brennan and Prediger (1981), Educational and Psychological Measurement 41(3), 687-699.
      """
    case .congerKappa:
      """
      Agreement of any number of raters beyond chance, (pa - pe) / (1 - pe): pa is the mean over \
      items of the agreeing pairs, pe what two of the raters would agree by chance, each by the own \
      shares of labels, on average over all pairs of raters; Conger (1980), Psychological Bulletin \
      88(2), 322-328; with missing ratings and weights Gwet (2014), Handbook of Inter-Rater \
      Reliability, 4th edition.
      """
    case .lightKappa:
      """
      The mean of Cohen's kappa over the pairs of raters that have one; Light (1971), Psychological \
      Bulletin 76(5), 365-377.
      """
    case .crossGroupAgreement:
      """
      The mean over items of the share of agreeing pairs of ratings, one of each of two groups of \
      raters: sum over u and c of x_uc y_uc / N, with x_uc and y_uc the shares of label c among the \
      ratings of item u by each group; not corrected for chance.
      """
    case .crossReplicationReliability:
      """
      Agreement between two groups of raters beyond chance, 1 - Do / De with the distance of the \
      scale: Do is the mean over items of the disagreement of ratings, one of each group, and De the \
      one expected from each group's mean shares of the labels; Wong, Paritosh and Aroyo (2021), \
      Cross-replication Reliability, ACL-IJCNLP 2021; with one rating by each group Cohen's kappa.
      """
    }
  }
}

extension Undefined {
  /// The reasons without what they are of; the raw values are the names used in files and reports.
  package enum Code: String, Hashable, Sendable, CaseIterable {
    case noPairableRatings = "no_pairable_ratings"
    case noCommonItems = "no_common_items"
    case oneCategoryOnly = "one_category_only"
    case raterNotFound = "rater_not_found"
    case sameRater = "same_rater"
    case needsTwoRaters = "needs_two_raters"
    case tooFewItems = "too_few_items"
    case text = "text"
    case tooFewLabelled = "too_few_labelled"
    case tooFewUnlabelled = "too_few_unlabelled"
    case notFinite = "not_finite"
    case noVariation = "no_variation"
    case oneOutcomeOnly = "one_outcome_only"
    case noComparableJurors = "no_comparable_jurors"
    case errorsOffset = "errors_offset"
  }

  /// The reason without what it is of.
  package var code: Code {
    switch self {
    case .noPairableRatings: .noPairableRatings
    case .noCommonItems: .noCommonItems
    case .oneCategoryOnly: .oneCategoryOnly
    case .raterNotFound: .raterNotFound
    case .sameRater: .sameRater
    case .needsTwoRaters: .needsTwoRaters
    case .tooFewItems: .tooFewItems
    case .text: .text
    case .tooFewLabelled: .tooFewLabelled
    case .tooFewUnlabelled: .tooFewUnlabelled
    case .notFinite: .notFinite
    case .noVariation: .noVariation
    case .oneOutcomeOnly: .oneOutcomeOnly
    case .noComparableJurors: .noComparableJurors
    case .errorsOffset: .errorsOffset
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
    case .needsTwoRaters(let found):
      "This is a coefficient of two raters, and there are \(found); name two, or measure all pairs."
    case .tooFewItems(let found, let needed):
      "\(found) items can be compared, and fewer than \(needed) say too little."
    case .text: "Texts differ without disagreeing: agreement is not measured of them."
    case .tooFewLabelled(let found, let needed):
      """
      Items that humans and the juror both labelled: \(found), and at least \(needed) are needed; \
      let humans label more.
      """
    case .tooFewUnlabelled(let found, let needed):
      """
      Items that the juror alone labelled: \(found), and at least \(needed) are needed; \
      the humans' labels alone give the share, or let the juror label more.
      """
    case .notFinite:
      "A juror's value is no finite number; check what was read of its probabilities."
    case .noVariation:
      "All values are the same: how they vary cannot be known until one differs."
    case .oneOutcomeOnly(let right):
      """
      Every answer is \(right ? "right" : "wrong"): whether confidence tells right from wrong \
      cannot be seen until one is \(right ? "wrong" : "right").
      """
    case .noComparableJurors:
      """
      No two jurors were both right on some and wrong on other items that both answered, so that \
      their errors have no correlation; let them answer more of the same items.
      """
    case .errorsOffset:
      """
      Jurors err on different items so regularly that no number of independent ones varies as little; \
      there is no such number.
      """
    }
  }
}

extension CategoryError: CustomStringConvertible {
  /// What is wrong, and what to do next.
  package var description: String {
    switch self {
    case .notANumber(let label):
      "The label “\(label)” is no number; measure it on a nominal or ordinal scale."
    case .negative(let label):
      "The label “\(label)” is below zero, which a ratio scale has no place for; take interval."
    case .notInOrder(let label):
      "The label “\(label)” is not in the order that was given; add it there, or correct the label."
    case .noOrder(let labels):
      "An ordinal scale needs the order of its labels; give it with --order, such as --order "
        + labels.prefix(4).joined(separator: ",") + "."
    case .tooManyLabels(let count, let most):
      "There are \(count) different labels, and at most \(most) can be compared on this scale; "
        + "take interval for numbers, or nominal."
    case .tooManyLabelsToModel(let count, let most):
      "There are \(count) different labels, and of so many raters at most \(most) can be modelled. Is it "
        + "a column of texts?"
    case .orderedTwice(let label): "“\(label)” appears twice in the order; name each label once."
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
