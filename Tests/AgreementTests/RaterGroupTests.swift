import Agreement
import AnnotationCore
import Testing

/// Agreement within and between groups of raters.
@Suite struct RaterGroupTests {
  private func between(
    _ rows: KeyValuePairs<String, String>,
    first: Set<String>,
    second: Set<String>,
    scale: Scale = .nominal,
    bootstrap: BootstrapPlan? = nil
  ) throws -> (coefficients: [Coefficient], pairs: Int) {
    let table = try RatingTable(ratings(rows))
    var random = SplitMix64(seed: 1)
    return AgreementMeasurement(
      table,
      try Categories(of: table, scale: scale),
      AgreementOptions(bootstrap: bootstrap)
    ).betweenGroups(
      table.raters.map { first.contains($0) ? true : second.contains($0) ? false : nil },
      using: &random
    )
  }

  @Test func `with one rating by each group it is Cohen's kappa`() throws {
    // Cohen (1960), table 2: 29 / 59, as in CohenKappaTests.
    let table = try RatingTable(ratings(crossTable: [[88, 14, 18], [10, 40, 10], [2, 6, 12]]))
    var random = SplitMix64(seed: 1)
    let found = AgreementMeasurement(table, try Categories(of: table, scale: .nominal))
      .betweenGroups([true, false], using: &random)
    #expect(found.coefficients.map(\.name) == [.crossGroupAgreement, .crossReplicationReliability])
    #expect(rounds(found.coefficients[0].value, to: 0.7, decimals: 12))
    #expect(rounds(found.coefficients[1].value, to: 29.0 / 59.0, decimals: 12))
    #expect(found.pairs == 200)
    #expect(found.coefficients[1].items == 200)
    #expect(found.coefficients[1].ratings == 400)
  }

  @Test func `two groups of two, by hand`() throws {
    // North: A, B. South: C, D.
    //
    //            A B   C D   agreeing pairs of 4
    //     u1     x x   x x   4/4
    //     u2     x y   y y   2/4
    //     u3     y y   x y   2/4
    //     u4     x x   y x   2/4
    //     u5     y y   . .   not rated by the south
    //
    // agreement = (1 + 1/2 + 1/2 + 1/2) / 4 = 5/8
    // p_x = (1 + 1/2 + 0 + 1) / 4 = 5/8; q_x = (1 + 0 + 1/2 + 1/2) / 4 = 1/2
    // De = 1 - (5/8 · 1/2 + 3/8 · 1/2) = 1/2; Do = 3/8; xRR = 1 - 3/4 = 1/4
    let found = try between(
      ["A": "x x y x y", "B": "x y y x y", "C": "x y x y .", "D": "x y y x .", "E": "y y y y y"],
      first: ["A", "B"],
      second: ["C", "D"]
    )
    #expect(rounds(found.coefficients[0].value, to: 5.0 / 8.0, decimals: 12))
    #expect(rounds(found.coefficients[1].value, to: 1.0 / 4.0, decimals: 12))
    #expect(found.coefficients[1].observed == 5.0 / 8.0)
    #expect(found.coefficients[1].expected == 0.5)
    #expect(found.coefficients[1].items == 4)
    #expect(found.coefficients[1].raters == ["A", "B", "C", "D"])
    #expect(found.pairs == 16)
  }

  @Test func `where numbers of ratings differ, all items weigh the same`() throws {
    //            A B   C     agreeing share
    //     u1     x x   x     1
    //     u2     x .   y     0
    //     u3     y x   y     1/2
    //
    // agreement = 3/2 / 3 = 1/2; p_x = (1 + 1 + 1/2) / 3 = 5/6; q_x = 1/3
    // De = 1 - (5/6 · 1/3 + 1/6 · 2/3) = 1 - 7/18 = 11/18; xRR = 1 - (1/2) / (11/18) = 2/11
    let found = try between(
      ["A": "x x y", "B": "x . x", "C": "x y y"],
      first: ["A", "B"],
      second: ["C"]
    )
    #expect(rounds(found.coefficients[0].value, to: 0.5, decimals: 12))
    #expect(rounds(found.coefficients[1].value, to: 2.0 / 11.0, decimals: 12))
    #expect(found.pairs == 5)
  }

