package import Agreement
import AnnotationCore
package import ProjectStore

/// A coefficient with where it was measured, as reports and files have it.
package struct MeasuredRow: Sendable {
  /// The field of a project; nil for a file of ratings.
  package var field: String?
  /// Whose ratings: `humans`, `jurors`, `human-jury`; nil for a file of ratings.
  package var among: String?
  /// The part of the items, such as `language=ar`; empty for all of them.
  package var stratum: String
  /// The two raters, where it is a coefficient of two.
  package var between: [String]?
  /// The group of raters, or the two groups, and what tells groups apart.
  package var raterGroups: (by: String, groups: [String])?
  package var name: Coefficient.Name
  package var scale: String
  package var weights: String?
  /// What weights are taken by, where that makes a difference.
  package var weightsBy: String?
  package var value: Double?
  /// Why there is no value: a code, and a sentence where it was just measured.
  package var undefined: (code: String, sentence: String?)?
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
    among: String? = nil,
    stratum: String
  ) {
    self.field = field
    self.among = among
    self.stratum = stratum
    self.interval = interval
    name = coefficient.name
    scale = coefficient.scale.rawValue
    weights = coefficient.weights?.rawValue
    weightsBy = coefficient.basis?.rawValue
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

  /// A row that was kept; nil where this program knows no coefficient of its name.
  package init?(_ kept: AgreementValue) {
    guard let name = Coefficient.Name(rawValue: kept.place.coefficient) else { return nil }
    self.name = name
    field = kept.place.field
    among = kept.place.raters.rawValue
    stratum = kept.place.stratum
    between =
      kept.place.between.isEmpty
      ? nil : kept.place.between.split(separator: "/").map(String.init)
    scale = kept.place.scale
    weights = kept.place.weights.isEmpty ? nil : kept.place.weights
    // No field of a project has labels whose values differ from their places.
    if let scheme = weights.flatMap(WeightScheme.init(rawValue:)), scheme.hasBasis {
      weightsBy = WeightBasis.rank.rawValue
    }
    switch kept.measure {
    case .value(let number): value = number
    case .undefined(let code): undefined = (code, nil)
    }
    observed = kept.observed
    expected = kept.expected
    standardError = kept.standardError
    interval = kept.interval.map {
      Interval(
        method: Interval.Method(rawValue: $0.method) ?? .percentile,
        lower: $0.lower,
        upper: $0.upper,
        level: $0.level,
        resamples: $0.resamples
      )
    }
    items = kept.items
    raters = kept.raterCount
    ratings = kept.ratings
  }

  /// The row as a project keeps it; nil for one of a file.
  package var kept: AgreementValue? {
    guard let field, let among = among.flatMap(RaterGroup.init(rawValue:)) else { return nil }
    return AgreementValue(
      AgreementValue.Place(
        field: field,
        stratum: stratum,
        raters: among,
        between: between?.joined(separator: "/") ?? "",
        coefficient: name.rawValue,
        scale: scale,
        weights: weights ?? ""
      ),
      measure: value.map(AgreementValue.Measure.value) ?? .undefined(undefined?.code ?? ""),
      observed: observed,
      expected: expected,
      standardError: standardError,
      interval: interval.map {
        AgreementValue.Interval(
          lower: $0.lower,
          upper: $0.upper,
          level: $0.level,
          method: $0.method.rawValue,
          resamples: $0.resamples
        )
      },
      items: items,
      raterCount: raters,
      ratings: ratings
    )
  }
}
