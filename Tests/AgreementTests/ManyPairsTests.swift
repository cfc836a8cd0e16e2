import AnnotationCore
import Testing

@testable import Agreement

/// What is measured of many raters and many numbers, held against the definition.
@Suite struct ManyPairsTests {
  private func table(raters: Int, labels: Int, seed: UInt64) throws -> RatingTable {
    var random = SplitMix64(seed: seed)
    var ratings: [Rating] = []
    for item in 0..<40 {
      for rater in 0..<raters where Int.random(in: 0..<3, using: &random) > 0 {
        let label = Int.random(in: 0..<labels, using: &random)
        ratings.append(Rating(item: "i\(item)", rater: "r\(rater)", label: "\(label)"))
      }
    }
    return try RatingTable(ratings)
  }

  @Test(arguments: [2, 5, 40])
  func `every pair of raters is as it is alone`(labels: Int) throws {
    let table = try table(raters: 12, labels: labels, seed: UInt64(labels))
    let categories = Categories(nominal: table)
    let measurement = AgreementMeasurement(table, categories)
    var unused = NoRandomness()
    let all = measurement.pairs([.cohenKappa, .scottPi], using: &unused)
    #expect(all.count == 12 * 11)
    var place = 0
    for one in 0..<12 {
      for other in (one + 1)..<12 {
        let alone = measurement.pair(one, other, [.cohenKappa, .scottPi], using: &unused)
        #expect(Array(all[place..<(place + 2)]) == alone)
        place += 2
      }
    }
  }

  @Test(arguments: WeightScheme.allCases)
  func `a resample of two raters is measured as the two are`(scheme: WeightScheme) throws {
    let table = try table(raters: 2, labels: 3, seed: 3)
    let categories = try Categories(of: table, scale: .ordinal)
    let cross = CrossTable(of: table, categories, 0, 1, items: table.items.indices)
    let sample = CrossSample(
      cross: cross,
      weights: Weights(scheme, by: .rank, of: categories),
      names: [.cohenKappa, .scottPi]
    )
    var random = SplitMix64(seed: 4)
    var (drawn, found) = ([Int](), [Double?](repeating: nil, count: 2))
    let urn = Urn(sample.multiplicities)
    for _ in 0..<50 {
      urn.draw(into: &drawn, using: &random)
      sample.estimate(drawn, into: &found)
      #expect(found == sample.estimates(drawn))
    }
    // One item alone has one label of each rater, and nothing beyond chance where they agree.
    drawn = drawn.indices.map { $0 == 0 ? 1 : 0 }
    sample.estimate(drawn, into: &found)
    #expect(found == sample.estimates(drawn))
  }

  /// More cells than are counted in an array.
  @Test func `pairs are the same however many labels there are`() throws {
    let table = try table(raters: 3, labels: 3, seed: 1)
    let offered = (0..<3_000).map(String.init)
    let few = try Categories(of: table, scale: .nominal)
    let many = try Categories(of: table, scale: .nominal, order: offered)
    var unused = NoRandomness()
    let kappas = [few, many].map { categories in
      AgreementMeasurement(table, categories).pairs([.cohenKappa], using: &unused).map(\.value)
    }
    #expect(kappas[0] == kappas[1])
  }

  @Test func `progress is told of every pair`() throws {
    let table = try table(raters: 5, labels: 3, seed: 2)
    var told: [MeasuringProgress] = []
    let measurement = AgreementMeasurement(table, Categories(nominal: table)) { told.append($0) }
    var unused = NoRandomness()
    _ = measurement.pairs([.cohenKappa], using: &unused)
    #expect(told == (1...10).map { MeasuringProgress(what: .pairs, done: $0, all: 10) })
  }

  private static func numbers(_ kind: String) -> [Double] {
    var random = SplitMix64(seed: 5)
    func unit() -> Double { Double.random(in: 0..<1, using: &random) }
    return (0..<700).map { place in
      switch kind {
      case "with zero": Double(place)
      case "alike": 1_000 + Double(place) * 1e-6
      case "far apart": 1e-20 * (1 + Double(place)) * (place % 2 == 0 ? 1 : 1e40)
      default: 0.01 + 1e4 * unit() * unit() * unit()
      }
    }
  }

  @Test(arguments: ["with zero", "alike", "far apart", "skewed"])
  func `proportions of many numbers sum up as all pairs do`(kind: String) throws {
    let values = Self.numbers(kind)
    let counts = values.indices.map { Double($0 % 4) * ($0 % 50 == 0 ? 1e6 : 1) }
    func distance(_ c: Int, _ k: Int) -> Double {
      let sum = values[c] + values[k]
      let share = sum > 0 ? (values[c] - values[k]) / sum : 0
      return share * share
    }
    let fast = try #require(RatioDisagreement(values))
    let rows = values.indices.map { c in
      values.indices.reduce(0) { $0 + counts[$1] * distance(c, $1) }
    }
    let all = zip(rows, counts).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(fast.disagreement(counts) / all - 1) < 1e-11)
    for (own, row) in zip(fast.towards(counts), rows) { #expect(abs(own / row - 1) < 1e-10) }
  }

  /// Alpha, its resamples and what it is without each item, against all pairs of numbers.
  @Test func `alpha of many numbers is that of the definition`() throws {
    var random = SplitMix64(seed: 9)
    var ratings: [Rating] = []
    for item in 0..<200 {
      let truth = Double.random(in: 1..<1_000, using: &random)
      for rater in 0..<(item % 3 + 1) {
        let number = truth * Double.random(in: 0.5..<2, using: &random)
        ratings.append(Rating(item: "i\(item)", rater: "r\(rater)", label: "\(number)"))
      }
    }
    let table = try RatingTable(ratings)
    let categories = try Categories(of: table, scale: .ratio)
    #expect(categories.count > Distance.mostPaired)
    let patterns = Patterns(of: table, categories, items: table.items.indices)
    let counted = CountedRatings(
      patterns,
      categories,
      Weights(.unweighted, by: .rank, of: categories),
      Distance(categories),
      singles: .count
    )
    let sample = PatternSample(
      patterns: patterns,
      parts: [.init(counted: counted, names: [.krippendorffAlpha])]
    )
    func alpha(_ multiplicities: [Int]) -> Double {
      let totals = counted.totals(multiplicities)
      var expected = 0.0
      for c in totals.labels.indices {
        for k in totals.labels.indices {
          let (one, other) = (categories.values[c], categories.values[k])
          let share = (one - other) / (one + other)
          expected += totals.labels[c] * totals.labels[k] * share * share
        }
      }
      return 1 - totals.disagreement * (totals.ratings - 1) / expected
    }
    func expectNear(_ found: Double?, _ wanted: Double) {
      #expect(found.map { abs($0 - wanted) < 1e-10 } == true, "\(found ?? 0) \(wanted)")
    }
    expectNear(sample.estimates(sample.multiplicities)[0], alpha(sample.multiplicities))
    let drawn = Urn(sample.multiplicities).draw(using: &random)
    expectNear(sample.estimates(drawn)[0], alpha(drawn))
    for (pattern, found) in sample.leavingOneOut().enumerated() where pattern % 10 == 0 {
      var rest = sample.multiplicities
      rest[pattern] -= 1
      expectNear(found[0], alpha(rest))
    }
  }
}
