import AnnotationCore
import Testing

@testable import Agreement

/// Worked examples from the literature, with the arithmetic beside each number.
@Suite struct PublishedExamplesTests {
  private func measured(
    _ ratings: [Rating],
    _ scale: Scale = .nominal,
    order: [String]? = nil,
    weights: [WeightScheme] = []
  ) throws -> [Coefficient] {
    let table = try RatingTable(ratings)
    let categories = try Categories(of: table, scale: scale, order: order)
    var random = SplitMix64(seed: 1)
    return AgreementMeasurement(table, categories, AgreementOptions(weights: weights))
      .coefficients(using: &random)
  }

  private func value(
    _ name: Coefficient.Name,
    _ weights: WeightScheme? = .unweighted,
    in found: [Coefficient]
  ) throws -> Coefficient {
    try #require(found.first { $0.name == name && $0.weights == weights })
  }

  // Krippendorff (2011), section D, on the data of section C: alpha of the same ratings by the
  // distance of each scale. Interval, from n_1 … n_5 = 9 13 10 5 3 and the coincidences off the
  // diagonal o_12 = 4/3, o_13 = 1/3, o_14 = 1/3, o_23 = 4/3, o_24 = 1/3, o_34 = 1/3 (counted once):
  //   observed   4/3·1 + 1/3·4 + 1/3·9 + 4/3·1 + 1/3·4 + 1/3·1 = 26/3
  //   expected   9·13·1 + 9·10·4 + 9·5·9 + 9·3·16 + 13·10·1 + 13·5·4 + 13·3·9 + 10·5·1 + 10·3·4
  //              + 5·3·1 = 2240
  //   alpha      1 - (40 - 1) · (26/3) / 2240 = 0.84911
  @Test(arguments: [
    (Scale.nominal, 0.743), (.ordinal, 0.815), (.interval, 0.849), (.ratio, 0.797),
  ])
  func `alpha on each scale, as in Krippendorff 2011`(scale: Scale, expected: Double) throws {
    let found = try measured(krippendorffC, scale)
    let alpha = try value(.krippendorffAlpha, nil, in: found)
    #expect(rounds(alpha.value, to: expected, decimals: 3))
    if scale == .interval {
      #expect(rounds(alpha.value, to: 1 - 39 * (26.0 / 3) / 2240, decimals: 12))
    }
  }

  // The same ratings in Gwet (2014), Handbook of Inter-Rater Reliability, 4th edition, and in the
  // documentation of irrCAC: of the 12 subjects 11 have two ratings, pa = 0.818182 by item.
  //   π (12 subjects)   1: (3/3 + 1/4 + 3/4 + 2/2)/12 = 0.25, 2: …
  //   AC1               pe 0.190321 → 0.77544, standard error 0.14295
  //   Fleiss            pe 0.238715 → 0.76117, standard error 0.15302
  //   Brennan-Prediger  pe 1/5      → (0.818182 - 0.2) / 0.8 = 0.77273, standard error 0.14472
  @Test func `four raters and twelve subjects, as in Gwet 2014`() throws {
    let found = try measured(krippendorffC)
    let ac1 = try value(.gwetAC1, in: found)
    #expect(rounds(ac1.value, to: 0.77544, decimals: 5))
    #expect(rounds(.value(ac1.standardError ?? 0), to: 0.14295, decimals: 5))
    #expect(rounds(.value(ac1.expected ?? 0), to: 0.190321, decimals: 6))
    let fleiss = try value(.fleissKappa, in: found)
    #expect(rounds(fleiss.value, to: 0.76117, decimals: 5))
    #expect(rounds(.value(fleiss.standardError ?? 0), to: 0.15302, decimals: 5))
    let even = try value(.brennanPrediger, in: found)
    #expect(rounds(even.value, to: 0.77273, decimals: 5))
    #expect(rounds(.value(even.standardError ?? 0), to: 0.14472, decimals: 5))
  }

