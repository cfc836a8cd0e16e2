import AnnotationCore
import Fixtures
import GRDB
import ProjectStore
import Testing

/// What annotators are shown of the jury, and when.
@Suite struct `Assistance` {
  let scratch: Scratch
  let ann: Person
  let ben: Person

  init() throws {
    scratch = try Self.scratch(.afterCommit)
    (ann, ben) = try scratch.team()
    try scratch.project.register(
      jurors: [recordedJuror("alder"), recordedJuror("birch")],
      at: scratch.now
    )
  }

  private static func scratch(
    _ mode: AssistancePolicy.Mode,
    control: Double = 0
  ) throws -> Scratch {
    var guideline = smallGuideline(jury: .ignored)
    guideline.assistance = AssistancePolicy(mode: mode, control: control)
    return try Scratch(guideline: guideline)
  }

  private var project: Project { scratch.project }

  private func opinion(_ item: ItemID, _ person: Person) throws -> JuryOpinion {
    try project.juryOpinion(on: item, for: person.id, at: scratch.now)
  }

  private func exposures() throws -> Int {
    try scratch.raw().read { db throws in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM exposure") ?? 0
    }
  }

  /// Both have labelled item a, and the jury has reviewed it.
  private func reviewed() throws {
    for person in [ann, ben] { try scratch.label("a", person) }
    try scratch.verdict("a", "alder")
    try scratch.verdict("a", "birch", stageOne(), stageTwo("bad"))
  }

  @Test func `the share without is about what the guideline says, and the same everywhere`() {
    let policy = AssistancePolicy(mode: .before, control: 0.2)
    func drawn(_ person: String, _ guideline: String = "g") -> [Bool] {
      (0..<10_000).map { policy.isControl(item: "x-\($0)", person: person, guideline: guideline) }
    }
    #expect((1880...2120).contains(drawn("p1").count { $0 }))
    #expect(drawn("p1") == drawn("p1"))
    #expect(drawn("p1") != drawn("p2"))
    #expect(drawn("p1") != drawn("p1", "h"))
    let none = AssistancePolicy(mode: .afterCommit)
    #expect(!(0..<100).contains { none.isControl(item: "x-\($0)", person: "p", guideline: "g") })
  }

  @Test func `before a commit the jury is refused, whatever it has said`() throws {
    try scratch.label("a", ben)
    #expect(throws: StoreError.assistance(.commitFirst(item: "a"))) { try opinion("a", ann) }
    try scratch.commit("a", ann, one: stageOne())
    #expect(throws: StoreError.assistance(.commitFirst(item: "a"))) { try opinion("a", ann) }
    try scratch.commit("a", ann, two: stageTwo("good"))
    #expect(throws: StoreError.assistance(.noOpinion(item: "a"))) { try opinion("a", ann) }
    #expect(try exposures() == 0)
  }

  @Test func `after a commit the jury is shown without names, and that is on record`() throws {
    try reviewed()
    #expect(try project.workItem("a", for: ann.id)?.juryNews == .new)
    #expect(try project.juryNewsCount(for: ann.id) == 1)
    #expect(try project.juryNewsCount(for: ann.id, atMost: 0) == 0)
    let shown = try opinion("a", ann)
    #expect(shown.statements.count == 2)
    #expect(shown.votes(for: "good", in: "fit") == 1)
    #expect(shown.answers(to: "reach") == 2)
    #expect(!String(reflecting: shown).contains("alder"))
    #expect(try opinion("a", ann) == shown)
    #expect(try exposures() == 1)
    #expect(try project.workItem("a", for: ann.id)?.juryNews == .seen)
    #expect(try project.workItem("a", for: ben.id)?.juryNews == .new)
    #expect(try project.juryNewsCount(for: ann.id) == 0)
  }

  @Test func `a jury that is not through with an item is not shown`() throws {
    for person in [ann, ben] { try scratch.label("a", person) }
    try scratch.verdict("a", "alder")
    #expect(throws: StoreError.assistance(.noOpinion(item: "a"))) { try opinion("a", ann) }
    for attempt in 1...2 {
      try project.record(
        Review(
          of: "a",
          by: "birch",
          attempt: attempt,
          .unparsable(reason: "prose"),
          at: scratch.now
        )
      )
    }
    #expect(try opinion("a", ann).statements.count == 1)
  }

  @Test func `the list has the items where the jury is in`() throws {
    try reviewed()
    try scratch.label("b", ann)
    let filter = ItemFilter(kind: .reviewed)
    let listed = try project.items(of: ann.id, matching: filter, limit: 9)
    #expect(listed.map(\.item) == ["a"])
    #expect(listed.map(\.juryNews) == [.new])
    let found = try project.items(
      of: ann.id,
      matching: ItemFilter(kind: .reviewed, text: "Q"),
      limit: 9
    )
    #expect(found.map(\.item) == ["a"])
  }

