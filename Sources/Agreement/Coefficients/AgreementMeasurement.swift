/// What is measured of a table, and how.
package struct AgreementOptions: Hashable, Sendable {
  /// Weights to measure by, besides unweighted agreement; they have no meaning on a nominal scale.
  package var weights: [WeightScheme]
  /// What weights are taken by; nil for what the scale says.
  package var basis: WeightBasis?
  package var sets: SetDistance
  package var singles: SingleRatings
  /// With fewer pairable items a value is withheld.
  package var minimumItems: Int
  /// How to find intervals, or nil for none.
  package var bootstrap: BootstrapPlan?

  package init(
    weights: [WeightScheme] = [],
    basis: WeightBasis? = nil,
    sets: SetDistance = .jaccard,
    singles: SingleRatings = .count,
    minimumItems: Int = 1,
    bootstrap: BootstrapPlan? = nil
  ) {
    self.weights = weights
    self.basis = basis
    self.sets = sets
    self.singles = singles
    self.minimumItems = minimumItems
    self.bootstrap = bootstrap
  }
}

/// Measures agreement on some items of one table.
package struct AgreementMeasurement {
  let table: RatingTable
  let categories: Categories
  let options: AgreementOptions
  /// The items that are measured, as positions.
  let items: [Int]
  /// Gets how far a long measurement is, often.
  private let progress: (MeasuringProgress) -> Void

  /// - Parameters:
  ///   - items: positions of items; all of them by default.
  ///   - progress: gets how far it is, after each resample of all raters and each pair of raters.
  package init(
    _ table: RatingTable,
    _ categories: Categories,
    _ options: AgreementOptions = AgreementOptions(),
    items: [Int]? = nil,
    progress: @escaping (MeasuringProgress) -> Void = { _ in }
  ) {
    self.progress = progress
    self.table = table
    self.categories = categories
    self.options = options
    self.items = items ?? Array(table.items.indices)
  }

  /// The coefficients of all raters together, then, where the table has two raters, those of two;
  /// each unweighted, then by each of the weights.
  package func coefficients(
    using random: inout some RandomNumberGenerator
  ) -> [Coefficient] {
    let patterns = Patterns(of: table, categories, items: items)
    let distance = Distance(categories, sets: options.sets)
    let counted = schemes.map { scheme in
      CountedRatings(
        patterns,
        categories,
        Weights(scheme, by: options.basis, of: categories),
        distance,
        singles: options.singles
      )
    }
    var sample = PatternSample(patterns: patterns, parts: [])
    for (scheme, counted) in zip(schemes, counted) {
      sample.parts.append(.init(counted: counted, names: Self.names(scheme)))
    }
    let found = sample.coefficients(raters: pairableRaters, named: names(of:))
    let all = options.bootstrap?.resamples ?? 0
    return ErasedRandom.drawing(from: &random) { random in
      finished(found, sample, using: &random) {
        progress(MeasuringProgress(what: .resamples, done: $0, all: all))
      } + ofTwo(using: &random)
    }
  }

  /// No weights, then those that were asked for.
  private var schemes: [WeightScheme] {
    [.unweighted] + options.weights.filter { $0 != .unweighted }
  }

  static func names(_ scheme: WeightScheme) -> [Coefficient.Name] {
    scheme == .unweighted
      ? [
        .percentAgreement, .percentAgreementByItem, .fleissKappa, .krippendorffAlpha, .gwetAC1,
        .brennanPrediger,
      ] : [.percentAgreementByItem, .fleissKappa, .gwetAC2, .brennanPrediger]
  }

  private func ofTwo(using random: inout ErasedRandom) -> [Coefficient] {
    guard table.raters.count == 2 else {
      return [Coefficient.Name.cohenKappa, .scottPi].map { name in
        Coefficient(
          name: name,
          scale: categories.scale,
          weights: .unweighted,
          value: .undefined(.needsTwoRaters(found: table.raters.count)),
          observed: nil,
          expected: nil,
          items: 0,
          raters: table.raters,
          ratings: 0
        )
      }
    }
    return schemes.flatMap { scheme in
      pair(0, 1, [.cohenKappa, .scottPi], scheme, using: &random)
    }
  }

  /// Coefficients of two raters, by their positions.
  package func pair(
    _ one: Int,
    _ other: Int,
    _ names: [Coefficient.Name],
    _ scheme: WeightScheme = .unweighted,
    using random: inout some RandomNumberGenerator
  ) -> [Coefficient] {
    ErasedRandom.drawing(from: &random) { random in
      pair(
        one,
        other,
        CrossTable(of: table, categories, one, other, items: items),
        names,
        Weights(scheme, by: options.basis, of: categories),
        using: &random
      )
    }
  }

  private func pair(
    _ one: Int,
    _ other: Int,
    _ cross: CrossTable,
    _ names: [Coefficient.Name],
    _ weights: Weights,
    using random: inout ErasedRandom
  ) -> [Coefficient] {
    let sample = CrossSample(cross: cross, weights: weights, names: names)
    let found = sample.coefficients(
      scale: categories.scale,
      raters: [table.raters[one], table.raters[other]],
      named: { categories.labels[$0] }
    )
    return finished(found, sample, using: &random)
  }

  /// How the coefficients of all raters differ on other items, such as another arm of an experiment.
  ///
  /// The two sets of items are resampled each by itself.
  /// - Returns: for each coefficient that both have: it, the other's, and the difference of the two,
  ///   the other's less this one's.
  package func differences(
    from other: AgreementMeasurement,
    _ plan: BootstrapPlan,
    using random: inout some RandomNumberGenerator
  ) -> [CoefficientDifference] {
    let (one, two) = (unweightedSample, other.unweightedSample)
    let found = one.coefficients(raters: pairableRaters, named: names(of:))
    let others = two.coefficients(raters: other.pairableRaters, named: other.names(of:))
    var drawn = [[Double]](repeating: [], count: found.count)
    let (urn, otherUrn) = (Urn(one.multiplicities), Urn(two.multiplicities))
    ErasedRandom.drawing(from: &random) { (random: inout ErasedRandom) -> Void in
      for _ in 0..<plan.resamples {
        let values = zip(
          one.estimates(urn.draw(using: &random)),
          two.estimates(otherUrn.draw(using: &random))
        )
        for (index, pair) in values.enumerated() {
          if let before = pair.0, let after = pair.1 { drawn[index].append(after - before) }
        }
      }
    }
    return found.indices.map { index in
      let difference = found[index].value.number.flatMap { value in
        others[index].value.number.map { $0 - value }
      }
      return CoefficientDifference(
        one: found[index],
        other: others[index],
        difference: difference,
        interval: difference == nil ? nil : plan.percentile(of: drawn[index].sorted())
      )
    }
  }

  /// Conger's and Light's kappa, which tell raters apart, each unweighted, then by each of the weights.
  /// - Parameter names: which of the two.
  package func ofNamedRaters(
    _ names: [Coefficient.Name],
    using random: inout some RandomNumberGenerator
  ) -> [Coefficient] {
    let sample = NamedRaterSample(
      RaterPatterns(of: table, categories, items: items, singles: options.singles),
      names,
      schemes.map { Weights($0, by: options.basis, of: categories) }
    )
    let found = sample.coefficients(
      scale: categories.scale,
      raters: pairableRaters,
      named: { categories.labels[$0] }
    )
    return ErasedRandom.drawing(from: &random) { finished(found, sample, using: &$0) }
  }

  var unweightedSample: PatternSample {
    let patterns = Patterns(of: table, categories, items: items)
    let counted = CountedRatings(
      patterns,
      categories,
      Weights(.unweighted, by: options.basis, of: categories),
      Distance(categories, sets: options.sets),
      singles: options.singles
    )
    return PatternSample(
      patterns: patterns,
      parts: [.init(counted: counted, names: Self.names(.unweighted))]
    )
  }

  /// Coefficients of every two raters who have an item in common, by their names: each unweighted, then
  /// by each of the weights.
  package func pairs(
    _ names: [Coefficient.Name],
    using random: inout some RandomNumberGenerator
  ) -> [Coefficient] {
    let weights = schemes.map { Weights($0, by: options.basis, of: categories) }
    var found: [Coefficient] = []
    let all = CrossTable.ofAllPairs(in: table, categories, items: items)
    found.reserveCapacity(all.count * names.count * weights.count)
    ErasedRandom.drawing(from: &random) { (random: inout ErasedRandom) -> Void in
      for (place, (one, other, cross)) in all.enumerated() {
        for weights in weights {
          found += pair(one, other, cross, names, weights, using: &random)
        }
        progress(MeasuringProgress(what: .pairs, done: place + 1, all: all.count))
      }
    }
    return found
  }

  /// Agreement between two groups of raters: percent agreement, then cross-replication reliability.
  /// - Parameter groupOf: by rater, whether they are of the first group (true) or the second; nil for
  ///   neither.
  /// - Returns: also how many pairs of ratings, one of each group, are compared.
  package func betweenGroups(
    _ groupOf: [Bool?],
    using random: inout some RandomNumberGenerator
  ) -> (coefficients: [Coefficient], pairs: Int) {
    let sample = CrossGroupSample(
      of: table,
      categories,
      sets: options.sets,
      groupOf: groupOf
    )
    let raters = zip(table.raters, groupOf).filter { $0.1 != nil }.map(\.0)
    let found = sample.coefficients(raters: raters, ratings: sample.ratings)
    let finished = ErasedRandom.drawing(from: &random) { self.finished(found, sample, using: &$0) }
    return (finished, sample.pairs)
  }

  /// Withholds what rests on too few items, and adds intervals to the rest.
  private func finished(
    _ found: [Coefficient],
    _ sample: some Resampled,
    using random: inout ErasedRandom,
    progress: (Int) -> Void = { _ in }
  ) -> [Coefficient] {
    var found = withholding(found)
    guard let plan = options.bootstrap, found.contains(where: { $0.value.number != nil }) else {
      return found
    }
    let intervals = plan.intervals(of: sample, using: &random, progress: progress)
    for index in found.indices where found[index].value.number != nil {
      found[index].intervals = intervals[index]
    }
    return found
  }

  /// Coefficients without the values of those that rest on too few items.
  func withholding(_ found: [Coefficient]) -> [Coefficient] {
    guard let first = found.first, first.items > 0, first.items < options.minimumItems else {
      return found
    }
    return found.map { coefficient in
      var withheld = coefficient
      withheld.value = .undefined(
        .tooFewItems(found: coefficient.items, needed: options.minimumItems)
      )
      withheld.standardError = nil
      return withheld
    }
  }

  var pairableRaters: [String] {
    var isThere = [Bool](repeating: false, count: table.raters.count)
    for item in items {
      let positions = table.positions(ofItem: item)
      guard positions.count > 1 else { continue }
      for position in positions { isThere[Int(table.raterOf[position])] = true }
    }
    return zip(table.raters, isThere).filter(\.1).map(\.0)
  }

  func names(of labels: [Double]) -> String {
    labels.firstIndex { $0 > 0.5 }.map { categories.labels[$0] } ?? ""
  }
}

