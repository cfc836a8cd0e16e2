import Agreement
import AnnotationCore
import ArgumentParser
import Fixtures
import Foundation
import JSON
import Measurement
import ProjectStore
import RatingFiles
import Testing

@testable import Review

@Suite struct AgreementCommandTests {
  let place: Workplace

  /// Twelve items that ana and ben have labelled elsewhere: they differ on one of each language.
  init() throws {
    place = try Workplace()
    try place.makeProject(
      items: (0..<12).map { number in
        #"{"id":"i\#(number)","language":"\#(number < 6 ? "en" : "fr")","question":"?","answer":"!"}"#
      },
      languages: "en,fr"
    )
    var lines = ["item,annotator,field,label"]
    for number in 0..<12 {
      let label = number % 2 == 0 ? "appropriate" : "inappropriate"
      let other = number % 6 == 0 ? "inappropriate" : label
      lines.append("i\(number),ana,judgment,\(label)")
      lines.append("i\(number),ben,judgment,\(other)")
      lines.append("i\(number),ana,stage_two_confidence,\(1 + number % 5)")
      lines.append("i\(number),ben,stage_two_confidence,\(1 + (number + 1) % 5)")
      lines.append("i\(number),ana,violations,\(number % 3 == 0 ? "loaded_wording" : "none")")
      lines.append("i\(number),ben,violations,loaded_wording")
    }
    let file = place.path("labels.csv")
    try lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
    try place.run(ImportAnnotationsCommand.self, place.project, file)
  }

  private func rows(_ fields: [FieldID], by: [String] = [], _ options: String...) throws
    -> [MeasuredRow]
  {
    try ProjectMeasurement(
      of: try Project.open(at: place.project),
      try MeasuringOptions.parse(options).plan
    ).rows(fields: fields, by: by)
  }

  @Test func `what is kept comes back in the history and in a release`() throws {
    for note in ["first", "second"] {
      try place.run(
        AgreementCommand.self,
        place.project,
        "--save",
        "--note",
        note,
        "--resamples",
        "50",
        "--by",
        "language",
        "--pairs",
        "--json"
      )
    }
    let runs = try Project.open(at: place.project).agreementRuns()
    #expect(runs.map(\.note) == ["second", "first"])
    let kept = try rows([], by: ["language"], "--resamples", "50", "--pairs").compactMap(\.kept)
    #expect(Set(runs[0].values) == Set(kept))
    #expect(AgreementText.history(of: runs).contains("run 2"))
    try place.run(ExportCommand.self, place.project, place.path("release"))
    let released = try String(
      contentsOfFile: place.path("release/evidence/agreement.json"),
      encoding: .utf8
    )
    #expect(released.contains("\"krippendorff_alpha\""))
    #expect(released.contains("\"lower\""))
  }

  @Test func `every line of the report fits eighty columns`() throws {
    let rows = try rows([], by: ["language", "language,source"], "--minimum-items", "3")
    for text in [
      AgreementDocument(MeasuredAgreement(rows: rows)).text(isDetailed: false),
      AgreementDocument(MeasuredAgreement(rows: rows.filter { $0.field == "judgment" })).text(),
    ] {
      for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }
  }

  @Test func `a caterpillar stands where its value does`() {
    let interval = Interval(method: .bca, lower: 0.2, upper: 0.8, level: 0.95, resamples: 9)
    #expect(AgreementText.caterpillar(0.5, interval) == "          ┊ ───●───")
    #expect(AgreementText.caterpillar(-1, nil) == "●         ┊")
    #expect(AgreementText.caterpillar(1, nil) == "          ┊         ●")
  }

