import Agreement
import AnnotationCore
import Fixtures
import ProjectStore
import Testing

@testable import Measurement

@Suite struct JuryJudgeTests {
  let room: JuryRoom

  init() throws { room = try JuryRoom() }

  private func judgement(
    field: FieldID? = nil,
    by: [String] = [],
    minimumItems: Int = 10
  ) throws -> Judgement {
    try Judgement(
      try JurySession(project: room.project, field: field),
      by: by,
      Resampling(resamples: 100),
      minimumItems: minimumItems,
      test: AlternativeAnnotatorTest.Options(epsilon: 0.2)
    )
  }

  // Eleven items have a human label, six of them appropriate. alder is right on 10, and gives
  // appropriate 5 times: pe = (5·6 + 6·5) / 121, kappa = (110 - 60) / (121 - 60) = 50/61.
  // The others' plurality: on i0 to i5 birch alone. alder differs from it on i1, i2 and i11.
  @Test func `a juror is held against humans and against the other jurors`() throws {
    let alder = try #require(try judgement().standings.first)
    #expect(alder.juror == "alder")
    #expect(alder.withHumans.items == 11)
    #expect(alder.withHumans.agreement.value.number == 10.0 / 11)
    #expect(abs((alder.withHumans.kappa.value.number ?? 0) - 50.0 / 61) < 1e-12)
    let interval = try #require(alder.withHumans.kappa.intervals.first)
    #expect(interval.lower < 50.0 / 61 && interval.upper >= 50.0 / 61)
    #expect(alder.withJurors.items == 14)
    #expect(alder.withJurors.agreement.value.number == 11.0 / 14)
  }

  @Test func `parts of the items are told apart, small ones withheld`() throws {
    let parts = try judgement(by: ["language"], minimumItems: 6).standings[1].strata
    #expect(parts.map(\.stratum) == ["language=en", "language=fr"])
    #expect(parts.map(\.items) == [6, 5])
    #expect(parts[0].agreement.value.number == 0.5)
    #expect(parts[1].agreement.value == .undefined(.tooFewItems(found: 5, needed: 6)))
  }

  // Errors: alder i0, birch i0 i1 i2, cedar none, so that one pair has a correlation:
  // (11·1 - 1·3) / √(1·10·3·8) = 8/√240. The jury of two votes at least is divided on i1 and i2,
  // and wrong on i0.
  @Test func `the jury stands beside its best juror, and as many as it is worth`() throws {
    let effective = try judgement().effective
    let correlation = 8 / 240.0.squareRoot()
    #expect(abs((effective.meanCorrelation.number ?? 0) - correlation) < 1e-12)
    #expect(effective.leftOut == 2)
    #expect(abs((effective.effective.number ?? 0) - 3 / (1 + 2 * correlation)) < 1e-12)
    #expect(effective.best?.juror == "cedar")
    #expect(effective.best?.record == JurorRecord(right: 5, answered: 5))
    #expect(effective.jury == JurorRecord(right: 8, answered: 9))
    #expect(effective.undecided == 2)
  }

  @Test func `who says probabilities is calibrated on what humans labelled`() throws {
    let found = try judgement().calibrations
    #expect(found.map(\.juror) == ["alder"])
    #expect(found[0].calibration.items == 11)
    // 10 right answers with 0.9, one wrong with 0.6.
    #expect(found[0].calibration.auroc.number == 1)
    #expect(abs((found[0].calibration.equalWidthError.number ?? 0) - (1 + 0.6) / 11) < 1e-12)
    #expect(abs(found[0].meanMass - 0.8) < 1e-12)
  }

  @Test func `refusals are counted, and how many of the jurors answered`() throws {
    let judgement = try judgement()
    let cedar = try #require(judgement.answers.last)
    #expect(cedar.endings == [.refused: 6, .verdict: 8])
    #expect(judgement.session.turnout == [0, 0, 6, 8])
    #expect(judgement.session.against == (0, 11))
  }

  @Test func `a label of record counts before what most annotators say`() throws {
    let project = room.project
    #expect(try JurySession(project: project, field: nil).evidence.right["i11"] == nil)
    #expect(try JurySession(project: project, field: nil).field.id == "judgment")
  }

  @Test(arguments: ["violations", "rationale"])
  func `a field of texts or of several choices is refused, with those that do`(
    field: String
  ) throws {
    let error = #expect(throws: MeasurementError.self) { try judgement(field: field) }
    #expect(error?.description.contains("These do: category, scope") == true)
  }

  @Test func `without a jury it is said what comes first`() throws {
    let rated = try RatedProject()
    let error = #expect(throws: MeasurementError.self) {
      try JurySession(project: rated.project, field: nil)
    }
    #expect(error?.description.contains("review run") == true)
  }
}

@Suite struct JurorAnswersTests {
  /// Both orders in both languages: trials 1 and 2 in the item's language, 3 and 4 in English.
  private let juror: Juror = {
    var juror = recordedJuror("alder")
    juror.asking.language = .both
    juror.asking.order = .both
    return juror
  }()

  private func trial(_ number: Int, _ label: ChoiceID?, _ item: ItemID = "a") -> TrialAnswer {
    TrialAnswer(
      item: item,
      juror: "alder",
      trial: number,
      ending: label == nil ? .unparsable : .verdict,
      value: label.map(FieldValue.single)
    )
  }

  @Test func `a flip is counted where trials differ in one thing alone`() {
    var answers = JurorAnswers(juror)
    answers.add([trial(1, "x"), trial(2, "y"), trial(3, "x"), trial(4, "x")])
    // By order 1-2 and 3-4, by language 1-3 and 2-4.
    #expect(answers.orders == .init(flipped: 1, pairs: 2))
    #expect(answers.languages == .init(flipped: 1, pairs: 2))
    #expect(answers.draws == .init())
  }

  @Test func `what gave no label is no flip`() {
    var answers = JurorAnswers(juror)
    answers.add([trial(1, "x"), trial(2, nil)])
    answers.add([trial(2, "y", "b")])
    #expect(answers.orders == .init())
    #expect(answers.endings == [.verdict: 2, .unparsable: 1])
  }

  @Test func `samples of one prompt differ by chance`() {
    var juror = recordedJuror("alder")
    juror.asking.samples = 3
    var answers = JurorAnswers(juror)
    answers.add([trial(1, "x"), trial(2, "y"), trial(3, "x")])
    #expect(answers.draws == .init(flipped: 2, pairs: 3))
  }
}
