import Agreement
import AnnotationCore
import Testing

/// The examples of Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, University of
/// Pennsylvania, https://repository.upenn.edu/asc_papers/43. All use the computational form
///
///     alpha = ((n - 1) sum o_cc - sum n_c (n_c - 1)) / (n (n - 1) - sum n_c (n_c - 1))
///
/// which is 1 - Do / De with numerator and denominator multiplied out.
@Suite struct KrippendorffAlphaTests {
  @Test func `binary labels of two observers give 0.095, as in Krippendorff 2011, section A`()
    throws
  {
    // Both 0 in units 4, 5, 7, 8, 10: o_00 = 2 · 5 = 10. Both 1 in unit 2: o_11 = 2 · 1 = 2.
    // Different in units 1, 3, 6, 9: o_01 = o_10 = 4. n_0 = 14, n_1 = 6, n = 20.
    // alpha = (19 · 12 - (14 · 13 + 6 · 5)) / (20 · 19 - (14 · 13 + 6 · 5))
    //       = (228 - 212) / (380 - 212) = 16 / 168 = 2 / 21 = 0.0952…
    let table = try RatingTable(
      ratings([
        "Meg": "0 1 0 0 0 0 0 0 1 0",
        "Owen": "1 1 1 0 0 1 0 0 0 0",
      ])
    )
    let alpha = krippendorffAlpha(table)
    #expect(rounds(alpha.value, to: 0.095, decimals: 3))
    #expect(rounds(alpha.value, to: 2.0 / 21.0, decimals: 12))
    #expect(alpha.observed == 12.0 / 20.0)
    #expect(alpha.items == 10)
    #expect(alpha.raters == ["Meg", "Owen"])
    #expect(alpha.ratings == 20)
  }

  @Test func `five labels of two observers give 0.692, as in Krippendorff 2011, section B`() throws
  {
    // Same label: a in unit 2; b in 3, 4; c in 6, 7, 8; d in 10, 11; e in 9; two coincidences each:
    // o_aa = 2, o_bb = 4, o_cc = 6, o_dd = 4, o_ee = 2, sum 18. Units 1, 5 and 12 differ.
    // Totals n_a = 4, n_b = 6, n_c = 6, n_d = 6, n_e = 2, n = 24.
    // sum n_c (n_c - 1) = 12 + 30 + 30 + 30 + 2 = 104.
    // alpha = (23 · 18 - 104) / (24 · 23 - 104) = 310 / 448 = 155 / 224 = 0.69196…
    let table = try RatingTable(
      ratings([
        "Ben": "a a b b d c c c e d d a",
        "Gerry": "b a b b b c c c e d d d",
      ])
    )
    let alpha = krippendorffAlpha(table)
    #expect(rounds(alpha.value, to: 0.692, decimals: 3))
    #expect(rounds(alpha.value, to: 155.0 / 224.0, decimals: 12))
  }

  @Test func `four observers with missing labels give 0.743, as in Krippendorff 2011, section C`()
    throws
  {
    // Unit 12 has one rating and does not enter: 11 units, n = 3 + 8 · 4 + 3 + 2 = 40.
    // A unit with m ratings adds n_uc (n_uc - 1) / (m - 1) to o_cc:
    //   o_11: u1 3·2/2 = 3, u8 3·2/3 = 2, u11 2·1/1 = 2              sum  7    n_1 =  9
    //   o_22: u2 3·2/3 = 2, u5 4·3/3 = 4, u9 4                       sum 10    n_2 = 13
    //   o_33: u3 4, u4 4                                             sum  8    n_3 = 10
    //   o_44: u7 4                                                   sum  4    n_4 =  5
    //   o_55: u10 3·2/2 = 3                                          sum  3    n_5 =  3
    //   (u6 has four different labels and adds nothing.)             sum 32        n = 40
    // sum n_c (n_c - 1) = 9·8 + 13·12 + 10·9 + 5·4 + 3·2 = 72 + 156 + 90 + 20 + 6 = 344.
    // alpha = (39 · 32 - 344) / (40 · 39 - 344) = 904 / 1216 = 113 / 152 = 0.74342…
    let alpha = krippendorffAlpha(try RatingTable(krippendorffC))
    #expect(rounds(alpha.value, to: 0.743, decimals: 3))
    #expect(rounds(alpha.value, to: 113.0 / 152.0, decimals: 12))
    // Observed 32 / 40, expected 344 / (40 · 39).
    #expect(rounds(.value(alpha.observed ?? 0), to: 0.8, decimals: 12))
    #expect(rounds(.value(alpha.expected ?? 0), to: 344.0 / 1560.0, decimals: 12))
    #expect(alpha.items == 11)
    #expect(alpha.ratings == 40)
    #expect(alpha.raters == ["A", "B", "C", "D"])
  }

