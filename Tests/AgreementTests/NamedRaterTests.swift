import AnnotationCore
import Testing

@testable import Agreement

/// Coefficients that tell raters apart: Conger's kappa, Light's.
@Suite struct NamedRaterTests {
  private func found(
    _ ratings: [Rating],
    scale: Scale = .nominal,
    _ options: AgreementOptions = AgreementOptions()
  ) throws -> [Coefficient] {
    let table = try RatingTable(ratings)
    let categories = try Categories(of: table, scale: scale)
    var random = SplitMix64(seed: 1)
    return AgreementMeasurement(table, categories, options)
      .ofNamedRaters([.congerKappa, .lightKappa], using: &random)
  }

  // A: x x y y, B: x x y x, C: x y y y.
  //   pa   items 1 and 3 agree wholly, 2 and 4 in 1 of 3 pairs: (1 + 1/3 + 1 + 1/3) / 4 = 2/3
  //   p_x  A 1/2, B 3/4, C 1/4. Chance of pairs: AB 3/8 + 1/8 = 1/2, AC 1/8 + 3/8 = 1/2,
  //        BC 3/16 + 3/16 = 3/8; pe = (1/2 + 1/2 + 3/8) / 3 = 11/24
  //   Conger  (2/3 - 11/24) / (13/24) = 5/13
  //   Cohen   AB po 3/4: (3/4 - 1/2) / (1/2) = 1/2; AC the same; BC po 1/2: (1/2 - 3/8) / (5/8) = 1/5
  //   Light   (1/2 + 1/2 + 1/5) / 3 = 2/5
  @Test func `three raters, by hand`() throws {
    let found = try found(ratings(["A": "x x y y", "B": "x x y x", "C": "x y y y"]))
    #expect(found.map(\.name) == [.congerKappa, .lightKappa])
    #expect(abs((found[0].value.number ?? 0) - 5.0 / 13) < 1e-14)
    #expect(abs((found[0].observed ?? 0) - 2.0 / 3) < 1e-14)
    #expect(abs((found[0].expected ?? 0) - 11.0 / 24) < 1e-14)
    #expect(abs((found[1].value.number ?? 0) - 2.0 / 5) < 1e-14)
    #expect(found[0].items == 4 && found[0].ratings == 12 && found[0].raters.count == 3)
  }

  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func `Light's is the mean over pairs, and of two raters both are Cohen's`(seed: UInt64) throws {
    let table = try RatingTable(randomRatings(seed: seed))
    let options = AgreementOptions(weights: [.linear])
    var random = SplitMix64(seed: 1)
    let order = try Categories(of: table, scale: .ordinal, order: table.labels)
    let measurement = AgreementMeasurement(table, order, options)
    let pairs = measurement.pairs([.cohenKappa], using: &random)
    let own = measurement.ofNamedRaters([.lightKappa], using: &random)
    for (weights, light) in zip([WeightScheme.unweighted, .linear], own) {
      let values = pairs.filter { $0.weights == weights }.compactMap(\.value.number)
      let mean = values.reduce(0, +) / Double(values.count)
      #expect(light.weights == weights)
      #expect(abs((light.value.number ?? 9) - mean) < 1e-12)
    }
    // Two raters who rated all items.
    let two = randomRatings(seed: seed).filter { $0.rater < "r2" }
    let items = Set(two.filter { $0.rater == "r0" }.map(\.item))
      .intersection(two.filter { $0.rater == "r1" }.map(\.item))
    let both = two.filter { items.contains($0.item) }
    let cohen = Agreement.cohenKappa(try RatingTable(both), "r0", "r1")
    for coefficient in try found(both) {
      #expect(abs((coefficient.value.number ?? 9) - (cohen.value.number ?? 8)) < 1e-12)
    }
  }

  @Test(arguments: [1, 4, 9, 12] as [UInt64])
  func `the standard error of Conger's kappa is about that of resamples`(seed: UInt64) throws {
    let options = AgreementOptions(
      weights: [.quadratic],
      bootstrap: BootstrapPlan(resamples: 1000, level: 0.682_689_492)
    )
    let table = try RatingTable(randomRatings(seed: seed))
    let order = try Categories(of: table, scale: .ordinal, order: table.labels)
    var random = SplitMix64(seed: 3)
    let found = AgreementMeasurement(table, order, options)
      .ofNamedRaters([.congerKappa], using: &random)
    for coefficient in found {
      let error = try #require(coefficient.standardError)
      let interval = try #require(coefficient.intervals.first { $0.method == .percentile })
      // One standard error to each side holds 68 of 100.
      let drawn = (interval.upper - interval.lower) / 2
      #expect(abs(error / drawn - 1) < 0.2, "\(error) \(drawn)")
    }
  }

