package import Agreement

/// An option that says how to measure something that the labels or the raters don't have: it is refused,
/// since a report without it would look as if it had been heard.
package enum OptionProblem: Hashable, Sendable {
  /// Weights, and what they are taken by, need labels with an order.
  case weights([Scale])
  /// Weights, where none of the coefficients that were asked for has any.
  case weightsWithoutUse([Coefficient.Name])
  /// What weights are taken by, where they are taken by places anyway.
  case basisWithoutUse([WeightScheme])
  /// Labels' numbers, of labels that have places alone.
  case valuesOfPlaces([Scale])
  case sets([Scale])
  case setsWithoutUse([Coefficient.Name])
  case singlesWithoutUse([Coefficient.Name])
  case pairsWithoutUse([Coefficient.Name])
  /// Fewest items of a part, where there are no parts.
  case minimumItems
  /// A coefficient with weights, on scales where labels have no order.
  case weightedCoefficient(Coefficient.Name, [Scale])
  /// A coefficient with weights, and it was asked for none.
  case unweighted(Coefficient.Name)
  /// A coefficient with weights, of so many labels that weights must be named.
  case unnamedWeights(Coefficient.Name, labels: Int)
  /// A coefficient of two raters, of so many.
  case twoRaters(Coefficient.Name, found: Int)
  /// A coefficient of two groups of raters, where none are told apart.
  case raterGroups(Coefficient.Name)
  /// How parts differ, where none of the coefficients that were asked for is compared.
  case differencesWithoutUse([Coefficient.Name])
  /// How many items a coefficient needs, where it has no standard error.
  case widthWithoutError([Coefficient.Name])
}

extension OptionProblem: CustomStringConvertible {
  /// What does not apply, and what to do.
  package var description: String {
    switch self {
    case .weights(let scales):
      "--weights and --weights-by are for labels with an order, and \(of(scales)). Take --scale ordinal, "
        + "interval or ratio, or leave them out."
    case .weightsWithoutUse(let names):
      "--weights is for coefficients that weigh labels, and \(list(names)) \(does(names, "does", "do")) not. "
        + "Leave it out, or take another --coefficient, such as gwet_ac2."
    case .basisWithoutUse(let schemes):
      "--weights-by is for linear and quadratic weights, and the weights are "
        + schemes.map(\.rawValue).joined(separator: ", ") + ". Leave it out."
    case .valuesOfPlaces(let scales):
      "--weights-by value takes labels as numbers, and \(of(scales)): there labels have places alone. "
        + "Take --scale interval or ratio, or leave it out."
    case .sets(let scales):
      "--sets is for sets of choices, and \(of(scales)). Take --scale sets, or leave it out."
    case .setsWithoutUse(let names):
      "--sets is the distance of krippendorff_alpha, and \(list(names)) \(does(names, "has", "have")) "
        + "none. Leave it out."
    case .singlesWithoutUse(let names):
      "--singles says how items with one rating count in the frequencies of labels, and for "
        + "\(list(names)) they never do. Leave it out."
    case .pairsWithoutUse(let names):
      "--pairs measures cohen_kappa and scott_pi of every two raters, and only \(list(names)) "
        + "\(does(names, "is", "are")) asked for. Leave it out, or add --coefficient cohen_kappa."
    case .minimumItems:
      "--minimum-items is for parts of the items or groups of raters. Name them with --by or --by-rater, "
        + "or leave it out."
    case .weightedCoefficient(let name, let scales):
      "\(name.rawValue) weighs labels by how near they are, and \(of(scales)). Take --scale ordinal, "
        + "interval or ratio, or gwet_ac1."
    case .unweighted(let name):
      "\(name.rawValue) weighs labels by how near they are, and the weights are unweighted. Take "
        + "--weights linear, quadratic or ordinal, or gwet_ac1."
    case .unnamedWeights(let name, let labels):
      "\(name.rawValue) weighs labels by how near they are, which takes long for \(labels) labels. Name "
        + "the weights, such as --weights quadratic."
    case .twoRaters(let name, let found):
      "\(name.rawValue) is a coefficient of two raters, and there are \(found). Measure each pair with "
        + "--pairs, or take conger_kappa, fleiss_kappa or krippendorff_alpha."
    case .raterGroups(let name):
      "\(name.rawValue) is measured between groups of raters. Tell them apart with --by-rater, which a "
        + "file of ratings has."
    case .differencesWithoutUse(let names):
      "--differences compares unweighted coefficients of all raters, and \(list(names)) "
        + "\(does(names, "is", "are")) none. Take another --coefficient, such as krippendorff_alpha."
    case .widthWithoutError(let names):
      "--width rests on standard errors, and \(list(names)) \(does(names, "has", "have")) none. Take "
        + "another --coefficient, such as krippendorff_alpha."
    }
  }

  private func of(_ scales: [Scale]) -> String {
    scales.count == 1
      ? "the scale is \(scales[0].rawValue)"
      : "the scales are " + scales.map(\.rawValue).joined(separator: ", ")
  }

