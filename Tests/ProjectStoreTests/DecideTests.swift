import AnnotationCore
import Fixtures
import GRDB
import ProjectStore
import Testing

@Suite struct `Deciding` {
  @Test func `people who agree decide every field, with the annotations that counted`() throws {
    let scratch = try Scratch()
    let (ann, ben) = try scratch.team()
    for person in [ann, ben] { try scratch.label("a", person) }
    let report = try scratch.project.decide(at: scratch.now)
    // reach, accord, groups; faults, fit. The collected fields are never decided.
    #expect(report.items == 1)
    #expect(report.decided == [.unanimous: 4, .majority: 1])
    #expect(report.disputes.isEmpty)
    #expect(report.settled == 1)
    #expect(report.fields["reach"]?.decided == [.unanimous: 1])
    let zoe = try scratch.add("zoe", .lead)
    let dossier = try scratch.project.dossier(of: "a", for: zoe)
    #expect(dossier.decisions["reach"]?.value == .single("wide"))
    #expect(dossier.decisions["reach"]?.basis.annotations == [1, 3])
    #expect(dossier.decisions["fit"]?.basis.annotations == [2, 4])
    #expect(dossier.decisions["faults"]?.value == .multiple([]))
    #expect(dossier.decisions["why"] == nil)
    #expect(dossier.item.model == nil)
  }

  @Test func `an item is decided when everybody is done, and then left alone`() throws {
    let scratch = try Scratch()
    let (ann, ben) = try scratch.team()
    try scratch.label("a", ann)
    #expect(try scratch.project.decide(at: scratch.now) == DecideReport())
    try scratch.label("a", ben)
    #expect(try scratch.project.decide(at: scratch.now).settled == 1)
    #expect(try scratch.project.decide(at: scratch.now) == DecideReport())
  }

  @Test func `people who differ leave a dispute, and what depends on it`() throws {
    let scratch = try Scratch()
    let (ann, ben) = try scratch.team()
    try scratch.label("a", ann)
    try scratch.label("a", ben, stageOne(accord: "no"), stageTwo("good", by: "balance"))
    let report = try scratch.project.decide(at: scratch.now)
    #expect(report.decided == [.unanimous: 1, .majority: 1])
    #expect(report.disputes == [.humansDiffer: 1, .awaits: 2])
    #expect(report.settled == 0)
    #expect(try scratch.project.status().disputes == report.disputes)
    // Looking again finds the same, and decides nothing twice.
    let again = try scratch.project.decide(at: scratch.now)
    #expect(again.decided == [:])
    #expect(again.disputes == report.disputes)
  }

  @Test func `disputes go when what was said is taken back`() throws {
    let scratch = try Scratch()
    let (ann, ben) = try scratch.team()
    let outside = stageOne(reach: "none", accord: nil)
    try scratch.label("a", ann, outside)
    try scratch.label("a", ben)
    try scratch.raw().write { db in
      try db.execute(
        sql: "INSERT INTO dispute VALUES (1, 'reach', 'humans_differ', '{\"humansDiffer\":{}}', 1)"
      )
    }
    _ = try scratch.project.undoLast(of: ben.id, at: scratch.now)
    #expect(try scratch.project.status().disputedItems == 0)
  }

  @Test func `an item that everybody sets aside is decided to have no stage two`() throws {
    let scratch = try Scratch()
    let (ann, ben) = try scratch.team()
    for person in [ann, ben] {
      try scratch.label("a", person, stageOne(reach: "none", accord: nil))
    }
    #expect(try scratch.project.decide(at: scratch.now).settled == 1)
    let zoe = try scratch.add("zoe", .lead)
    let decisions = try scratch.project.dossier(of: "a", for: zoe).decisions
    #expect(decisions["fit"] != nil)
    #expect(decisions["fit"]?.value == nil)
  }