  // Fleiss (1971), table 1: 30 patients, 6 psychiatrists, 5 diagnoses. The totals 26 26 30 55 43 of
  // 180 give pe = (26² + 26² + 30² + 55² + 43²) / 180² = 7126 / 32400 = 0.2199; the mean of the
  // patients' own agreement is 500 / 900 = 0.5556; kappa = (0.5556 - 0.2199) / (1 - 0.2199) = 0.430.
  @Test func `thirty patients and six psychiatrists, as in Fleiss 1971`() throws {
    let found = try measured(ratings(counts: fleiss1971))
    let kappa = try value(.fleissKappa, in: found)
    #expect(rounds(.value(kappa.expected ?? 0), to: 7126.0 / 32400, decimals: 12))
    #expect(rounds(.value(kappa.observed ?? 0), to: 500.0 / 900, decimals: 12))
    #expect(rounds(kappa.value, to: 0.430, decimals: 3))
    #expect(kappa.items == 30)
    // With equally many ratings both percent agreements are one.
    #expect(
      rounds(try value(.percentAgreement, in: found).value, to: 500.0 / 900, decimals: 12)
    )
  }

  // Cohen (1968) weighs the table of Cohen (1960), 200 cases in proportions .44 .07 .09 / .05 .20 .05
  // / .01 .03 .06 with margins .6 .3 .1 and .5 .3 .2. Linear weights 1, 1/2, 0:
  //   po = .70 + (.07 + .05 + .05 + .03) / 2 = .80
  //   pe = .41 + (.6·.3 + .3·.5 + .3·.2 + .1·.3) / 2 = .41 + .42 / 2 = .62
  //   kappa = .18 / .38 = 9 / 19
  // Quadratic weights 1, 3/4, 0: po = .85, pe = .725, kappa = .125 / .275 = 5 / 11.
  @Test func `weighted kappa of the table of Cohen 1960, by the formula of Cohen 1968`() throws {
    let found = try measured(
      ratings(crossTable: [[88, 14, 18], [10, 40, 10], [2, 6, 12]]),
      .ordinal,
      order: ["label 0", "label 1", "label 2"],
      weights: [.linear, .quadratic]
    )
    let linear = try value(.cohenKappa, .linear, in: found)
    #expect(rounds(linear.value, to: 9.0 / 19, decimals: 12))
    let quadratic = try value(.cohenKappa, .quadratic, in: found)
    #expect(rounds(quadratic.value, to: 5.0 / 11, decimals: 12))
    // Scott, unweighted: π = .55 .30 .15, pe = .3025 + .09 + .0225 = .415, (.7 - .415) / .585.
    let pi = try value(.scottPi, in: found)
    #expect(rounds(pi.value, to: 0.285 / 0.585, decimals: 12))
  }

  // Gwet (2008), section 2: the paradox of Feinstein and Cicchetti (1990): 118 of 125 cases agree,
  // all in one label, and kappa is below zero. 118 7 / 0 0 → margins a: 1 0, b: .944 .056.
  //   kappa  po = .944, pe = .944 → 0
  //   AC1    π = .972 .028, pe = 2 · .972 · .028 = .054432, (.944 - .054432) / .945568 = .94078
  @Test func `AC1 stays near the agreement where one label prevails`() throws {
    let found = try measured(ratings(crossTable: [[118, 7], [0, 0]]))
    #expect(rounds(try value(.cohenKappa, in: found).value, to: 0, decimals: 12))
    let ac1 = try value(.gwetAC1, in: found)
    #expect(rounds(ac1.value, to: (0.944 - 0.054432) / 0.945568, decimals: 12))
  }

  // Passonneau (2006): of sets, {a b} and {a b c} share 2 of 3, and one holds the other: the MASI
  // distance is 1 - 2/3 · 2/3 = 5/9, Jaccard's 1/3. {a b} and {b c} overlap: 1 - 1/3 · 1/3 = 8/9.
  @Test func `distances of sets, as in Passonneau 2006`() {
    let (ab, abc, bc): (Set, Set, Set) = (["a", "b"], ["a", "b", "c"], ["b", "c"])
    #expect(abs(SetDistance.masi.between(ab, abc) - 5.0 / 9) < 1e-15)
    #expect(abs(SetDistance.jaccard.between(ab, abc) - 1.0 / 3) < 1e-15)
    #expect(abs(SetDistance.masi.between(ab, bc) - 8.0 / 9) < 1e-15)
    #expect(SetDistance.masi.between(ab, ["d"]) == 1)
    #expect(SetDistance.jaccard.between([], []) == 0)
    #expect(SetDistance.jaccard.between([], ab) == 1)
  }

  // Two items, each with two sets: {a b}, {a b c} and {d}, {d}. Jaccard: Do = (1/3 + 1/3) / 4 = 1/6.
  // Pairs of the four ratings: ab-abc 1/3, ab-d 1 twice, abc-d 1 twice, d-d 0; both orders, over 12:
  // De = 2 · (1/3 + 4) / 12 = 13/18. alpha = 1 - (1/6) / (13/18) = 1 - 3/13 = 10/13.
  @Test func `alpha of sets`() throws {
    let found = try measured(ratings(["A": "a|b d", "B": "a|b|c d"]), .sets)
    #expect(
      rounds(try value(.krippendorffAlpha, nil, in: found).value, to: 10.0 / 13, decimals: 12)
    )
  }
}

