import AnnotationCore
import Fixtures
import GRDB
import ProjectStore
import Testing

/// Items that a guideline lets go without stage one.
@Suite struct `The single-stage arm` {
  let scratch: Scratch
  let ann: Person
  let ben: Person
  let arm = SingleStagePolicy(every: 2, criterion: "comply")
  /// An item of the arm, and one of the benchmark.
  let alone: ItemID
  let ordinary: ItemID

  init() throws {
    var guideline = smallGuideline(jury: .ignored)
    guideline.singleStage = arm
    scratch = try Scratch(guideline: guideline)
    ann = try scratch.add("ann")
    ben = try scratch.add("ben")
    let ids = (0..<20).map { "item\($0)" }
    let policy = arm
    let marked = ids.first { policy.includes($0) }
    let others = ids.first { !policy.includes($0) }
    alone = try #require(marked)
    ordinary = try #require(others)
    try scratch.importItems(ids.map { item($0) })
    try scratch.assign(ids, to: [ann, ben])
  }

  private var project: Project { scratch.project }

  /// What stage two stands on: no answers, and the arm's criterion.
  private var standing: Labels { Labels(values: [:], criterion: arm.criterion) }

  private func judge(_ item: ItemID, _ person: Person, _ fit: String = "good") throws {
    try scratch.commit(item, person, two: stageTwo(fit))
  }

  @Test func `about one item of so many is in it, the same ones everywhere`() {
    let policy = SingleStagePolicy(every: 10, criterion: "c")
    let share = (0..<10_000).count { policy.includes("x-\($0)") }
    #expect((900...1100).contains(share))
    #expect(policy.includes("x-3") == policy.includes("x-3"))
  }

  @Test func `it opens at stage two, and is done with it`() throws {
    let work = try #require(try project.workItem(alone, for: ann.id))
    #expect(work.stageOne == standing)
    #expect(work.state == .open)
    try judge(alone, ann)
    #expect(try scratch.state(alone, ann) == .done)
    #expect(try project.workItem(ordinary, for: ann.id)?.stageOne == nil)
    #expect(throws: StoreError.work(.notNow(item: ordinary, stage: .two, state: .open))) {
      try judge(ordinary, ann)
    }
  }

  @Test func `a draft of it is kept, undo opens it again, and a skip leaves it whole`() throws {
    func draft() throws {
      try project.saveDraft(
        Draft(
          item: alone,
          person: ann.id,
          stage: .two,
          values: ["fit": .single("bad")],
          at: scratch.now
        )
      )
    }
    try draft()
    #expect(try project.workItem(alone, for: ann.id)?.draft?.values == ["fit": .single("bad")])
    try judge(alone, ann)
    _ = try project.undoLast(of: ann.id, at: scratch.now)
    #expect(try project.workItem(alone, for: ann.id)?.stageOne == standing)
    try judge(alone, ann, "bad")
    try project.skip(
      item: alone,
      person: ben.id,
      stage: .two,
      reason: "not mine",
      at: scratch.now
    )
    #expect(try scratch.state(alone, ben) == .skipped)
    try judge(alone, ben)
    #expect(try scratch.state(alone, ben) == .done)
  }

  @Test func `it is no part of the benchmark, and is measured by itself`() throws {
    for person in [ann, ben] {
      try judge(alone, person)
      try scratch.label(ordinary, person)
    }
    let report = try project.decide(at: scratch.now)
    #expect(report.items == 1)
    func rated(_ arm: StageArm) throws -> Set<ItemID> {
      var items: Set<ItemID> = []
      try project.forEachRating(field: "fit", raters: .humans, arm: arm) { items.insert($0.item) }
      return items
    }
    #expect(try rated(.allStages) == [ordinary])
    #expect(try rated(.singleStage) == [alone])
    #expect(
      try project.ratings(field: "reach", raters: .humans).map(\.item) == [ordinary, ordinary]
    )
    #expect(try project.attribute(.language)[alone] == nil)
  }

  @Test func `an item that somebody has already keeps its two stages`() throws {
    var guideline = smallGuideline(jury: .ignored)
    guideline.singleStage = nil
    let old = try Scratch(guideline: guideline)
    let (ann, _) = try old.team()
    #expect(throws: DatabaseError.self) {
      try old.raw().write { db in
        try db.execute(sql: "INSERT INTO single_stage VALUES (1, 'comply', 0)")
      }
    }
    #expect(try old.project.workItem("a", for: ann.id)?.stageOne == nil)
  }

  @Test func `an item of it opens after training, like every other`() throws {
    var guideline = smallGuideline(jury: .ignored)
    guideline.singleStage = arm
    guideline.training = TrainingPolicy(passShare: 1)
    let school = try Scratch(guideline: guideline)
    let cas = try school.add("cas")
    try school.importItems([item("t"), item(alone)])
    try school.project.add(references: [lesson("t")], at: school.now)
    try school.assign(["t", alone], to: [cas])
    #expect(throws: StoreError.work(.trainingFirst(item: alone))) {
      try school.commit(alone, cas, two: stageTwo("good"))
    }
  }
}
