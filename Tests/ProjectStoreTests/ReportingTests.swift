import Agreement
import AnnotationCore
import Fixtures
import GRDB
import ProjectStore
import Testing

@Suite struct `Reporting` {
  struct Stop: Error, Hashable {}

  @Test func `an empty project has a status`() throws {
    let scratch = try Scratch()
    #expect(try scratch.project.status() == ProjectStatus())
    #expect(try scratch.project.agreementRuns().first == nil)
  }

  @Test func `the status counts what is there`() throws {
    let scratch = try Scratch()
    let (ann, ben) = try scratch.team()
    for person in [ann, ben] { try scratch.label("a", person) }
    try scratch.commit("b", ann, one: stageOne())
    _ = try scratch.project.decide(at: scratch.now)
    let status = try scratch.project.status()
    #expect(status.items == ["en": 3])
    #expect(status.assignments == [.done: 2, .started: 1, .open: 3])
    #expect(status.decisions == [.unanimous: 4, .majority: 1])
    #expect(status.readyItems == 1)
    #expect(status.settledItems == 1)
    #expect(status.people.map(\.person) == [ann, ben])
    #expect(status.people.map { $0.workload.first?[.done] } == [1, 1])
  }

  @Test func `ratings are the labels in force, people's and the jury's`() throws {
    let scratch = try Scratch()
    let (ann, ben) = try scratch.team()
    try scratch.project.register(jurors: [recordedJuror("alder")], at: scratch.now)
    try scratch.label("a", ann)
    _ = try scratch.project.undoLast(of: ann.id, at: scratch.now)
    try scratch.commit("a", ann, two: stageTwo("bad", faults: ["harm"]))
    try scratch.label("a", ben)
    try scratch.verdict("a", "alder")
    let rated = { (field: FieldID, group: RaterGroup) in
      try scratch.project.ratings(field: field, raters: group).map { "\($0.rater) \($0.value)" }
    }
    #expect(try rated("fit", .humans) == [#"ann single("bad")"#, #"ben single("good")"#])
    #expect(try rated("reach", .jurors) == [#"alder single("wide")"#])
    #expect(try rated("faults", .humans).first == #"ann multiple(Set(["harm"]))"#)
    #expect(try rated("why", .all).count == 3)
    #expect(try rated("nothing", .all).isEmpty)
    let ratings = try scratch.project.ratings(field: "fit", raters: .all)
    #expect(ratings.map(\.pseudonym) == [ann.pseudonym, ben.pseudonym, nil])
    #expect(ratings.map(\.isHuman) == [true, true, false])
  }

  @Test
  func `what a juror says is the same to statistics and to decisions, however often it is asked`()
    throws
  {
    // As after a change of the guideline: some verdicts lack a field, and some answer one that is not
    // asked under their other answers.
    let guideline = smallGuideline()
    let scratch = try Scratch(guideline: guideline)
    _ = try scratch.team()
    var birch = recordedJuror("birch")
    birch.asking.samples = 3
    try scratch.project.register(jurors: [recordedJuror("alder"), birch], at: scratch.now)
    var random = SplitMix64(seed: 5)
    for item in ["a", "b", "c"] {
      var one = stageOne(
        reach: ["wide", "none"].randomElement(using: &random) ?? "",
        accord: ["yes", nil].randomElement(using: &random) ?? nil
      )
      if item == "b" { one.values["groups"] = nil }
      let two = stageTwo(["good", "bad"].randomElement(using: &random) ?? "")
      for (name, trial) in [("alder", 1), ("birch", 1), ("birch", 2), ("birch", 3)] {
        try scratch.project.record(
          Review(of: item, by: name, trial: trial, .labels(one, two), at: scratch.now)
        )
      }
    }
    let lead = try scratch.add("noor", .lead)
    for field in guideline.fields {
      let stage = try #require(guideline.stage(of: field.id))
      var said: [String: FieldValue] = [:]
      for rating in try scratch.project.ratings(field: field.id, raters: .jurors) {
        said["\(rating.item) \(rating.rater)"] = rating.value
      }
      for item in ["a", "b", "c"] {
        for ballot in try scratch.project.dossier(of: item, for: lead).ballots {
          guard case .juror(let name, _) = ballot.rater else { continue }
          let answer = ballot.answer(to: field, of: stage, under: guideline)
          #expect(said["\(item) \(name)"] == answer, "\(field.id) \(item) \(name)")
        }
      }
    }
  }

  @Test func `agreement is kept run by run, and the latest comes back`() throws {
    let scratch = try Scratch()
    let value = { (coefficient: Coefficient.Name, measure: AgreementValue.Measure) in
      AgreementValue(
        AgreementValue.Place(
          field: "fit",
          stratum: "language=fr",
          raters: .humans,
          between: "a/b",
          coefficient: coefficient,
          weights: .linear
        ),
        measure: measure,
        observed: 0.5,
        standardError: 0.125,
        interval: Interval(
          method: .bca,
          lower: -0.5,
          upper: 0.75,
          level: 0.95,
          resamples: 1000
        ),
        items: 3,
        raterCount: 2,
        ratings: 6
      )
    }
    try scratch.project.saveAgreement(
      [value(.cohenKappa, .value(0.25))],
      note: "one",
      at: scratch.now
    )
    let values = [
      value(.cohenKappa, .value(-0.125)), value(.krippendorffAlpha, .undefined(.oneCategoryOnly)),
    ]
    let id = try scratch.project.saveAgreement(values, note: "two", at: scratch.now)
    #expect(
      try scratch.project.agreementRuns().first
        == AgreementRun(id: id, note: "two", at: scratch.clock, values: values)
    )
    #expect(try scratch.project.agreementRuns().map(\.note) == ["two", "one"])
  }

  @Test func `a snapshot hands over every item in the order of the ids`() throws {
    let scratch = try Scratch()
    let ids = (0..<1_003).map { "i\($0)" }.shuffled()
    try scratch.importItems(ids.map { item($0) })
    let ann = try scratch.add("ann")
    try scratch.assign(["i7"], to: [ann])
    try scratch.label("i7", ann)
    try scratch.project.snapshot { snapshot in
      var seen: [Dossier] = []
      try snapshot.forEachDossier { seen.append($0) }
      #expect(seen.map(\.item.id) == ids.sorted())
      #expect(seen.filter { !$0.annotations.isEmpty }.map(\.item.id) == ["i7"])
      #expect(seen.first?.item.model == "m-1")
      #expect(try snapshot.itemCount() == 1_003)
      #expect(try snapshot.people() == [ann])
      #expect(try snapshot.imports().map(\.added) == [1_003])
      #expect(try snapshot.identity().createdAt == Timestamp(rawValue: 1_000))
      #expect(try snapshot.identity().id.count == 32)
      #expect(try snapshot.status().items == ["en": 1_003])
      #expect(snapshot.guideline.hash == "abc")
    }
  }

  @Test func `a snapshot stays as it was while others write`() throws {
    let scratch = try Scratch()
    let (ann, _) = try scratch.team()
    let other = try Project.open(at: scratch.project.path)
    try scratch.project.snapshot { snapshot in
      #expect(try snapshot.status().flags == 0)
      try other.flag(item: "a", person: ann.id, comment: "hm", at: scratch.now)
      #expect(try snapshot.status().flags == 0)
    }
    #expect(try scratch.project.status().flags == 1)
  }

  @Test func `what the reader of a snapshot throws comes back as it is`() throws {
    let scratch = try Scratch()
    _ = try scratch.team()
    #expect(throws: Stop()) {
      try scratch.project.snapshot { try $0.forEachDossier { _ in throw Stop() } }
    }
  }
}