/// Fleiss (1971), table 1: how many of six psychiatrists gave each of five diagnoses to a patient.
private let fleiss1971 = [
  [0, 0, 0, 6, 0], [0, 3, 0, 0, 3], [0, 1, 4, 0, 1], [0, 0, 0, 0, 6], [0, 3, 0, 3, 0],
  [2, 0, 4, 0, 0], [0, 0, 4, 0, 2], [2, 0, 3, 1, 0], [2, 0, 0, 4, 0], [0, 0, 0, 0, 6],
  [1, 0, 0, 5, 0], [1, 1, 0, 4, 0], [0, 3, 3, 0, 0], [1, 0, 0, 5, 0], [0, 2, 0, 3, 1],
  [0, 0, 5, 0, 1], [3, 0, 0, 1, 2], [5, 1, 0, 0, 0], [0, 2, 0, 4, 0], [1, 0, 2, 0, 3],
  [0, 0, 0, 0, 6], [0, 1, 0, 5, 0], [0, 2, 0, 1, 3], [2, 0, 0, 4, 0], [1, 0, 0, 4, 1],
  [0, 5, 0, 1, 0], [4, 0, 0, 0, 2], [0, 2, 0, 4, 0], [1, 0, 5, 0, 0], [0, 0, 0, 0, 6],
]

/// Intervals, draws and the normal distribution.
@Suite struct ResamplingTests {
  @Test(arguments: [
    (0.975, 1.959_963_984_540_054), (0.5, 0), (0.025, -1.959_963_984_540_054),
    (1e-10, -6.361_340_902_404_056), (1e-6, -4.753_424_308_822_899),
  ])
  func `quantiles of the normal distribution, as tables have them`(p: Double, z: Double) {
    #expect(abs(Normal.quantile(p) - z) < 1e-12 * max(1, abs(z)))
    #expect(abs(Normal.below(z) - p) < 1e-14)
  }

  @Test(arguments: [(5, 0.3), (1000, 0.002), (1000, 0.4), (100_000, 0.9), (50, 0.5)])
  func `binomial draws have the mean and variance of theory`(n: Int, p: Double) {
    var random = SplitMix64(seed: 9)
    let draws = (0..<20_000).map { _ in Double(Draws.binomial(n, p, using: &random)) }
    let mean = draws.reduce(0, +) / 20_000
    let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
    let expected = Double(n) * p * (1 - p)
    // Six standard errors of each.
    #expect(abs(mean - Double(n) * p) < 6 * (expected / 20_000).squareRoot())
    #expect(abs(variance / expected - 1) < 6 * (2.0 / 20_000).squareRoot() + 0.02)
    #expect(draws.allSatisfy { (0...Double(n)).contains($0) })
  }

  @Test(arguments: [[3, 0, 5, 2], [1, 1, 1, 1, 1], [500_000, 20, 300_000]])
  func `a resample has as many items, and none of a group that is empty`(counts: [Int]) {
    var random = SplitMix64(seed: 4)
    for _ in 0..<50 {
      let drawn = Urn(counts).draw(using: &random)
      #expect(drawn.reduce(0, +) == counts.reduce(0, +))
      #expect(zip(drawn, counts).allSatisfy { $1 > 0 || $0 == 0 })
    }
  }

  @Test func `quantiles lie between the two nearest values`() {
    #expect(BootstrapPlan.quantile(0.5, of: [1, 2, 4]) == 2)
    #expect(BootstrapPlan.quantile(0.25, of: [1, 2, 4]) == 1.5)
    #expect(BootstrapPlan.quantile(1.2, of: [1, 2, 4]) == 4)
  }

  /// A mean of zeros and ones, whose intervals are known.
  private struct Share: Resampled {
    var multiplicities = [60, 40]

    func estimates(_ multiplicities: [Int]) -> [Double?] {
      [Double(multiplicities[1]) / Double(multiplicities.reduce(0, +))]
    }

    func leavingOneOut() -> [[Double?]] {
      [estimates([59, 40]), estimates([60, 39])]
    }
  }