  @Test func `what is undefined says why`() throws {
    let same = try found(ratings(["A": "x x", "B": "x x", "C": "x x"]))
    #expect(
      same.map(\.value) == [Measure](repeating: .undefined(.oneCategoryOnly(label: "x")), count: 2)
    )
    let apart = try found(ratings(["A": "x .", "B": ". y"]))
    #expect(apart.map(\.value) == [Measure](repeating: .undefined(.noPairableRatings), count: 2))
  }

  // A and B rate u1 and u2, C rates u3 alone: C's shares count in what chance would give, as Gwet has
  // it, unless single ratings are left out.
  @Test func `an item with one rating counts for its rater, or is left out`() throws {
    let one = ratings(["A": "x y .", "B": "x x .", "C": ". . y"])
    let counted = try found(one)[0]
    let left = try found(one, scale: .nominal, AgreementOptions(singles: .leaveOut))[0]
    // A 1/2, B 1, C 0 of x: AB 1/2, AC 1/2, BC 0; pe = 1/3; pa = 1/2.
    #expect(abs((counted.value.number ?? 9) - (0.5 - 1.0 / 3) / (2.0 / 3)) < 1e-14)
    // A and B alone: pe = 1/2.
    #expect(left.value == .value(0))
  }
}

@Suite struct AlphaErrorTests {
  private func alpha(_ ratings: [Rating], _ scale: Scale, _ plan: BootstrapPlan?) throws
    -> Coefficient
  {
    let table = try RatingTable(ratings)
    let categories = try Categories(of: table, scale: scale)
    var random = SplitMix64(seed: 2)
    let found = AgreementMeasurement(table, categories, AgreementOptions(bootstrap: plan))
      .coefficients(using: &random)
    return try #require(found.first { $0.name == .krippendorffAlpha })
  }

  /// Ratings whose labels are numbers, or sets.
  private func ratings(seed: UInt64, _ scale: Scale) -> [Rating] {
    randomRatings(seed: seed).map { rating in
      let number = Int(rating.label.dropFirst()) ?? 0
      let label = scale == .sets ? ["a", "a|b", "b", "c", "b|c"][number] : "\(number * number + 1)"
      return Rating(item: rating.item, rater: rating.rater, label: label)
    }
  }

  @Test(arguments: Scale.allCases, [1, 4, 9, 12] as [UInt64])
  func `the standard error is about that of resamples, on each scale`(
    scale: Scale,
    seed: UInt64
  ) throws {
    let plan = BootstrapPlan(resamples: 1000, level: 0.682_689_492)
    let found = try alpha(ratings(seed: seed, scale), scale, plan)
    let error = try #require(found.standardError)
    let interval = try #require(found.intervals.first { $0.method == .percentile })
    let drawn = (interval.upper - interval.lower) / 2
    #expect(abs(error / drawn - 1) < 0.25, "\(error) \(drawn)")
  }

  // With equally many ratings of each item, alpha is 1 - (1 - 1/n) (1 - κ) with Fleiss' kappa, by
  // quadratic weights of values for the interval scale.
  @Test(arguments: [Scale.nominal, .interval], 1...10 as ClosedRange<UInt64>)
  func `of complete ratings it is Gwet's for Fleiss' kappa, times 1 - 1/n`(
    scale: Scale,
    seed: UInt64
  ) throws {
    let own = ratings(seed: seed, scale)
    let raters = Set(own.map(\.rater))
    let complete = Dictionary(grouping: own, by: \.item).values
      .filter { Set($0.map(\.rater)).count >= 2 }
      .flatMap { $0.sorted { $0.rater < $1.rater }.prefix(2) }
    #expect(raters.count > 1)
    let table = try RatingTable(complete)
    var random = SplitMix64(seed: 1)
    let found = AgreementMeasurement(
      table,
      try Categories(of: table, scale: scale),
      AgreementOptions(weights: scale == .interval ? [.quadratic] : [])
    ).coefficients(using: &random)
    let alpha = try #require(found.first { $0.name == .krippendorffAlpha })
    let fleiss = try #require(
      found.first { $0.name == .fleissKappa && ($0.weights == .quadratic) == (scale == .interval) }
    )
    let factor = 1 - 1 / Double(table.ratingCount)
    let error = try #require(alpha.standardError)
    #expect(abs(error - factor * (fleiss.standardError ?? 0)) < 1e-12)
  }

  @Test func `where alpha is undefined or rests on one item there is none`() throws {
    #expect(
      try alpha(AgreementTests.ratings(["A": "x x", "B": "x x"]), .nominal, nil).standardError
        == nil
    )
    #expect(
      try alpha(AgreementTests.ratings(["A": "x", "B": "y"]), .nominal, nil).standardError == nil
    )
  }
}