  private func list(_ names: [Coefficient.Name]) -> String {
    names.map(\.rawValue).joined(separator: ", ")
  }

  private func does(_ names: [Coefficient.Name], _ one: String, _ many: String) -> String {
    names.count == 1 ? one : many
  }
}

extension AgreementPlan {
  /// Holds what was asked for against the scales that are measured.
  /// - Parameters:
  ///   - hasStrata: whether parts of the items or groups of raters are measured.
  ///   - hasGroups: whether groups of raters are.
  /// - Throws: ``MeasurementError/optionDoesNotApply(_:)``.
  func check(scales: [Scale], hasStrata: Bool, hasGroups: Bool) throws(MeasurementError) {
    if let problem = problem(scales: scales) ?? problemWithCoefficients {
      throw .optionDoesNotApply(problem)
    }
    if minimumItems != nil, !hasStrata { throw .optionDoesNotApply(.minimumItems) }
    for name in coefficients where name.isBetweenGroups && !hasGroups {
      throw .optionDoesNotApply(.raterGroups(name))
    }
  }

  private func problem(scales: [Scale]) -> OptionProblem? {
    let named = weights.filter { $0 != .unweighted }
    if !scales.contains(where: \.isOrdered) {
      if !named.isEmpty || basis != nil { return .weights(scales) }
      if coefficients.contains(.gwetAC2) { return .weightedCoefficient(.gwetAC2, scales) }
    }
    if basis != nil, !weights.isEmpty, !named.contains(where: \.hasBasis) {
      return .basisWithoutUse(weights)
    }
    if basis == .value, !scales.contains(where: { $0.weightBasis == .value }) {
      return .valuesOfPlaces(scales)
    }
    if sets != nil, !scales.contains(.sets) { return .sets(scales) }
    if coefficients.contains(.gwetAC2), !weights.isEmpty, named.isEmpty {
      return .unweighted(.gwetAC2)
    }
    return nil
  }

  /// An option that none of the coefficients that were asked for heeds.
  private var problemWithCoefficients: OptionProblem? {
    guard !coefficients.isEmpty else { return nil }
    if !weights.isEmpty || basis != nil, !coefficients.contains(where: \.isWeighed) {
      return .weightsWithoutUse(coefficients)
    }
    if sets != nil,
      !coefficients.contains(where: {
        $0 == .krippendorffAlpha || $0 == .crossReplicationReliability
      })
    {
      return .setsWithoutUse(coefficients)
    }
    if singles != nil, !coefficients.contains(where: \.countsSingles) {
      return .singlesWithoutUse(coefficients)
    }
    if pairs, !coefficients.contains(where: \.isOfTwo) { return .pairsWithoutUse(coefficients) }
    if differences, Set(coefficients).isDisjoint(with: PartDifferences.names) {
      return .differencesWithoutUse(coefficients)
    }
    if width != nil, !coefficients.contains(where: \.hasStandardError) {
      return .widthWithoutError(coefficients)
    }
    return nil
  }

  /// Holds what was asked for against the labels and raters of a file.
  /// - Throws: ``MeasurementError/optionDoesNotApply(_:)``.
  func check(for categories: Categories, raters: Int) throws(MeasurementError) {
    if coefficients.contains(.gwetAC2), schemes(for: categories).isEmpty {
      throw .optionDoesNotApply(.unnamedWeights(.gwetAC2, labels: categories.count))
    }
    if raters != 2, !pairs, let name = coefficients.first(where: \.isOfTwo) {
      throw .optionDoesNotApply(.twoRaters(name, found: raters))
    }
  }
}

extension Coefficient.Name {
  /// Whether it is of two raters.
  package var isOfTwo: Bool { self == .cohenKappa || self == .scottPi }

  /// Whether it is of two groups of raters.
  var isBetweenGroups: Bool {
    self == .crossGroupAgreement || self == .crossReplicationReliability
  }

  /// Whether it is measured by weights too.
  fileprivate var isWeighed: Bool {
    switch self {
    case .percentAgreementByItem, .cohenKappa, .scottPi, .fleissKappa, .gwetAC2, .brennanPrediger,
      .congerKappa, .lightKappa:
      true
    case .percentAgreement, .krippendorffAlpha, .gwetAC1, .crossGroupAgreement,
      .crossReplicationReliability:
      false
    }
  }

  /// Whether ratings of items without another enter.
  fileprivate var countsSingles: Bool {
    switch self {
    case .percentAgreementByItem, .fleissKappa, .gwetAC1, .gwetAC2, .brennanPrediger, .congerKappa:
      true
    case .percentAgreement, .krippendorffAlpha, .cohenKappa, .scottPi, .lightKappa,
      .crossGroupAgreement, .crossReplicationReliability:
      false
    }
  }

  fileprivate var hasStandardError: Bool { self != .lightKappa && !isBetweenGroups }
}
