import Agreement
import Testing

@Suite struct PercentAgreementTests {
  @Test func `fourteen raters of ten subjects give 0.378, as in Wikipedia, Fleiss' kappa`() throws {
    // Agreeing ordered pairs per subject, the sum of n (n - 1): 182, 46, 56, 80, 60, 84, 44, 32,
    // 52, 52, together 688, of 10 · 14 · 13 = 1820: P = 688 / 1820 = 0.37802…, printed as 0.378.
    // All subjects have 14 ratings, so this is also the mean of the ten proportions.
    let agreement = percentAgreement(try RatingTable(ratings(counts: fleissExample)))
    #expect(agreement.value == .value(688.0 / 1820.0))
    #expect(rounds(agreement.value, to: 0.378, decimals: 3))
    #expect(agreement.observed == 688.0 / 1820.0)
    #expect(agreement.expected == nil)
    #expect(agreement.ratings == 140)
    #expect(agreement.raters.count == 14)
  }

  @Test func `alpha of the same subjects follows from the printed kappa of 0.210`() throws {
    // Totals 20, 28, 39, 21, 32: Pe = (400 + 784 + 1521 + 441 + 1024) / 140² = 4170 / 19600 =
    // 0.213, kappa = (0.378 - 0.213) / (1 - 0.213) = 0.210. With equally many ratings per subject
    // alpha differs by the correction for small samples only: 1 - alpha = (1 - kappa) (n - 1) / n,
    // n = 140.
    let kappa = (688.0 / 1820.0 - 4170.0 / 19600.0) / (1 - 4170.0 / 19600.0)
    #expect(rounds(.value(kappa), to: 0.210, decimals: 3))
    let alpha = krippendorffAlpha(try RatingTable(ratings(counts: fleissExample)))
    #expect(rounds(alpha.value, to: 1 - (1 - kappa) * 139.0 / 140.0, decimals: 12))
  }

  @Test func `of two raters it is the share of items on which they agree`() throws {
    // Krippendorff (2011), section A: six of ten.
    let table = try RatingTable(
      ratings(["Meg": "0 1 0 0 0 0 0 0 1 0", "Owen": "1 1 1 0 0 1 0 0 0 0"])
    )
    #expect(percentAgreement(table).value == .value(0.6))
  }

  @Test func `with gaps every pair weighs the same`() throws {
    // Krippendorff (2011), section C, agreeing of all pairs by unit: u1 3/3, u2 3/6, u3 6/6, u4
    // 6/6, u5 6/6, u6 0/6, u7 6/6, u8 3/6, u9 6/6, u10 3/3, u11 1/1; u12 has no pair. Together 43
    // of 55.
    let agreement = percentAgreement(try RatingTable(krippendorffC))
    #expect(agreement.value == .value(43.0 / 55.0))
    #expect(agreement.items == 11)
    #expect(agreement.ratings == 40)
  }
}

/// Wikipedia, Fleiss' kappa, worked example: ten subjects, five labels, fourteen raters.
private let fleissExample = [
  [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
  [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
]