  @Test func `three coders of fifteen units give 0.691, as in Wikipedia, Krippendorff's alpha`()
    throws
  {
    // Units 1, 2 and 14 have fewer than two ratings. Coincidences o_11 = 6, o_22 = 4, o_33 = 7,
    // o_44 = 3, sum 20; totals 7, 4, 10, 5, n = 26.
    // sum n_c (n_c - 1) = 42 + 12 + 90 + 20 = 164.
    // alpha = (25 · 20 - 164) / (26 · 25 - 164) = 336 / 486 = 56 / 81 = 0.69135…
    let table = try RatingTable(
      ratings([
        "A": ". . . . . 3 4 1 2 1 1 3 3 . 3",
        "B": "1 . 2 1 3 3 4 3 . . . . . . .",
        "C": ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
      ])
    )
    let alpha = krippendorffAlpha(table)
    #expect(rounds(alpha.value, to: 0.691, decimals: 3))
    #expect(rounds(alpha.value, to: 56.0 / 81.0, decimals: 12))
    #expect(alpha.items == 12)
  }

  @Test(arguments: 1...12)
  func `alpha is what its definition gives, pair by pair`(seed: UInt64) throws {
    let ratings = randomRatings(seed: seed)
    let value = try #require(krippendorffAlpha(try RatingTable(ratings)).value.number)
    #expect(abs(value - alphaPairByPair(ratings)) < 1e-12)
  }

  @Test(arguments: 1...6)
  func `of two raters without gaps alpha is Scott's pi with its correction for small samples`(
    seed: UInt64
  ) throws {
    // Krippendorff (2011), note on Scott's pi: 1 - alpha = (1 - pi) (n - 1) / n, n = 2 N. The
    // expected agreement of pi uses the shares of the two raters together.
    var generator = SplitMix64(seed: seed)
    let cells = (0..<3).map { _ in (0..<3).map { _ in Int.random(in: 1...9, using: &generator) } }
    let n = Double(2 * cells.joined().reduce(0, +))
    let observed = 2 * Double((0..<3).reduce(0) { $0 + cells[$1][$1] }) / n
    let expected = (0..<3).reduce(0.0) { sum, label in
      let total = cells[label].reduce(0, +) + cells.reduce(0) { $0 + $1[label] }
      return sum + Double(total * total) / (n * n)
    }
    let pi = (observed - expected) / (1 - expected)

    let alpha = krippendorffAlpha(try RatingTable(ratings(crossTable: cells)))
    #expect(rounds(alpha.value, to: 1 - (1 - pi) * (n - 1) / n, decimals: 10))
  }
}

/// Krippendorff (2011), section C: four observers, twelve units.
let krippendorffC = ratings([
  "A": "1 2 3 3 2 1 4 1 2 . . .",
  "B": "1 2 3 3 2 2 4 1 2 5 . 3",
  "C": ". 3 3 3 2 3 4 2 2 5 1 .",
  "D": "1 2 3 3 2 4 4 1 2 5 1 .",
])

/// Alpha by comparing every rating with every other, as slow as its definition.
///
/// Do is the mean, over pairable ratings, of the share of the other ratings of the item that
/// differ; De is the share of differing pairs among all pairs of pairable ratings.
private func alphaPairByPair(_ ratings: [Rating]) -> Double {
  let pairable = Dictionary(grouping: ratings, by: \.item).values.filter { $0.count > 1 }
  var observed = 0.0
  for item in pairable {
    for one in item {
      let differing = item.count { $0.label != one.label }
      observed += Double(differing) / Double(item.count - 1)
    }
  }
  let all = pairable.flatMap { $0 }
  var expected = 0.0
  for one in all {
    expected += Double(all.count { $0.label != one.label })
  }
  return 1 - (observed / Double(all.count)) / (expected / Double(all.count * (all.count - 1)))
}
