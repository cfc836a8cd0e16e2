package import Agreement
import AnnotationCore
package import ProjectStore

/// A coefficient with where it was measured, as reports and files have it.
package struct MeasuredRow: Sendable {
  /// The field of a project; nil for a file of ratings.
  package var field: String?
  /// Whose ratings; nil for a file of ratings.
  package var among: RaterGroup?
  /// The part of the items, such as `language=ar`; empty for all of them.
  package var stratum: String
  /// The two raters, where it is a coefficient of two.
  package var between: [String]?
  /// The group of raters, or the two groups, and what tells groups apart.
  package var raterGroups: (by: String, groups: [String])?
  package var name: Coefficient.Name
  package var scale: Scale
  package var weights: WeightScheme?
  /// What weights are taken by, where that makes a difference.
  package var weightsBy: WeightBasis?
  package var value: Double?
  /// Why there is no value: a code, and a sentence where it was just measured.
  package var undefined: (code: Undefined.Code, sentence: String?)?
  package var observed: Double?
  package var expected: Double?
  package var standardError: Double?
  package var interval: Interval?
  package var items: Int
  package var raters: Int
  package var ratings: Int
  /// The pairs of ratings that are compared, of groups of raters, and of annotators with jurors.
  package var pairs: Int?
  /// How many items an interval of the wanted width needs.
  package var itemsNeeded: Int?

  init(
    _ coefficient: Coefficient,
    interval: Interval?,
    field: String? = nil,
    among: RaterGroup? = nil,
    stratum: String
  ) {
    self.field = field
    self.among = among
    self.stratum = stratum
    self.interval = interval
    name = coefficient.name
    scale = coefficient.scale
    weights = coefficient.weights
    weightsBy = coefficient.basis
    value = coefficient.value.number
    if case .undefined(let reason) = coefficient.value {
      undefined = (reason.code, reason.sentence)
    }
    observed = coefficient.observed
    expected = coefficient.expected
    standardError = coefficient.standardError
    items = coefficient.items
    raters = coefficient.raters.count
    ratings = coefficient.ratings
    let isOfTwo = name == .cohenKappa || name == .scottPi
    between = isOfTwo && coefficient.raters.count == 2 ? coefficient.raters : nil
  }

  /// A row that was kept.
  package init(_ kept: AgreementValue) {
    name = kept.place.coefficient
    field = kept.place.field
    among = kept.place.raters
    stratum = kept.place.stratum
    between =
      kept.place.between.isEmpty
      ? nil : kept.place.between.split(separator: "/").map(String.init)
    scale = kept.place.scale
    weights = kept.place.weights
    // No field of a project has labels whose values differ from their places.
    if let weights, weights.hasBasis {
      weightsBy = .rank
    }
    switch kept.measure {
    case .value(let number): value = number
    case .undefined(let code): undefined = (code, nil)
    }
    observed = kept.observed
    expected = kept.expected
    standardError = kept.standardError
    interval = kept.interval
    items = kept.items
    raters = kept.raterCount
    ratings = kept.ratings
  }

  /// The value, or why there is none.
  private var measure: AgreementValue.Measure? {
    value.map(AgreementValue.Measure.value)
      ?? undefined.map { AgreementValue.Measure.undefined($0.code) }
  }

  /// The row as a project keeps it; nil for one of a file.
  package var kept: AgreementValue? {
    guard let field, let among, let measure else { return nil }
    return AgreementValue(
      AgreementValue.Place(
        field: field,
        stratum: stratum,
        raters: among,
        between: between?.joined(separator: "/") ?? "",
        coefficient: name,
        scale: scale,
        weights: weights
      ),
      measure: measure,
      observed: observed,
      expected: expected,
      standardError: standardError,
      interval: interval,
      items: items,
      raterCount: raters,
      ratings: ratings
    )
  }
}