@Suite struct PartDifferenceTests {
  @Test func `how two parts differ, each resampled by itself`() throws {
    let table = try RatingTable(randomRatings(seed: 4))
    let categories = Categories(nominal: table)
    let halves = [Array(0..<20), Array(20..<table.items.count)]
    let plan = BootstrapPlan(resamples: 300)
    var random = SplitMix64(seed: 1)
    let parts = halves.map { AgreementMeasurement(table, categories, items: $0) }
    let found = PartDifferences(parts, [.krippendorffAlpha], plan, using: &random).between(0, 1)
    let values = try parts.map { part in
      try #require(
        part.coefficients(using: &random).first { $0.name == .krippendorffAlpha }?.value.number
      )
    }
    let only = try #require(found.first)
    #expect(found.count == 1)
    #expect(only.one.value == .value(values[0]) && only.other.value == .value(values[1]))
    #expect(only.difference == values[1] - values[0])
    let interval = try #require(only.interval)
    #expect(interval.lower < values[1] - values[0] && values[1] - values[0] < interval.upper)
  }

  @Test func `a part with too few items has no difference`() throws {
    let table = try RatingTable(randomRatings(seed: 4))
    let categories = Categories(nominal: table)
    var random = SplitMix64(seed: 1)
    let found = PartDifferences(
      [Array(0..<4), Array(4..<table.items.count)].map {
        AgreementMeasurement(table, categories, AgreementOptions(minimumItems: 10), items: $0)
      },
      [],
      BootstrapPlan(resamples: 20),
      using: &random
    ).between(0, 1)
    #expect(found.count == 6 && found.allSatisfy { $0.difference == nil && $0.interval == nil })
  }
}

@Suite struct ItemsNeededTests {
  // z = 1.959964; 100 (2 · 1.959964 · 0.05 / 0.1)² = 384.15: 385, with the quarter of it for twice the
  // width.
  @Test(arguments: [(0.1, 385), (0.2, 97), (2.0, 2)])
  func `as many as make the interval so wide`(width: Double, items: Int) {
    let found = Coefficient(
      name: .fleissKappa,
      value: .value(0.5),
      observed: 0.7,
      expected: 0.4,
      standardError: 0.05,
      items: 100,
      raters: ["A", "B"],
      ratings: 200
    )
    #expect(found.itemsNeeded(width: width, level: 0.95) == items)
  }

  @Test func `who never differ say nothing of how many are needed`() {
    var found = Coefficient(
      name: .fleissKappa,
      value: .value(1),
      observed: 1,
      expected: 0.5,
      standardError: 0,
      items: 9,
      raters: [],
      ratings: 18
    )
    #expect(found.itemsNeeded(width: 0.1, level: 0.95) == nil)
    found.standardError = nil
    #expect(found.itemsNeeded(width: 0.1, level: 0.95) == nil)
  }
}

@Suite struct WeightBasisTests {
  // Labels 1, 2 and 10. By values 1 and 2 are 8/9 of an agreement, by ranks a half.
  @Test(arguments: [
    (Scale.interval, WeightBasis?.none, 8.0 / 9), (.interval, .rank, 0.5), (.ratio, nil, 8.0 / 9),
    (.ordinal, nil, 0.5),
  ])
  func `numbers with differences weigh by them`(
    scale: Scale,
    basis: WeightBasis?,
    weight: Double
  ) throws {
    let table = try RatingTable(ratings(["A": "1 2 10", "B": "2 2 10"]))
    let weights = Weights(.linear, by: basis, of: try Categories(of: table, scale: scale))
    #expect(abs(weights[0, 1] - weight) < 1e-15)
    #expect(weights.basis == basis ?? scale.weightBasis)
    let ordinal = Weights(.ordinal, by: basis, of: try Categories(of: table, scale: scale))
    #expect(ordinal.basis == nil)
  }

  @Test func `pairs of raters are measured by the weights too`() throws {
    let table = try RatingTable(ratings(["A": "1 2 3 3", "B": "1 3 3 2", "C": "1 1 2 3"]))
    let categories = try Categories(of: table, scale: .ordinal)
    var random = SplitMix64(seed: 1)
    let measurement = AgreementMeasurement(
      table,
      categories,
      AgreementOptions(weights: [.linear, .quadratic])
    )
    let pairs = measurement.pairs([.cohenKappa], using: &random)
    #expect(pairs.count == 9)
    for (one, other) in [(0, 1), (0, 2), (1, 2)] {
      for scheme in [WeightScheme.unweighted, .linear, .quadratic] {
        let alone = measurement.pair(one, other, [.cohenKappa], scheme, using: &random)
        #expect(pairs.contains(alone[0]))
      }
    }
  }
}

@Suite struct RaterConfusionTests {
  @Test func `items by the labels of two raters`() throws {
    let table = try RatingTable(ratings(["A": "x x y . x", "B": "x y y y .", "C": "y y y y y"]))
    let found = RaterConfusion(table, Categories(nominal: table), 0, 1)
    #expect(found.counts == [[1, 1], [0, 1]])
    #expect(found.labels == ["x", "y"] && found.items == 3)
    #expect((found.one, found.other) == ("A", "B"))
  }
}
