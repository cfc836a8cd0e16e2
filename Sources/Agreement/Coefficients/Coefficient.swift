/// A coefficient of agreement, with what it was computed from.
package struct Coefficient: Hashable, Sendable {
  /// Which coefficient this is.
  package var name: Name
  /// How the labels relate.
  package var scale: Scale
  /// How much of an agreement two different labels are; nil for alpha, whose distance is the scale's.
  package var weights: WeightScheme?
  /// What linear and quadratic weights are taken by; nil for other weights.
  package var basis: WeightBasis?
  /// The coefficient itself, or why there is none: never NaN, never infinite, never above 1.
  package var value: Measure
  /// The observed agreement, from 0 to 1; nil where nothing could be compared.
  package var observed: Double?
  /// The agreement expected by chance.
  ///
  /// Nil where nothing could be compared, for coefficients that do not correct for chance, and for the
  /// mean of others.
  package var expected: Double?
  /// The standard error by the formula that the coefficient's literature gives, over items; nil where
  /// it gives none, or where there are fewer than two items.
  package var standardError: Double?
  /// Where the coefficient may lie, by resampling items.
  package var intervals: [Interval] = []
  /// How many items enter: those with ratings by at least two of the raters compared.
  package var items: Int
  /// The raters with a rating that enters, sorted by name.
  ///
  /// For two raters always those asked for, in the order in which they were named.
  package var raters: [String]
  /// How many ratings enter: those of the items that enter (of the two raters, for Cohen's kappa).
  package var ratings: Int

  package init(
    name: Name,
    scale: Scale = .nominal,
    weights: WeightScheme? = nil,
    basis: WeightBasis? = nil,
    value: Measure,
    observed: Double?,
    expected: Double?,
    standardError: Double? = nil,
    items: Int,
    raters: [String],
    ratings: Int
  ) {
    self.name = name
    self.scale = scale
    self.weights = weights
    self.basis = basis
    self.value = value
    self.observed = observed
    self.expected = expected
    self.standardError = standardError
    self.items = items
    self.raters = raters
    self.ratings = ratings
  }

  /// One sentence that says what the coefficient is, with its formula and source.
  package var definition: String { name.definition }

  /// The coefficients; the raw values are the names used in files and reports.
  package enum Name: String, Hashable, Sendable, CaseIterable {
    case percentAgreement = "percent_agreement"
    case percentAgreementByItem = "percent_agreement_by_item"
    case cohenKappa = "cohen_kappa"
    case scottPi = "scott_pi"
    case fleissKappa = "fleiss_kappa"
    case krippendorffAlpha = "krippendorff_alpha"
    case gwetAC1 = "gwet_ac1"
    case gwetAC2 = "gwet_ac2"
    case brennanPrediger = "brennan_prediger"
    /// Of raters who are told apart.
    case congerKappa = "conger_kappa"
    case lightKappa = "light_kappa"
    /// Of two groups of raters.
    case crossGroupAgreement = "cross_group_agreement"
    case crossReplicationReliability = "cross_replication_reliability"
  }
}

/// A value, or the reason why there is none.
package enum Measured<Value: Hashable & Sendable>: Hashable, Sendable {
  case value(Value)
  case undefined(Undefined)

  /// What was measured, or nil where it is undefined.
  package var known: Value? {
    switch self {
    case .value(let value): value
    case .undefined: nil
    }
  }
}

/// A number, or the reason why there is none.
package typealias Measure = Measured<Double>

extension Measure {
  /// The number, or nil where it is undefined.
  package var number: Double? { known }
}

/// Why something has no value: `sentence` puts it in words, `code` names it in files.
package enum Undefined: Hashable, Sendable {
  /// No item has ratings by two raters.
  case noPairableRatings
  /// The two raters named have rated no item in common.
  case noCommonItems(String, String)
  /// Every rating that enters has this label: expected agreement is 1, and nothing is left over to
  /// measure agreement beyond chance with.
  case oneCategoryOnly(label: String)
  /// No rating in the table is by this rater.
  case raterNotFound(String)
  /// A rater was to be compared with themselves.
  case sameRater(String)
  /// The coefficient is one of two raters, and there are so many.
  case needsTwoRaters(found: Int)
  /// There are so few items that the value would mislead.
  case tooFewItems(found: Int, needed: Int)
  /// The field holds text: there is no agreement of texts.
  case text
  /// So few items have a human's label that nothing can be said of the others.
  case tooFewLabelled(found: Int, needed: Int)
  /// So few items wait for a human's label that there is nothing to add to those that have one.
  case tooFewUnlabelled(found: Int, needed: Int)
  /// A juror's value for an item is no finite number.
  case notFinite
  /// All values are the same, so that nothing can be known of how they vary.
  case noVariation
  /// Every answer was right, or every one was wrong: confidence has nothing to tell apart.
  case oneOutcomeOnly(right: Bool)
  /// No two jurors were both right on some and wrong on others of the items that both answered.
  case noComparableJurors
  /// Jurors err on different items so regularly that no number of independent ones would do as well.
  case errorsOffset
}
