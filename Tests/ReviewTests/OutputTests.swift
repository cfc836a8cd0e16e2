import AnnotationCore
import ProjectStore
import Testing

@testable import Review

@Suite struct OutputTests {
  @Test func `numbers stand to the right, words to the left`() {
    #expect(
      table([["name", "count"], ["ana", "7"], ["benedikt", "12"]]) == """
        name      count
        ana           7
        benedikt     12
        """
    )
  }

  @Test func `a name cannot act on the terminal`() {
    #expect(safe("a\u{1B}[31m\u{202E}b") == "a\\u{1b}[31m\\u{202e}b")
  }

  @Test func `agreement is measured by group and language, and says where it is undefined`() throws
  {
    let guideline = Guideline.withOneField
    let ratings = [
      FieldRating(
        item: "1",
        language: "en",
        rater: "ana",
        pseudonym: "rater-a",
        value: .single("good")
      ),
      FieldRating(
        item: "1",
        language: "en",
        rater: "ben",
        pseudonym: "rater-b",
        value: .single("good")
      ),
      FieldRating(
        item: "2",
        language: "fr",
        rater: "ana",
        pseudonym: "rater-a",
        value: .single("good")
      ),
      FieldRating(
        item: "2",
        language: "fr",
        rater: "ben",
        pseudonym: "rater-b",
        value: .single("bad")
      ),
    ]
    let field = try #require(guideline.field("fit"))
    let values = try AgreementMeasurement(guideline: guideline)
      .values(of: field, among: .humans, ratings)
    func measure(_ name: String, _ stratum: String) -> AgreementValue.Measure? {
      values.first { $0.coefficient == name && $0.stratum == stratum }?.measure
    }
    // One pair of two agrees.
    #expect(measure("percent_agreement", "") == .value(0.5))
    // Coincidences: good-good 2, good-bad 1, bad-good 1. Observed disagreement 2/4; expected
    // 2·(3·1)/(4·3) = 1/2. Alpha = 1 − 1 = 0.
    #expect(measure("krippendorff_alpha", "") == .value(0))
    #expect(measure("krippendorff_alpha", "en") == .undefined("one_category_only"))
    // Observed 1/2; expected 1·1/2 + 0·1/2 = 1/2.
    #expect(measure("cohen_kappa", "rater-a/rater-b") == .value(0))
    #expect(measure("cohen_kappa", "fr rater-a/rater-b") != nil)
  }
}

extension Guideline {
  /// Just enough of a guideline to measure one field.
  static let withOneField = Guideline(
    id: "g",
    version: "1",
    title: LocalizedText("G"),
    description: LocalizedText(""),
    languages: ["en"],
    flow: .walk,
    stages: [
      Stage(
        id: "one",
        title: LocalizedText("One"),
        help: LocalizedText(""),
        fields: [
          Field(
            id: "fit",
            title: LocalizedText("Fit"),
            help: LocalizedText(""),
            kind: .single(.listed([])),
            resolution: .unanimous
          )
        ]
      ),
      Stage(id: "two", title: LocalizedText("Two"), help: LocalizedText(""), fields: []),
    ],
    criteria: CriterionTable(selectBy: [], rows: [], list: []),
    points: [],
    decisions: DecisionPolicy(minimumRaters: 2, jury: .ignored, juryQuorum: 1),
    prompts: [:]
  )
}