  @Test func `without a jury, items that want one wait`() throws {
    let scratch = try Scratch(jury: .confirms)
    let (ann, ben) = try scratch.team()
    for person in [ann, ben] { try scratch.label("a", person) }
    #expect(
      try scratch.project.decide(at: scratch.now) == DecideReport(items: 1, waitingForJury: 1)
    )
  }

  @Test func `an item waits for every juror, and not for one who refused or used up its attempts`()
    throws
  {
    let scratch = try Scratch(jury: .confirms)
    let (ann, ben) = try scratch.team()
    for person in [ann, ben] { try scratch.label("a", person) }
    let project = scratch.project
    try project.register(
      jurors: [
        recordedJuror("alder"), recordedJuror("birch"), recordedJuror("cedar", attempts: 1),
      ],
      at: scratch.now
    )
    try scratch.verdict("a", "alder")
    #expect(try project.decide(at: scratch.now).waitingForJury == 1)
    for (name, outcome) in [
      ("birch", Review.Outcome.refused(reason: "no")), ("cedar", .failed(reason: "net")),
    ] {
      try project.record(
        Review(of: "a", by: name, outcome, at: scratch.now)
      )
    }
    let report = try project.decide(at: scratch.now)
    #expect(report.waitingForJury == 0)
    // One verdict of a jury of three is no majority.
    #expect(report.decided == [.majority: 1])
    #expect(report.disputes[.jurySplit] == 1)
  }

  @Test func `a rehearsal says what would be decided, and decides nothing`() throws {
    let scratch = try Scratch()
    let (ann, ben) = try scratch.team()
    for person in [ann, ben] { try scratch.label("a", person) }
    let rehearsed = try scratch.project.decide(isRehearsal: true, at: scratch.now)
    #expect(rehearsed.decided == [.unanimous: 4, .majority: 1])
    #expect(try scratch.project.status().decisions.isEmpty)
    #expect(try scratch.project.decide(at: scratch.now) == rehearsed)
    #expect(try scratch.project.status().settledItems == 1)
  }

  @Test func `a jury that disagrees leaves a dispute, and one that left it has no say`() throws {
    let scratch = try Scratch(jury: .confirms)
    let (ann, ben) = try scratch.team()
    for person in [ann, ben] { try scratch.label("a", person) }
    try scratch.project.register(jurors: [recordedJuror("alder")], at: scratch.now)
    try scratch.verdict("a", "alder", stageOne(), stageTwo("bad"))
    #expect(try scratch.project.decide(at: scratch.now).disputes == [.juryDisagrees: 1])
    try scratch.project.register(jurors: [recordedJuror("birch")], at: scratch.now)
    try scratch.verdict("a", "birch")
    let report = try scratch.project.decide(at: scratch.now)
    #expect(report.decided == [.juryConfirmed: 1])
    #expect(report.settled == 1)
  }

  @Test func `more items than one batch are all decided`() throws {
    let scratch = try Scratch()
    let people = [try scratch.add("ann"), try scratch.add("ben")]
    let ids = (0..<1_203).map { "i\($0)" }
    try scratch.importItems(ids.map { item($0) })
    try scratch.assign(ids, to: people)
    // Written past the store in one transaction, which spares the test 4,812 waits for the disk.
    try scratch.raw().write { db in
      for stage in [1, 2] {
        try db.execute(
          sql: """
            INSERT INTO annotation (item, person, stage, act, labels, criterion,
              next, guideline, stands_on, at)
            SELECT item, person, ?1, 'commit', ?2, CASE ?1 WHEN 2 THEN 'comply' END, ?3, 1,
              CASE ?1 WHEN 2 THEN (SELECT id FROM annotation AS one
                WHERE one.item = a.item AND one.person = a.person) END, 1
            FROM assignment AS a
            """,
          arguments: [
            stage,
            stage == 1
              ? #"{"accord":"yes","groups":[],"reach":"wide"}"# : #"{"faults":[],"fit":"good"}"#,
            stage == 1 ? "next_stage" : "done",
          ]
        )
      }
    }
    let report = try scratch.project.decide(at: scratch.now)
    #expect(report.items == 1_203)
    #expect(report.settled == 1_203)
    #expect(try scratch.project.status().settledItems == 1_203)
  }
}

@Suite struct `The gate flow` {
  let scratch: Scratch
  let ann: Person
  let ben: Person
  var project: Project { scratch.project }

  init() throws {
    scratch = try Scratch(flow: .gate)
    (ann, ben) = try scratch.team()
  }

