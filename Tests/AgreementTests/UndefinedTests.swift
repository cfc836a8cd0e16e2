import Agreement
import Testing

@Suite struct UndefinedTests {
  @Test func `an empty table has no coefficient and says why`() throws {
    let table = try RatingTable([])
    #expect(percentAgreement(table).value == .undefined(.noPairableRatings))
    #expect(krippendorffAlpha(table).value == .undefined(.noPairableRatings))
    #expect(cohenKappaPairs(table).isEmpty)
    #expect(cohenKappa(table, "A", "B").value == .undefined(.raterNotFound("A")))
  }

  @Test func `one rating per item leaves nothing to compare`() throws {
    let table = try RatingTable(ratings(["A": "x . y", "B": ". y ."]))
    for coefficient in [percentAgreement(table), krippendorffAlpha(table)] {
      #expect(coefficient.value == .undefined(.noPairableRatings))
      #expect(coefficient.observed == nil)
      #expect(coefficient.expected == nil)
      #expect(coefficient.items == 0)
      #expect(coefficient.ratings == 0)
      #expect(coefficient.raters.isEmpty)
    }
    #expect(cohenKappaPairs(table).isEmpty)
    #expect(cohenKappa(table, "A", "B").value == .undefined(.noCommonItems("A", "B")))
  }

  @Test func `agreement on a single label is complete, and beyond chance undefined`() throws {
    // C's lone "y" has nothing to be compared with, so it adds no second label.
    let table = try RatingTable(ratings(["A": "x x x .", "B": "x x x .", "C": "x . . y"]))
    #expect(percentAgreement(table).value == .value(1))
    let alpha = krippendorffAlpha(table)
    #expect(alpha.value == .undefined(.oneCategoryOnly(label: "x")))
    #expect(alpha.observed == 1)
    #expect(alpha.expected == 1)
    let kappa = cohenKappa(table, "A", "B")
    #expect(kappa.value == .undefined(.oneCategoryOnly(label: "x")))
    #expect(kappa.observed == 1)
    #expect(kappa.expected == 1)
  }

  @Test func `perfect agreement on two labels is exactly 1`() throws {
    let table = try RatingTable(ratings(["A": "x y x", "B": "x y x", "C": "x y ."]))
    #expect(percentAgreement(table).value == .value(1))
    #expect(krippendorffAlpha(table).value == .value(1))
    #expect(cohenKappa(table, "A", "C").value == .value(1))
  }

  @Test func `two raters who never agree have values, not reasons`() throws {
    // alpha: n = 2, o_xy = o_yx = 1, Do = 1, De = (4 - 2) / (2 · 1) = 1, alpha = 0.
    // kappa: po = 0, pe = 0, kappa = 0.
    let table = try RatingTable(ratings(["A": "x", "B": "y"]))
    #expect(percentAgreement(table).value == .value(0))
    #expect(krippendorffAlpha(table).value == .value(0))
    #expect(cohenKappa(table, "A", "B").value == .value(0))
  }

  @Test func `who cannot be compared is named`() throws {
    let table = try RatingTable(ratings(["A": "x y", "B": "x y"]))
    #expect(cohenKappa(table, "A", "Zoe").value == .undefined(.raterNotFound("Zoe")))
    #expect(cohenKappa(table, "Zoe", "A").value == .undefined(.raterNotFound("Zoe")))
    #expect(cohenKappa(table, "A", "A").value == .undefined(.sameRater("A")))
    #expect(cohenKappa(table, "A", "Zoe").raters == ["A", "Zoe"])
  }

  @Test(arguments: [
    (Undefined.noPairableRatings, "no_pairable_ratings", "two raters"),
    (.noCommonItems("Ana", "Bo"), "no_common_items", "Ana and Bo"),
    (.oneCategoryOnly(label: "neutral"), "one_category_only", "neutral"),
    (.raterNotFound("Zoe"), "rater_not_found", "Zoe"),
    (.sameRater("Ana"), "same_rater", "Ana"),
    (.tooFewLabelled(found: 1, needed: 2), "too_few_labelled", "1, and at least 2"),
    (.tooFewUnlabelled(found: 0, needed: 2), "too_few_unlabelled", "0, and at least 2"),
    (.notFinite, "not_finite", "probabilities"), (.noVariation, "no_variation", "the same"),
    (.oneOutcomeOnly(right: true), "one_outcome_only", "until one is wrong"),
    (.oneOutcomeOnly(right: false), "one_outcome_only", "until one is right"),
    (.noComparableJurors, "no_comparable_jurors", "No two jurors"),
    (.errorsOffset, "errors_offset", "different items"),
  ])
  func `every reason has a name and a sentence with its facts`(
    reason: Undefined,
    code: String,
    fact: String
  ) {
    #expect(reason.code.rawValue == code)
    #expect(reason.sentence.contains(fact))
    #expect(reason.sentence.hasSuffix("."))
  }

  @Test func `every coefficient has a name for files and a definition in one sentence`() {
    let names = Coefficient.Name.allCases
    #expect(
      names.map(\.rawValue) == [
        "percent_agreement", "percent_agreement_by_item", "cohen_kappa", "scott_pi",
        "fleiss_kappa", "krippendorff_alpha", "gwet_ac1", "gwet_ac2", "brennan_prediger",
        "conger_kappa", "light_kappa",
        "cross_group_agreement", "cross_replication_reliability",
      ]
    )
    for name in names {
      #expect(name.definition.hasSuffix("."))
      #expect(!name.definition.contains("\n"))
    }
  }
}