  @Test func `distances are those of the scale`() throws {
    //            A   B
    //     u1     1   2
    //     u2     2   2
    //     u3     4   3
    //
    // interval: Do = (1 + 0 + 1) / 3 = 2/3
    // De = mean of (a - b)² over a in 1 2 4, b in 2 2 3: (1 1 4 + 0 0 1 + 4 4 1) / 9 = 16/9
    // xRR = 1 - (2/3) / (16/9) = 1 - 3/8 = 5/8
    let rows: KeyValuePairs = ["A": "1 2 4", "B": "2 2 3"]
    let interval = try between(rows, first: ["A"], second: ["B"], scale: .interval)
    #expect(rounds(interval.coefficients[1].value, to: 5.0 / 8.0, decimals: 12))
    #expect(interval.coefficients[1].observed == nil)
    // ordinal: of 1 2 2 2 3 4 the middles are 0.5, 2.5, 4.5, 5.5.
    // Do = (4 + 0 + 1) / 3 = 5/3
    // De: from 0.5: 4 4 16; from 2.5: 0 0 4; from 5.5: 9 9 1: 47/9. xRR = 1 - 15/47 = 32/47
    let ordinal = try between(rows, first: ["A"], second: ["B"], scale: .ordinal)
    #expect(rounds(ordinal.coefficients[1].value, to: 32.0 / 47.0, decimals: 12))
    // ratio: Do = (1/9 + 0 + 1/49) / 3 = 58/1323
    // De: 1/9 1/9 1/4 + 0 0 1/25 + 1/9 1/9 1/49, all by 9
    let expected = (4.0 / 9 + 1.0 / 4 + 1.0 / 25 + 1.0 / 49) / 9
    let ratio = try between(rows, first: ["A"], second: ["B"], scale: .ratio)
    #expect(rounds(ratio.coefficients[1].value, to: 1 - 58.0 / 1323 / expected, decimals: 12))
    // sets: only a|b and b differ, by 1/2. Do = 1/4; De: 0 1/2 1/2 0 of a|b b and a|b b, that is
    // (1/2 + 0 + 0 + 1/2) / 4 = 1/4 with the other order. xRR = 1 - (1/4) / (1/4) = 0
    let sets = try between(["A": "a|b b", "B": "b b"], first: ["A"], second: ["B"], scale: .sets)
    #expect(rounds(sets.coefficients[1].value, to: 0, decimals: 12))
  }

  @Test func `the order of groups, items, raters and names changes nothing`() throws {
    let rows: KeyValuePairs = [
      "A": "x x y x y", "B": "x y . x y", "C": "x y x y .", "D": "x y y x z",
    ]
    let renamed: KeyValuePairs = [
      "Z": "y x z x y", "Y": "x . x y y", "X": ". y y x x", "W": "y x x x y",
    ]
    let plan = BootstrapPlan(resamples: 200)
    let one = try between(rows, first: ["A", "B"], second: ["C", "D"], bootstrap: plan)
    let other = try between(rows, first: ["C", "D"], second: ["A", "B"], bootstrap: plan)
    #expect(one.coefficients.map(\.value) == other.coefficients.map(\.value))
    // The columns in the order 5 4 1 3 2 … are other items of the same patterns.
    let third = try between(renamed, first: ["W", "Z"], second: ["X", "Y"])
    #expect(third.coefficients[0].items == 5)
  }

  @Test func `intervals hold the value, and are the same again`() throws {
    var generator = SplitMix64(seed: 7)
    var all: [Rating] = []
    for item in 0..<60 {
      let truth = Int.random(in: 0..<3, using: &generator)
      for rater in ["n1", "n2", "s1", "s2", "s3"] {
        let label =
          Int.random(in: 0..<10, using: &generator) < 7
          ? truth : Int.random(in: 0..<3, using: &generator)
        all.append(Rating(item: "i\(item)", rater: rater, label: "\(label)"))
      }
    }
    let table = try RatingTable(all)
    let groups = table.raters.map { $0.hasPrefix("n") }
    func measured(_ scale: Scale) throws -> [Coefficient] {
      var random = SplitMix64(seed: 1)
      return AgreementMeasurement(
        table,
        try Categories(of: table, scale: scale),
        AgreementOptions(bootstrap: BootstrapPlan(resamples: 300))
      ).betweenGroups(groups, using: &random).coefficients
    }
    for scale in [Scale.nominal, .ordinal, .interval, .ratio] {
      for coefficient in try measured(scale) {
        let value = try #require(coefficient.value.number)
        #expect(!coefficient.intervals.isEmpty)
        for interval in coefficient.intervals {
          #expect(interval.lower <= value && value <= interval.upper, "\(scale) \(interval)")
          #expect(interval.upper - interval.lower < 0.5)
        }
      }
      #expect(try measured(scale) == measured(scale))
    }
  }

  @Test func `what cannot be measured says why`() throws {
    let apart = try between(["A": "x x . .", "B": ". . y y"], first: ["A"], second: ["B"])
    #expect(
      apart.coefficients.map(\.value) == Array(repeating: .undefined(.noPairableRatings), count: 2)
    )
    #expect(apart.pairs == 0)
    let same = try between(["A": "x x", "B": "x x"], first: ["A"], second: ["B"])
    #expect(same.coefficients[0].value == .value(1))
    #expect(same.coefficients[1].value == .undefined(.oneCategoryOnly(label: "x")))
  }

  @Test func `the ratings of some raters keep their items and labels`() throws {
    let table = try RatingTable(ratings(["A": "x x y", "B": "x y .", "C": "z . z"]))
    let kept = table.keeping(raters: [true, true, false])
    #expect(kept.raters == ["A", "B"] && kept.items == table.items && kept.labels == table.labels)
    #expect(kept.ratingCount == 5)
    #expect(kept.pairCount == 2)
    #expect(table.pairCount == 3 + 1 + 1)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `all pairs are measured as each pair is by itself`(seed: UInt64) throws {
    let table = try RatingTable(randomRatings(seed: seed))
    let measurement = AgreementMeasurement(table, Categories(nominal: table))
    var random = SplitMix64(seed: 1)
    let pairs = measurement.pairs([.cohenKappa, .scottPi], using: &random)
    var expected: [Coefficient] = []
    for one in table.raters.indices {
      for other in table.raters.indices where other > one {
        let found = measurement.pair(one, other, [.cohenKappa, .scottPi], using: &random)
        if found[0].items > 0 { expected += found }
      }
    }
    #expect(pairs == expected)
  }
}
