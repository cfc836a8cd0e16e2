package import Agreement

/// What is measured of agreement, and how: of each part of a table the same.
package struct AgreementPlan: Hashable, Sendable {
  /// Only these coefficients; all where none is named.
  package var coefficients: [Coefficient.Name] = []
  /// Weights besides unweighted agreement; linear and quadratic where none is named and labels have an
  /// order.
  package var weights: [WeightScheme] = []
  package var basis = WeightBasis.rank
  package var sets = SetDistance.jaccard
  package var singles = SingleRatings.count
  /// In a part of the items with fewer, a value is withheld.
  package var minimumItems = 10
  package var resampling = Resampling()
  /// The interval that is reported, where it can be found.
  package var interval = Interval.Method.bca
  /// Whether every two raters are measured too.
  package var pairs = false

  package init() {}

  /// The coefficients of some items of a table, those that were asked for.
  /// - Parameters:
  ///   - items: positions of items; all where it is nil, and then none is withheld.
  ///   - progress: gets how far it is, often.
  func measure(
    _ table: RatingTable,
    _ categories: Categories,
    items: [Int]? = nil,
    progress: @escaping (MeasuringProgress) -> Void = { _ in }
  ) -> [Coefficient] {
    var random = resampling.random
    let measurement = AgreementMeasurement(
      table,
      categories,
      options(of: categories, minimumItems: items == nil ? 1 : minimumItems),
      items: items,
      progress: progress
    )
    var found = measurement.coefficients(using: &random)
    if pairs, table.raters.count > 2 {
      found += measurement.pairs([.cohenKappa, .scottPi], using: &random)
    }
    guard !coefficients.isEmpty else { return found }
    return found.filter { coefficients.contains($0.name) }
  }

  /// The coefficients within each group of raters, and between every two groups.
  /// - Parameter groups: the group of each rater of the table; nil for raters of none.
  func measure(
    _ table: RatingTable,
    _ categories: Categories,
    raterGroups groups: [String?]
  ) -> [RaterGroupCoefficients] {
    var plan = self
    plan.pairs = false
    let names = Set(groups.compactMap(\.self)).sorted()
    var found = names.map { name in
      let own = table.keeping(raters: groups.map { $0 == name })
      return RaterGroupCoefficients(
        groups: [name],
        coefficients: plan.measure(own, categories, items: Array(own.items.indices)),
        pairs: own.pairCount
      )
    }
    let measurement = AgreementMeasurement(
      table,
      categories,
      options(of: categories, minimumItems: minimumItems)
    )
    for (place, one) in names.enumerated() {
      for other in names[(place + 1)...] {
        var random = resampling.random
        let between = measurement.betweenGroups(
          groups.map { $0 == one ? true : $0 == other ? false : nil },
          using: &random
        )
        found.append(
          RaterGroupCoefficients(
            groups: [one, other],
            coefficients: between.coefficients.filter { isWanted($0.name) },
            pairs: between.pairs
          )
        )
      }
    }
    return found
  }

  /// Whether a coefficient of two groups was asked for, itself or as the one within groups.
  private func isWanted(_ name: Coefficient.Name) -> Bool {
    let within: Coefficient.Name =
      name == .crossGroupAgreement ? .percentAgreement : .krippendorffAlpha
    return coefficients.isEmpty || coefficients.contains(name) || coefficients.contains(within)
  }

  /// The interval that is reported of those that were found.
  func reported(_ intervals: [Interval]) -> Interval? {
    intervals.first { $0.method == interval } ?? intervals.first
  }

  private func options(of categories: Categories, minimumItems: Int) -> AgreementOptions {
    let scale = categories.scale
    // Weighing all pairs of a thousand numbers takes long: only where it is asked for.
    let isOrdered =
      categories.count <= 100 && (scale == .ordinal || scale == .interval || scale == .ratio)
    return AgreementOptions(
      weights: weights.isEmpty && isOrdered ? [.linear, .quadratic] : weights,
      basis: basis,
      sets: sets,
      singles: singles,
      minimumItems: minimumItems,
      bootstrap: resampling.plan
    )
  }
}

/// What is measured of one group of raters, or of two.
struct RaterGroupCoefficients {
  let groups: [String]
  let coefficients: [Coefficient]
  /// The pairs of ratings that are compared.
  let pairs: Int
}
