package import Agreement

/// An option that says how to measure something that the labels or the raters don't have: it is refused,
/// since a report without it would look as if it had been heard.
package enum OptionProblem: Hashable, Sendable {
  /// Weights, and what they are taken by, need labels with an order.
  case weights(Scale)
  case sets(Scale)
  /// A coefficient with weights, on a scale where labels have no order.
  case weightedCoefficient(Coefficient.Name, Scale)
  /// A coefficient of two raters, of so many.
  case twoRaters(Coefficient.Name, found: Int)
  /// A coefficient of two groups of raters, where none are told apart.
  case raterGroups(Coefficient.Name)
}

extension OptionProblem: CustomStringConvertible {
  /// What does not apply, and what to do.
  package var description: String {
    switch self {
    case .weights(let scale):
      "--weights and --weights-by are for labels with an order, and the scale is \(scale.rawValue). "
        + "Take --scale ordinal, interval or ratio, or leave them out."
    case .sets(let scale):
      "--sets is for sets of choices, and the scale is \(scale.rawValue). Take --scale sets, or "
        + "leave it out."
    case .weightedCoefficient(let name, let scale):
      "\(name.rawValue) weighs labels by how near they are, and the scale is \(scale.rawValue). Take "
        + "--scale ordinal, interval or ratio, or gwet_ac1."
    case .twoRaters(let name, let found):
      "\(name.rawValue) is a coefficient of two raters, and there are \(found). Measure each pair with "
        + "--pairs, or take fleiss_kappa or krippendorff_alpha."
    case .raterGroups(let name):
      "\(name.rawValue) is measured between groups of raters. Tell them apart with --by-rater."
    }
  }
}

extension AgreementPlan {
  /// Holds what was asked for against the labels and raters of a file.
  /// - Throws: ``MeasurementError/optionDoesNotApply(_:)``.
  func check(for categories: Categories, raters: Int, hasGroups: Bool) throws(MeasurementError) {
    let scale = categories.scale
    let isOrdered = scale == .ordinal || scale == .interval || scale == .ratio
    if !isOrdered {
      let hasWeights = weights.contains { $0 != .unweighted }
      if hasWeights || basis != .rank { throw .optionDoesNotApply(.weights(scale)) }
      if coefficients.contains(.gwetAC2) {
        throw .optionDoesNotApply(.weightedCoefficient(.gwetAC2, scale))
      }
    }
    if scale != .sets, sets != .jaccard { throw .optionDoesNotApply(.sets(scale)) }
    for name in coefficients {
      switch name {
      case .cohenKappa, .scottPi:
        if raters != 2, !pairs { throw .optionDoesNotApply(.twoRaters(name, found: raters)) }
      case .crossGroupAgreement, .crossReplicationReliability:
        if !hasGroups { throw .optionDoesNotApply(.raterGroups(name)) }
      default: break
      }
    }
  }
}