  @Test func `intervals of a share of 0.4 in 100 are about 0.3 to 0.5`() {
    var random = SplitMix64(seed: 2)
    let plan = BootstrapPlan(resamples: 20_000)
    let found = plan.intervals(of: Share(), using: &random)[0]
    #expect(found.map(\.method) == [.percentile, .bca])
    for interval in found {
      // The exact binomial quantiles are 0.31 and 0.50.
      #expect(abs(interval.lower - 0.305) < 0.011)
      #expect(abs(interval.upper - 0.495) < 0.011)
      #expect(interval.resamples == 20_000)
    }
  }

  @Test func `the same seed gives the same interval, another seed another`() throws {
    let table = try RatingTable(randomRatings(seed: 3))
    func intervals(_ seed: UInt64) -> [[Interval]] {
      var random = SplitMix64(seed: seed)
      return AgreementMeasurement(
        table,
        Categories(nominal: table),
        AgreementOptions(bootstrap: BootstrapPlan(resamples: 200))
      ).coefficients(using: &random).map(\.intervals)
    }
    #expect(intervals(1) == intervals(1))
    #expect(intervals(1) != intervals(2))
    for found in intervals(1) where !found.isEmpty {
      for interval in found { #expect(interval.lower <= interval.upper && interval.upper <= 1) }
    }
  }

  @Test func `the difference of two sets of items has an interval of its own`() throws {
    func measurement(_ agreeing: Int, _ differing: Int) throws -> AgreementMeasurement {
      var rows: [Rating] = []
      for number in 0..<(agreeing + differing) {
        let label = number % 2 == 0 ? "x" : "y"
        let other = number < agreeing ? label : (label == "x" ? "y" : "x")
        rows.append(Rating(item: "\(number)", rater: "A", label: label))
        rows.append(Rating(item: "\(number)", rater: "B", label: other))
      }
      let table = try RatingTable(rows)
      return AgreementMeasurement(table, Categories(nominal: table))
    }
    var random = SplitMix64(seed: 5)
    let found = try measurement(180, 20).differences(
      from: try measurement(120, 80),
      BootstrapPlan(resamples: 2000),
      using: &random
    )
    let percent = try #require(found.first { $0.one.name == .percentAgreement })
    #expect(abs((percent.difference ?? 0) + 0.3) < 1e-12)
    // The difference of two shares: √(.9·.1/200 + .6·.4/200) = 0.0406, times 1.96.
    let interval = try #require(percent.interval)
    #expect(abs(interval.lower + 0.3796) < 0.012)
    #expect(abs(interval.upper + 0.2204) < 0.012)
  }

  @Test func `with too few items values are withheld, with the reason`() throws {
    let table = try RatingTable(randomRatings(seed: 3))
    var random = SplitMix64(seed: 1)
    let found = AgreementMeasurement(
      table,
      Categories(nominal: table),
      AgreementOptions(minimumItems: 1000)
    ).coefficients(using: &random)
    guard case .undefined(.tooFewItems(_, 1000)) = found[0].value else {
      Issue.record("\(found[0].value)")
      return
    }
  }

  @Test(arguments: [
    (Scale.interval, ["1", "x"], CategoryError.notANumber("x")),
    (.ratio, ["1", "-2"], .negative("-2")), (.interval, ["nan", "1"], .notANumber("nan")),
  ])
  func `labels that a scale does not take are named`(
    scale: Scale,
    labels: [String],
    error: CategoryError
  ) throws {
    let table = try RatingTable(
      labels.enumerated().map { Rating(item: "a", rater: "\($0)", label: $1) }
    )
    #expect(throws: error) { try Categories(of: table, scale: scale) }
  }

  @Test func `labels that are no numbers have an order only where it is said`() throws {
    let table = try RatingTable(ratings(["A": "low high", "B": "low mid"]))
    #expect(throws: CategoryError.noOrder(["high", "low", "mid"])) {
      try Categories(of: table, scale: .ordinal)
    }
    let numbers = try RatingTable(ratings(["A": "10 9", "B": "2 9"]))
    #expect(try Categories(of: numbers, scale: .ordinal).labels == ["2", "9", "10"])
  }

  @Test func `labels outside the order, or twice in it, are named`() throws {
    let table = try RatingTable(ratings(["A": "low high", "B": "low mid"]))
    #expect(throws: CategoryError.notInOrder("mid")) {
      try Categories(of: table, scale: .ordinal, order: ["low", "high"])
    }
    #expect(throws: CategoryError.orderedTwice("low")) {
      try Categories(of: table, scale: .ordinal, order: ["low", "mid", "low", "high"])
    }
  }
}