  @Test(arguments: [
    ("=1+2", "'=1+2"), ("-0.5", "-0.5"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("@x", "'@x"),
  ])
  func `a cell is no formula`(text: String, cell: String) {
    #expect(csvField(text) == cell)
  }

  @Test func `raters are modelled, and what is unknown is said`() throws {
    try place.run(
      RatersCommand.self,
      place.project,
      "--field",
      "judgment",
      "--posteriors",
      place.path("p.csv"),
      "--abilities",
      place.path("a.csv"),
      "--json"
    )
    let abilities = try String(contentsOfFile: place.path("a.csv"), encoding: .utf8)
    #expect(abilities.split(separator: "\n").count == 1 + 6 * 2)
    let posteriors = try String(contentsOfFile: place.path("p.csv"), encoding: .utf8)
    #expect(posteriors.split(separator: "\n").count == 1 + 6 * 12 * 2)
    let unknown = #expect(throws: MeasurementError.self) {
      try place.run(RatersCommand.self, place.project, "--field", "mood")
    }
    #expect(unknown?.description.contains("The guideline has: ") == true)
    let noJuror = #expect(throws: MeasurementError.self) {
      try place.run(AltTestCommand.self, place.project, "--field", "judgment")
    }
    #expect(noJuror?.description.contains("Run the jury first") == true)
  }

  @Test func `the two arms are compared, or it is said that there is one`() throws {
    try place.run(AblationCommand.self, place.project, "--field", "judgment", "--resamples", "50")
    let error = #expect(throws: MeasurementError.self) {
      try place.run(AblationCommand.self, place.project, "--field", "category")
    }
    #expect(error?.description.contains("no field of the last stage") == true)
  }

  @Test func `a rater's report shows drift where there is more than one month`() throws {
    // They agree on both items of March, and on one of two in April.
    let old = try place.write(
      "item,annotator,label,at",
      "i0,ana,appropriate,2025-03-01T10:00:00Z",
      "i0,ben,appropriate,2025-03-01T10:00:00Z",
      "i1,ana,appropriate,2025-03-31T23:59:59Z",
      "i1,ben,appropriate,2025-03-31T23:59:59Z",
      "i2,ana,appropriate,2025-04-01T00:00:00Z",
      "i2,ben,inappropriate,2025-04-02T10:00:00Z",
      "i3,ana,appropriate,2025-04-01T10:00:00Z",
      "i3,ben,appropriate,2025-04-02T10:00:00Z",
      to: "months.csv"
    )
    let other = try Workplace()
    try other.makeProject(items: (0..<4).map { Workplace.item("i\($0)") })
    try other.run(
      ImportAnnotationsCommand.self,
      other.project,
      old,
      "--field",
      "judgment"
    )
    let command = try RatersCommand.parse([other.project, "--field", "judgment"])
    let loaded = try command.source.load(.humans, for: .labels)
    let profiles = RaterProfile.profiles(of: loaded)
    let drift = try #require(RaterProfile.drift(of: profiles))
    let lines = drift.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(
      lines == ["With others, month by month", "rater 2025-03 2025-04"]
        + profiles.map { "\($0.rater) 1.000 (2) 0.500 (2)" }
    )
    #expect(RatersReport.text(profiles, []).contains(drift))
    // The others of this project were all imported in one month.
    let single = RaterProfile.profiles(
      of: try RatingSource.parse([place.project, "--field", "judgment"]).load(.humans, for: .labels)
    )
    #expect(RaterProfile.drift(of: single) == nil)
  }

  @Test func `many months stand below one another, each table within eighty columns`() throws {
    let months = (1...12).map { "2025-\($0 < 10 ? "0" : "")\($0)" }
    let share = RaterProfile.Share(agreeing: 1, all: 1_000)
    let profile = RaterProfile(
      rater: "annotator-003",
      ratings: 12,
      others: share,
      decisions: share,
      gold: RaterProfile.Share(),
      months: months.filter { $0 != "2025-07" }.map { ($0, share) }
    )
    let other = RaterProfile(
      rater: "b",
      ratings: 1,
      others: share,
      decisions: share,
      gold: share,
      months: [("2025-07", share)]
    )
    let drift = try #require(RaterProfile.drift(of: [profile, other]))
    #expect(drift.split(separator: "\n").allSatisfy { $0.count <= 80 })
    for month in months { #expect(drift.contains(month)) }
    #expect(drift.contains("–"))
  }

  private func refusal(_ lines: [String], _ options: String...) throws -> String {
    let file = try place.write(lines, to: "ratings.csv")
    do {
      try place.run(AgreementCommand.self, ["--ratings", file, "--resamples", "0"] + options)
      return "no error"
    } catch { return "\(error)" }
  }

  /// Twelve items, rated by two annotators of the north and two of the south, who differ on three.
  private var regions: [String] {
    ["task;worker;answer;region;at"]
      + (0..<12).flatMap { item in
        ["n1", "n2", "s1", "s2"].map { rater in
          let isSouth = rater.hasPrefix("s")
          let label = (item % 2 == 0) != (isSouth && item < 3) ? "yes" : "no"
          return "\(item);\(rater);\(label);\(isSouth ? "south" : "north");\(item)-\(rater)"
        }
      }
  }

  private func measured(_ lines: [String], byRater: String) throws -> [MeasuredRow] {
    let file = try place.write(lines, to: "ratings.csv")
    let command = try AgreementCommand.parse([
      "--ratings", file, "--item", "task", "--annotator", "worker", "--label", "answer",
      "--by-rater", byRater,
    ])
    let read = try command.file.read(file)
    return try RatingsFileMeasurement(
      read.table,
      ofItems: read.ofItems,
      ofRaters: read.ofRaters,
      ofNeither: read.leftOut.map(\.name),
      scale: command.scale ?? .nominal,
      order: nil,
      command.measuring.plan
    ).rows(by: [], byRater: command.byRater)
  }

  @Test func `agreement within and between groups of annotators, with pairs and intervals`() throws
  {
    let rows = try measured(regions, byRater: "region")
    func row(_ groups: [String], _ name: Coefficient.Name) throws -> MeasuredRow {
      try #require(rows.first { $0.raterGroups?.groups == groups && $0.name == name })
    }
    // Within each group both say the same of every item. Between them: 9 of 12 items agree, with
    // 4 · 12 pairs. North: yes on 6 of 12; south: no, yes, no, then as the north: yes on 5 of 12.
    // De = 1 - (6/12 · 5/12 + 6/12 · 7/12) = 1/2; Do = 3/12; xRR = 1 - (1/4) / (1/2) = 1/2
    #expect(try row(["north"], .krippendorffAlpha).value == 1)
    #expect(try row(["north"], .krippendorffAlpha).pairs == 12)
    #expect(try row(["south"], .percentAgreement).value == 1)
    let between = try row(["north", "south"], .crossReplicationReliability)
    #expect(between.value.map { abs($0 - 0.5) < 1e-12 } == true)
    #expect(between.pairs == 48 && between.items == 12 && between.raters == 4)
    let interval = try #require(between.interval)
    #expect(interval.lower < 0.5 && 0.5 < interval.upper)
    #expect(try row(["north", "south"], .crossGroupAgreement).value == 0.75)

    let text = AgreementText.text(of: rows)
    #expect(text.contains("raters by region  agree  alpha  interval"))
    #expect(text.contains("\nnorth / south     0.750  0.500  "))
    for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    #expect(between.csv.hasSuffix(",region=north / region=south,48,,"))
    let json = between.json
    #expect(json["rater_groups"]?["groups"]?.strings == ["north", "south"])
    #expect(json["pairs"] == .int(48))
  }

  @Test func `a column that tells of something else is named with what to do`() throws {
    let named = ["--item", "task", "--annotator", "worker", "--label", "answer"]
    func said(_ options: [String]) throws -> String {
      let file = try place.write(regions, to: "ratings.csv")
      do {
        try place.run(AgreementCommand.self, ["--ratings", file] + named + options)
        return "no error"
      } catch { return "\(error)" }
    }
    #expect(try said(["--by", "region"]).contains("take --by-rater region"))
    #expect(
      try said(["--by-rater", "at"]).contains("says different things of one item, and of one rater")
    )
    #expect(try said(["--by-rater", "mood"]).contains("that tell something of raters are: region"))
    let many =
      ["item,annotator,label,team"]
      + (0..<21).flatMap { ["a,r\($0),yes,t\($0)", "b,r\($0),no,t\($0)"] }
    #expect(try refusal(many, "--by-rater", "team").contains("tells 21 groups of raters apart"))
  }

  @Test func `options of files are refused for a project`() {
    for options in [["--missing", "NA"], ["--by-rater", "region"], ["--repeats", "first"]] {
      #expect(throws: (any Error).self) {
        try AgreementCommand.parse([place.project] + options)
      }
    }
    #expect(throws: (any Error).self) {
      try RatersCommand.parse([place.project, "--field", "judgment", "--wide", "all"])
    }
  }

  @Test(arguments: [
    (["--among", "jurors"], "--among is for projects"),
    (["--model", "wawa", "--iterations", "9"], "are for models that are estimated"),
    (["--model", "majority", "--posterior-tolerance", "0.1"], "majority and wawa are counted"),
    (["--posterior-tolerance", "0"], "--posterior-tolerance above 0"),
    (["--posteriors", "x", "--abilities", "x"], "name two paths"),
    (["--model", "majority"], "no error"),
    (["--model", "wawa", "--model", "mace", "--iterations", "9"], "no error"),
  ])
  func `raters refuses what does not apply`(options: [String], said: String) throws {
    let file = try place.write("item,annotator,label", "a,x,1", "a,y,1", to: "ratings.csv")
    var message = "no error"
    do { try place.run(RatersCommand.self, ["--ratings", file, "--json"] + options) } catch {
      message = RatersCommand.message(for: error)
      #expect(RatersCommand.exitCode(for: error) == .validationFailure)
    }
    #expect(message.contains(said), "\(message)")
  }

  @Test func `raters and the alternative annotator test read the same files`() throws {
    let file = try place.write(
      ["unit;ana;ben;cleo"] + (0..<12).map { "\($0);yes;\($0 % 3 == 0 ? "NA" : "yes");no" },
      to: "wide.csv"
    )
    let wide = ["--ratings", file, "--item", "unit", "--wide", "all", "--missing", "NA"]
    try place.run(RatersCommand.self, wide + ["--model", "majority", "--json"])
    try place.run(AltTestCommand.self, wide + ["--juror", "cleo", "--json"])
  }
}