  @Test func `stage two opens when stage one is decided`() throws {
    try scratch.commit("a", ann, one: stageOne())
    #expect(try scratch.state("a", ann) == .waiting)
    #expect(throws: StoreError.work(.notNow(item: "a", stage: .two, state: .waiting))) {
      try scratch.commit("a", ann, two: stageTwo("good"))
    }
    #expect(try project.decide(at: scratch.now) == DecideReport())
    try scratch.commit("a", ben, one: stageOne())
    let report = try project.decide(at: scratch.now)
    #expect(report.openedStage == 1)
    #expect(report.disputes == [:])
    #expect(report.decided == [.unanimous: 2, .majority: 1])
    #expect(try scratch.state("a", ann) == .started)
    #expect(try scratch.state("a", ben) == .started)
    let work = try #require(try project.nextItem(for: ann.id))
    #expect(work.stageOne?.criterion == "comply")
    #expect(work.stageOne?.values["reach"] == .single("wide"))
    #expect(work.stageOne?.values["sure"] == .scale(4))
  }

  @Test func `stage two is decided when everybody is done with it`() throws {
    for person in [ann, ben] { try scratch.commit("a", person, one: stageOne()) }
    _ = try project.decide(at: scratch.now)
    for person in [ann, ben] { try scratch.commit("a", person, two: stageTwo("bad")) }
    let report = try project.decide(at: scratch.now)
    #expect(report.decided == [.unanimous: 2])
    #expect(report.openedStage == 0)
    #expect(report.settled == 1)
  }

  @Test func `stage two is judged by the decided stage one, not by one's own`() throws {
    let zoe = try scratch.add("zoe", .lead)
    try scratch.commit("a", ann, one: stageOne(accord: "yes"))
    try scratch.commit("a", ben, one: stageOne(accord: "no"))
    #expect(try project.decide(at: scratch.now).disputes == [.humansDiffer: 1])
    #expect(try scratch.state("a", ann) == .waiting)
    try project.adjudicate(
      item: "a",
      field: "accord",
      value: .single("no"),
      reason: "law",
      lead: zoe,
      juryRevealed: false,
      at: scratch.now
    )
    #expect(try scratch.state("a", ann) == .started)
    let work = try #require(try project.workItem("a", for: ann.id))
    #expect(work.stageOne?.criterion == "balance")
    #expect(work.stageOne?.values["accord"] == .single("no"))
  }

  @Test func `who set an item aside has it back where the decision says otherwise`() throws {
    let zoe = try scratch.add("zoe", .lead)
    try scratch.commit("a", ann, one: stageOne(reach: "none", accord: nil))
    try scratch.commit("a", ben, one: stageOne())
    #expect(try scratch.state("a", ann) == .done)
    _ = try project.decide(at: scratch.now)
    try project.adjudicate(
      item: "a",
      field: "reach",
      value: .single("wide"),
      reason: "so",
      lead: zoe,
      juryRevealed: false,
      at: scratch.now
    )
    // One label is too few for accord, so the lead decides that as well.
    #expect(try project.disputedItems(for: zoe).map(\.fields) == [["accord"]])
    try project.adjudicate(
      item: "a",
      field: "accord",
      value: .single("yes"),
      reason: "so",
      lead: zoe,
      juryRevealed: false,
      at: scratch.now
    )
    #expect(try scratch.state("a", ann) == .started)
    #expect(try scratch.state("a", ben) == .started)
  }

  @Test func `an item that is set aside is done for everybody`() throws {
    let zoe = try scratch.add("zoe", .lead)
    try scratch.commit("a", ann, one: stageOne(reach: "none", accord: nil))
    try scratch.commit("a", ben, one: stageOne())
    _ = try project.decide(at: scratch.now)
    try project.adjudicate(
      item: "a",
      field: "reach",
      value: .single("none"),
      reason: "so",
      lead: zoe,
      juryRevealed: false,
      at: scratch.now
    )
    #expect(try scratch.state("a", ben) == .done)
    #expect(try project.status().settledItems == 1)
    #expect(try project.disputedItems(for: zoe).isEmpty)
  }

  @Test func `stage two can be taken back while only stage one is decided`() throws {
    for person in [ann, ben] { try scratch.commit("a", person, one: stageOne()) }
    _ = try project.decide(at: scratch.now)
    try scratch.commit("a", ann, two: stageTwo("bad"))
    #expect(try project.undoLast(of: ann.id, at: scratch.now).stage == .two)
    #expect(try scratch.state("a", ann) == .started)
    #expect(throws: StoreError.work(.usedDownstream(item: "a"))) {
      try project.undoLast(of: ann.id, at: scratch.now)
    }
  }
}
