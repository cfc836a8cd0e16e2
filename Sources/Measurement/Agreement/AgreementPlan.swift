package import Agreement

/// What is measured of agreement, and how: of each part of a table the same.
package struct AgreementPlan: Hashable, Sendable {
  /// Only these coefficients; all where none is named.
  package var coefficients: [Coefficient.Name] = []
  /// Weights besides unweighted agreement; linear and quadratic where none is named and labels have an
  /// order.
  package var weights: [WeightScheme] = []
  /// What weights are taken by; nil for what the scale says.
  package var basis: WeightBasis?
  /// How far two sets are apart; nil for Jaccard's distance.
  package var sets: SetDistance?
  /// What items with one rating count for; nil for counting them.
  package var singles: SingleRatings?
  /// In a part of the items with fewer, a value is withheld; nil for 10.
  package var minimumItems: Int?
  package var resampling = Resampling()
  /// The interval that is reported, where it can be found.
  package var interval = Interval.Method.bca
  /// Whether every two raters are measured too.
  package var pairs = false
  /// Whether it is measured how parts of the items differ.
  package var differences = false
  /// How wide an interval is wanted, to tell how many items it needs.
  package var width: Double?

  /// In a part of the items with fewer, a value is withheld.
  var fewestItems: Int { minimumItems ?? 10 }

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
    let measurement = measurement(table, categories, items: items, progress: progress)
    var found = measurement.coefficients(using: &random)
    let named = namedRaters(of: table, categories)
    if !named.isEmpty {
      var own = resampling.random
      found += measurement.ofNamedRaters(named, using: &own)
    }
    if pairs, table.raters.count > 2 {
      found += measurement.pairs([.cohenKappa, .scottPi], using: &random)
    }
    guard !coefficients.isEmpty else { return found }
    return found.filter { coefficients.contains($0.name) }
  }

  /// Coefficients that compare each rater with each are measured of so many raters, labels and pairs of
  /// ratings of one item, or where they are named.
  private static let namedRaterBounds = (raters: 3...20, labels: 30, pairs: 50_000)

  private func namedRaters(
    of table: RatingTable,
    _ categories: Categories
  ) -> [Coefficient.Name] {
    let both: [Coefficient.Name] = [.congerKappa, .lightKappa]
    guard coefficients.isEmpty else { return both.filter(coefficients.contains) }
    let bounds = Self.namedRaterBounds
    let isSmall =
      bounds.raters.contains(table.raters.count) && categories.count <= bounds.labels
      && table.pairCount <= bounds.pairs
    return isSmall ? both : []
  }

  /// How some items of a table are measured.
  /// - Parameter items: positions of items; all where it is nil, and then none is withheld.
  func measurement(
    _ table: RatingTable,
    _ categories: Categories,
    items: [Int]? = nil,
    progress: @escaping (MeasuringProgress) -> Void = { _ in }
  ) -> AgreementMeasurement {
    AgreementMeasurement(
      table,
      categories,
      options(of: categories, minimumItems: items == nil ? 1 : fewestItems),
      items: items,
      progress: progress
    )
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
      options(of: categories, minimumItems: fewestItems)
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

  /// How many items the wanted interval of a coefficient needs; nil where none is wanted or found.
  func itemsNeeded(_ coefficient: Coefficient) -> Int? {
    width.flatMap { coefficient.itemsNeeded(width: $0, level: resampling.level) }
  }

  private func options(of categories: Categories, minimumItems: Int) -> AgreementOptions {
    AgreementOptions(
      weights: schemes(for: categories),
      basis: basis,
      sets: sets ?? .jaccard,
      singles: singles ?? .count,
      minimumItems: minimumItems,
      bootstrap: resampling.plan
    )
  }

  /// Weighing all pairs of a thousand numbers takes long: more labels only where weights are named.
  static let mostWeighedLabels = 100

  /// The weights that are measured; none where labels have no order.
  func schemes(for categories: Categories) -> [WeightScheme] {
    guard categories.scale.isOrdered else { return [] }
    guard weights.isEmpty else { return weights }
    return categories.count <= Self.mostWeighedLabels ? [.linear, .quadratic] : []
  }
}

/// What is measured of one group of raters, or of two.
struct RaterGroupCoefficients {
  let groups: [String]
  let coefficients: [Coefficient]
  /// The pairs of ratings that are compared.
  let pairs: Int
}
