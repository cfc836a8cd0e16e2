import AnnotationCore
import Fixtures
import GRDB
import ProjectStore
import Testing

@Suite struct `References` {
  func started() throws -> Scratch {
    let scratch = try Scratch()
    try scratch.importItems(["a", "b", "c"].map { item($0) })
    return scratch
  }

  @Test func `a reference is kept as it was given`() throws {
    let scratch = try started()
    let added = try scratch.project.add(
      references: [lesson("a"), lesson("b", .gold)],
      at: scratch.now
    )
    #expect(added == 2)
    #expect(try scratch.project.reference(for: "a") == lesson("a"))
    #expect(try scratch.project.reference(for: "b") == lesson("b", .gold))
    #expect(try scratch.project.reference(for: "c") == nil)
    let input = try scratch.project.assignmentInput()
    #expect(input.training == [1])
    #expect(input.gold == [2])
  }

  @Test func `the same reference again changes nothing, another one is refused`() throws {
    let scratch = try started()
    try scratch.project.add(references: [lesson("a")], at: scratch.now)
    #expect(try scratch.project.add(references: [lesson("a")], at: scratch.now) == 0)
    var other = lesson("a")
    other.why = "It does not."
    for changed in [other, lesson("a", .gold)] {
      #expect(throws: StoreError.reference(.exists(item: "a"))) {
        try scratch.project.add(references: [changed], at: scratch.now)
      }
    }
    #expect(try scratch.project.reference(for: "a") == lesson("a"))
  }

  @Test func `all are added, or none`() throws {
    let scratch = try started()
    #expect(throws: StoreError.work(.noSuchItem("z"))) {
      try scratch.project.add(references: [lesson("a"), lesson("z")], at: scratch.now)
    }
    #expect(try scratch.project.reference(for: "a") == nil)
  }

  @Test func `an item that somebody has is gold at most`() throws {
    let scratch = try started()
    try scratch.assign(["a"], to: [try scratch.add("ann")])
    #expect(throws: StoreError.reference(.alreadyAssigned(item: "a"))) {
      try scratch.project.add(references: [lesson("a")], at: scratch.now)
    }
    #expect(try scratch.project.add(references: [lesson("a", .gold)], at: scratch.now) == 1)
    try scratch.raw().write { db in
      _ = #expect(throws: DatabaseError.self) {
        try db.execute(
          sql: "INSERT INTO reference SELECT id, 'training', '{}', 'w', 1 FROM item WHERE key = 'a'"
        )
      }
    }
  }

  @Test func `gold counts as the label in force, and before it is done not at all`() throws {
    let scratch = try Scratch()
    let (ann, _) = try scratch.team()
    try scratch.project.add(references: [lesson("a", .gold)], at: scratch.now)
    func results() throws -> ReferenceResults {
      try scratch.project.referenceResults(of: ann.id, for: .gold)
    }
    #expect(try results() == ReferenceResults(assigned: 1, comparisons: []))
    try scratch.label("a", ann, stageOne(), stageTwo("bad"))
    #expect(try results().comparisons.map(\.matching) == [3])
    _ = try scratch.project.withdraw(item: "a", person: ann.id, at: scratch.now)
    try scratch.commit("a", ann, two: stageTwo("good"))
    #expect(try results().comparisons.map(\.matching) == [4])
    #expect(try results().comparisons.map(\.compared) == [4])
  }

  @Test func `gold whose result is shown counts as it was said before`() throws {
    var guideline = smallGuideline(jury: .ignored, quorum: 1)
    guideline.gold = GoldPolicy(every: 2, showsResults: true)
    let scratch = try Scratch(guideline: guideline)
    let (ann, _) = try scratch.team()
    try scratch.project.add(references: [lesson("a", .gold)], at: scratch.now)
    try scratch.label("a", ann, stageOne(), stageTwo("bad"))
    _ = try scratch.project.withdraw(item: "a", person: ann.id, at: scratch.now)
    try scratch.commit("a", ann, two: stageTwo("good"))
    let results = try scratch.project.referenceResults(of: ann.id, for: .gold)
    #expect(results.comparisons.map(\.matching) == [3])
  }

  @Test func `gold is a part of the benchmark`() throws {
    let scratch = try Scratch()
    let (ann, ben) = try scratch.team(items: 1)
    try scratch.project.add(references: [lesson("a", .gold)], at: scratch.now)
    for person in [ann, ben] { try scratch.label("a", person) }
    #expect(try scratch.project.decide(at: scratch.now).settled == 1)
    #expect(try scratch.project.status().items == ["en": 1])
  }
}