/// How far a measurement is.
package struct MeasuringProgress: Hashable, Sendable {
  package enum Work: Hashable, Sendable {
    case resamples
    /// Pairs of raters.
    case pairs
  }

  package var what: Work
  package var done: Int
  package var all: Int

  package init(what: Work, done: Int, all: Int) {
    self.what = what
    self.done = done
    self.all = all
  }
}

/// A coefficient on two sets of items, and how it differs.
package struct CoefficientDifference: Hashable, Sendable {
  package var one: Coefficient
  package var other: Coefficient
  /// The other's less the one's; nil where one of them is undefined.
  package var difference: Double?
  package var interval: Interval?
}

/// Patterns and the coefficients that are measured of them.
struct PatternSample: Resampled {
  let patterns: Patterns
  var parts: [Part]

  struct Part {
    let counted: CountedRatings
    let names: [Coefficient.Name]
  }

  var multiplicities: [Int] { patterns.multiplicities }

  func estimates(_ multiplicities: [Int]) -> [Double?] {
    parts.flatMap { part in
      let totals = part.counted.totals(multiplicities)
      return part.names.map { part.counted.estimate($0, totals).value }
    }
  }

  func leavingOneOut() -> [[Double?]] {
    var found = [[Double?]](repeating: [], count: patterns.count)
    for part in parts {
      let counted = part.counted
      let whole = counted.totals(multiplicities)
      let expected = counted.expectedWithoutOne(whole)
      var rest = whole
      for pattern in found.indices {
        counted.add(pattern, times: -1, to: &rest)
        let known = expected(pattern)
        for name in part.names {
          found[pattern].append(counted.estimate(name, rest, expected: known).value)
        }
        counted.restore(pattern, to: whole, in: &rest)
      }
    }
    return found
  }

  func coefficients(raters: [String], named: ([Double]) -> String) -> [Coefficient] {
    parts.flatMap { part in
      let totals = part.counted.totals(multiplicities)
      return part.names.map { name in
        let estimate = part.counted.estimate(name, totals)
        let nothing: Undefined =
          totals.pairableItems < 0.5
          ? .noPairableRatings : .oneCategoryOnly(label: named(totals.labels))
        let isAlpha = name == .krippendorffAlpha
        return Coefficient(
          name: name,
          scale: part.counted.categories.scale,
          weights: isAlpha ? nil : part.counted.weights.scheme,
          basis: isAlpha ? nil : part.counted.weights.basis,
          value: estimate.value.map(Measure.value) ?? .undefined(nothing),
          observed: estimate.observed,
          expected: estimate.expected,
          standardError: part.counted.standardError(name, estimate, totals),
          items: Int(totals.pairableItems),
          raters: raters,
          ratings: Int(totals.ratings)
        )
      }
    }
  }
}