  @Test func `where the guideline says nothing, nobody sees anything`() throws {
    let plain = try Scratch()
    let (ann, ben) = try plain.team()
    try plain.project.register(jurors: [recordedJuror("alder")], at: plain.now)
    for person in [ann, ben] { try plain.label("a", person) }
    try plain.verdict("a", "alder")
    #expect(throws: StoreError.assistance(.off)) {
      try plain.project.juryOpinion(on: "a", for: ann.id, at: plain.now)
    }
    let work = try #require(try plain.project.workItem("a", for: ann.id))
    #expect(work.juryNews == nil)
    #expect(try plain.project.withSuggestions(work, for: ann.id, at: plain.now) == work)
    let listed = try plain.project.items(
      of: ann.id,
      matching: ItemFilter(kind: .reviewed),
      limit: 9
    )
    #expect(listed.isEmpty)
  }

  @Test func `gold items show nothing of the jury`() throws {
    let gold = try Self.scratch(.afterCommit)
    let (ann, ben) = try gold.team()
    try gold.project.add(
      references: [
        Reference(item: "a", purpose: .gold, values: ["fit": .single("good")], why: "")
      ],
      at: gold.now
    )
    try gold.project.register(jurors: [recordedJuror("alder")], at: gold.now)
    for person in [ann, ben] { try gold.label("a", person) }
    try gold.verdict("a", "alder")
    #expect(throws: StoreError.assistance(.noOpinion(item: "a"))) {
      try gold.project.juryOpinion(on: "a", for: ann.id, at: gold.now)
    }
  }

  @Test func `who revises is measured by what they said before, and both are kept`() throws {
    try reviewed()
    _ = try opinion("a", ann)
    _ = try project.withdraw(item: "a", person: ann.id, at: scratch.now)
    let open = try #require(try project.workItem("a", for: ann.id))
    let revising = try project.withSuggestions(open, for: ann.id, at: scratch.now)
    #expect(revising.suggestions?.votes(for: "bad", in: "fit") == 1)
    try scratch.commit("a", ann, two: stageTwo("bad"))
    func labels(_ choice: LabelChoice) throws -> [FieldValue] {
      var values: [FieldValue] = []
      try project.forEachRating(field: "fit", raters: .humans, labels: choice) {
        values.append($0.value)
      }
      return values
    }
    #expect(try labels(.independent) == [.single("good"), .single("good")])
    #expect(try labels(.inForce) == [.single("bad"), .single("good")])
    #expect(
      try project.assistanceCounts()
        == AssistanceCounts(shown: 1, withheld: 0, revised: 1, assisted: 1)
    )
    let lead = try scratch.add("noor", .lead)
    let dossier = try project.dossier(of: "a", for: lead)
    #expect(dossier.earlier.map(\.stage) == [.two])
    let modes = dossier.annotations.map { $0.assistance(by: dossier.exposures) }
    #expect(modes == [nil, .afterCommit, nil, nil])
    var cases: [ExposureCase] = []
    try project.forEachExposure(.afterCommit) { cases.append($0) }
    #expect(cases.count == 1)
    #expect(cases.first?.before[.two]?.id == dossier.earlier.first?.id)
    #expect(cases.first?.after[.two]?.id == dossier.annotations[1].id)
  }

  @Test func `what is shown of a juror that is asked several times is what counts as its vote`()
    throws
  {
    var guideline = smallGuideline()
    guideline.assistance = AssistancePolicy(mode: .afterCommit)
    let scratch = try Scratch(guideline: guideline)
    let (ann, ben) = try scratch.team()
    var alder = recordedJuror("alder")
    alder.asking.samples = 3
    var birch = recordedJuror("birch")
    birch.asking.samples = 2
    try scratch.project.register(jurors: [alder, birch], at: scratch.now)
    for person in [ann, ben] { try scratch.label("a", person) }
    let said: [(String, Int, Labels, Labels)] = [
      ("alder", 1, stageOne(), stageTwo("good")), ("alder", 2, stageOne(), stageTwo("bad")),
      ("alder", 3, stageOne(), stageTwo("bad")), ("birch", 1, stageOne(), stageTwo("good")),
      ("birch", 2, stageOne(accord: "no"), stageTwo("good", by: "balance")),
    ]
    for (name, trial, one, two) in said {
      try scratch.project.record(
        Review(of: "a", by: name, trial: trial, .labels(one, two), at: scratch.now)
      )
    }
    let shown = try scratch.project.juryOpinion(on: "a", for: ann.id, at: scratch.now)
    #expect(shown.votes(for: "bad", in: "fit") == 1)
    #expect(shown.answers(to: "fit") == 1)
    #expect(shown.statements.count(where: \.abstains) == 1)
    // All five reviews are on record, not the first of each juror.
    let lead = try scratch.add("noor", .lead)
    let dossier = try scratch.project.dossier(of: "a", for: lead)
    #expect(dossier.exposures.map(\.reviews) == [[1, 2, 3, 4, 5]])
    #expect(dossier.jury.map(\.juror) == ["alder", "birch"])
    #expect(dossier.jury.map(\.agreeing) == [2, 0])
    #expect(dossier.jury.map(\.position).last == .split)
    #expect(dossier.ballots.last == dossier.jury.first?.ballot)
    // Shown again from the record, it says the same.
    var cases: [ExposureCase] = []
    try scratch.project.forEachExposure(.afterCommit) { cases.append($0) }
    #expect(cases.map(\.opinion) == [shown])
    let ratings = try scratch.project.ratings(field: "fit", raters: .jurors)
    #expect(ratings.map(\.value) == [.single("bad")])
  }

  @Test func `an exposure is never changed or deleted`() throws {
    try reviewed()
    _ = try opinion("a", ann)
    try scratch.raw().write { db in
      for sql in ["UPDATE exposure SET control = 1", "DELETE FROM exposure"] {
        #expect(throws: DatabaseError.self) { try db.execute(sql: sql) }
      }
    }
  }
}
