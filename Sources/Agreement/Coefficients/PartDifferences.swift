/// How coefficients differ between parts of the items, such as two languages.
///
/// Each part is resampled by itself, so that the difference of two parts varies as both do. The
/// interval is the percentile interval of the differences of resamples: Efron, B. and Tibshirani, R. J.
/// (1993), An Introduction to the Bootstrap, chapter 8 (two samples) and section 13.3.
package struct PartDifferences: Sendable {
  /// By part, then by coefficient: what was found, and its values in resamples.
  private let parts: [[(coefficient: Coefficient, drawn: [Double?])]]
  private let plan: BootstrapPlan

  /// The coefficients that are compared.
  package static let names = AgreementMeasurement.names(.unweighted)

  /// Resamples each part.
  /// - Parameters:
  ///   - parts: measurements of items that no two of them share.
  ///   - names: which of the unweighted coefficients of all raters; all where it is empty.
  package init(
    _ parts: [AgreementMeasurement],
    _ names: [Coefficient.Name] = [],
    _ plan: BootstrapPlan,
    using random: inout some RandomNumberGenerator
  ) {
    self.plan = plan
    var found: [[(coefficient: Coefficient, drawn: [Double?])]] = []
    for part in parts { found.append(part.resampled(names, plan, using: &random)) }
    self.parts = found
  }

  /// The differences of a part from another: for each coefficient it, the other's, and the other's less
  /// this one's.
  package func between(_ one: Int, _ other: Int) -> [CoefficientDifference] {
    zip(parts[one], parts[other]).map { before, after in
      let difference = before.coefficient.value.number.flatMap { value in
        after.coefficient.value.number.map { $0 - value }
      }
      let drawn = zip(before.drawn, after.drawn).compactMap { one, other in
        one.flatMap { one in other.map { $0 - one } }
      }
      return CoefficientDifference(
        one: before.coefficient,
        other: after.coefficient,
        difference: difference,
        interval: difference == nil ? nil : plan.percentile(of: drawn.sorted())
      )
    }
  }
}

extension AgreementMeasurement {
  /// The unweighted coefficients of all raters, each with its values in resamples; none of those that
  /// rest on too few items.
  fileprivate func resampled(
    _ names: [Coefficient.Name],
    _ plan: BootstrapPlan,
    using random: inout some RandomNumberGenerator
  ) -> [(coefficient: Coefficient, drawn: [Double?])] {
    let sample = unweightedSample
    let found = withholding(
      sample.coefficients(raters: pairableRaters, named: self.names(of:))
    )
    var drawn = [[Double?]](repeating: [], count: found.count)
    let urn = Urn(sample.multiplicities)
    for _ in 0..<plan.resamples {
      let values = sample.estimates(urn.draw(using: &random))
      for (index, value) in values.enumerated() { drawn[index].append(value) }
    }
    return zip(found, drawn).filter { names.isEmpty || names.contains($0.0.name) }
      .map { ($0, $1) }
  }
}
