import Agreement
import AnnotationCore
import Fixtures
import ProjectStore
import Testing

@testable import Measurement

@Suite struct ProjectMeasurementTests {
  let rated: RatedProject

  init() throws { rated = try RatedProject() }

  private func rows(
    _ fields: [FieldID],
    by: [String] = [],
    _ change: (inout AgreementPlan) -> Void = { _ in }
  ) throws -> [MeasuredRow] {
    var plan = AgreementPlan()
    change(&plan)
    return try ProjectMeasurement(of: rated.project, plan).rows(fields: fields, by: by)
  }

  // 10 of 12 agree. ana: 6 and 6, ben: 4 and 8 (both differences are ana's appropriate).
  //   Cohen  pe = (6·4 + 6·8) / 144 = 1/2, (10/12 - 1/2) / (1/2) = 2/3
  //   alpha  n = 24, labels 10 and 14: De = 2·10·14 / (24·23) = 280/552, Do = 4/24,
  //          1 - (1/6) / (280/552) = 1 - 23/70 = 47/70
  @Test func `a field is measured among people, overall and by language`() throws {
    let rows = try rows(["judgment"], by: ["language"]) { $0.minimumItems = 6 }
    func row(_ name: Coefficient.Name, _ stratum: String = "") throws -> MeasuredRow {
      try #require(
        rows.first { $0.name == name && $0.stratum == stratum && $0.among == .humans }
      )
    }
    #expect(abs((try row(.cohenKappa).value ?? 0) - 2.0 / 3) < 1e-12)
    #expect(abs((try row(.krippendorffAlpha).value ?? 0) - 47.0 / 70) < 1e-12)
    #expect(try row(.percentAgreement, "language=en").value == 5.0 / 6)
    #expect(try row(.krippendorffAlpha, "language=fr").items == 6)
    let interval = try #require(try row(.krippendorffAlpha).interval)
    #expect(interval.lower < 47.0 / 70 && interval.upper > 47.0 / 70)
    // No juror has said anything.
    let jury = rows.filter { $0.among == .jurors }
    #expect(jury.allSatisfy { $0.value == nil })
  }

  @Test func `below the minimum of items a stratum's values are withheld`() throws {
    let rows = try rows(["judgment"], by: ["language"]) { $0.resampling.resamples = 0 }
    let strata = rows.filter { $0.stratum == "language=en" && $0.among == .humans }
    #expect(strata.contains { $0.undefined?.code == .tooFewItems })
    #expect(rows.contains { $0.stratum.isEmpty && $0.value != nil })
  }

  // Annotators and jurors both labelled i0 to i11: ana and ben all, alder and birch all, cedar six. Each
  // of 24 labels of annotators meets one of each juror: 2 · (12 + 12 + 6) pairs.
  @Test func `annotators with jurors are counted by items, and by pairs beside`() throws {
    let room = try JuryRoom()
    var plan = AgreementPlan()
    plan.minimumItems = 7
    let found = try ProjectMeasurement(of: room.project, plan)
      .measured(fields: ["judgment"], by: ["language"])
    let both = found.rows.filter { $0.among == .humanJury && $0.value != nil }
    let all = try #require(both.first { $0.stratum.isEmpty && $0.name == .percentAgreement })
    #expect((all.items, all.raters, all.ratings, all.pairs) == (12, 5, 54, 60))
    // Of each language there are six items, however many pairs.
    #expect(both.allSatisfy { $0.stratum.isEmpty })
    let withheld = try #require(
      found.rows.first { $0.among == .humanJury && !$0.stratum.isEmpty }
    )
    #expect(withheld.undefined?.sentence?.hasPrefix("6 items can be compared") == true)
    #expect(found.counts.map(\.among) == [.humans, .jurors, .all])
    #expect(found.counts.map(\.items) == [12, 14, 14])
    #expect(found.counts.map(\.ratings) == [24, 36, 60])
  }

  @Test func `strata of decided values are called like the labels of files`() {
    #expect(FieldValue.multiple(["b", "a"]).stratum == "a|b")
    #expect(FieldValue.multiple([]).stratum == "none")
    #expect(FieldValue.scale(3).stratum == "3")
  }

  @Test func `what items cannot be told apart by is refused with what there is`() throws {
    let error = #expect(throws: MeasurementError.self) { try rows([], by: ["rationale"]) }
    #expect(
      error?.description.contains("There is: language, source, model, time, category") == true
    )
    #expect(
      try rows([], by: ["judgment"]) { $0.resampling.resamples = 0 }.allSatisfy {
        $0.stratum.isEmpty
      }
    )
  }

  @Test func `the guideline says the scale, and a text has no agreement`() throws {
    let rows = try rows([]) { $0.resampling.resamples = 0 }
    func scale(_ field: FieldID) -> Set<Scale> {
      Set(rows.filter { $0.field == field && $0.among == .humans }.map(\.scale))
    }
    #expect(scale("judgment") == [.nominal])
    #expect(scale("stage_two_confidence") == [.ordinal])
    #expect(scale("violations") == [.sets])
    #expect(
      rows.filter { $0.field == "rationale" }.allSatisfy { $0.undefined?.code == .text }
    )
    let weighted = rows.contains { $0.name == .gwetAC2 && $0.weights == .quadratic }
    #expect(weighted)
  }

  @Test func `a rater's profile counts the others, month by month`() throws {
    let profiles = RaterProfile.profiles(
      of: try FieldRatings(of: "judgment", in: rated.project, among: .humans)
    )
    #expect(profiles.count == 2)
    for profile in profiles {
      #expect((profile.others.agreeing, profile.others.all) == (10, 12))
      #expect(profile.months.map(\.share.all).reduce(0, +) == 12)
      #expect(profile.decisions.value == nil)
    }
  }

  @Test func `more labels than a model of raters could hold are refused`() throws {
    var builder = RatingTableBuilder()
    for number in 0..<10_001 {
      builder.add(Rating(item: "i\(number)", rater: "ana", label: "l\(number)"))
    }
    let table = try builder.table()
    #expect(throws: CategoryError.tooManyLabelsToModel(10_001, most: 10_000)) {
      try FieldRatings(table, order: nil)
    }
  }
}
