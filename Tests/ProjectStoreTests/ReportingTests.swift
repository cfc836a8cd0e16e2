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

  @Test func `agreement is kept run by run, and the latest comes back`() throws {
    let scratch = try Scratch()
    let value = { (coefficient: String, measure: AgreementValue.Measure) in
      AgreementValue(
        AgreementValue.Place(
          field: "fit",
          stratum: "language=fr",
          raters: .humans,
          between: "a/b",
          coefficient: coefficient,
          weights: "linear"
        ),
        measure: measure,
        observed: 0.5,
        standardError: 0.125,
        interval: AgreementValue.Interval(
          lower: -0.5,
          upper: 0.75,
          level: 0.95,
          method: "bca",
          resamples: 1000
        ),
        items: 3,
        raterCount: 2,
        ratings: 6
      )
    }
    try scratch.project.saveAgreement([value("kappa", .value(0.25))], note: "one", at: scratch.now)
    let values = [value("alpha", .undefined("one category")), value("kappa", .value(-0.125))]
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
