import AnnotationCore
import Fixtures
import GRDB
import ProjectStore
import Testing

@Suite struct `Training` {
  @Test func `training comes first, and ordinary items open once it is passed`() throws {
    let room = try Classroom()
    let (ann, scratch) = (room.ann, room.scratch)
    #expect(try room.next(ann) == "t")
    #expect(try room.state(ann) == .training(done: 0, total: 2))
    try scratch.label("t", ann)
    #expect(try room.next(ann) == "u")
    #expect(try room.state(ann) == .training(done: 1, total: 2))
    try scratch.label("u", ann)
    #expect(try room.state(ann) == .open)
    #expect(try room.next(ann) == "a")
  }

  @Test func `an ordinary item is not committed before that`() throws {
    let room = try Classroom()
    #expect(throws: StoreError.work(.trainingFirst(item: "a"))) {
      try room.scratch.commit("a", room.ann, one: stageOne())
    }
    try room.scratch.label("t", room.ann)
    try room.scratch.label("u", room.ann)
    try room.scratch.label("a", room.ann)
    #expect(try room.scratch.state("a", room.ann) == .done)
  }

  @Test func `who falls short gets nothing until a lead lets them on`() throws {
    let room = try Classroom()
    let (ann, scratch) = (room.ann, room.scratch)
    try scratch.label("t", ann)
    try scratch.label("u", ann, stageOne(reach: "narrow", accord: "no"), stageTwo("bad"))
    // 4 of t's fields and u's faults: 5 of 8.
    #expect(try room.state(ann) == .below(share: 0.625, needed: 0.75))
    #expect(try room.next(ann) == nil)
    #expect(throws: StoreError.work(.trainingFirst(item: "a"))) {
      try scratch.commit("a", ann, one: stageOne())
    }
    try room.project.waiveTraining(of: ann.id, reason: "talked", at: scratch.now)
    #expect(try room.state(ann) == .open)
    #expect(try room.next(ann) == "a")
  }

  @Test func `who is let on is not offered the training that is left`() throws {
    let room = try Classroom()
    try room.project.waiveTraining(
      of: room.ann.id,
      reason: "wrote the guideline",
      at: room.scratch.now
    )
    #expect(try room.next(room.ann) == "a")
    #expect(try room.next(room.ben) == "t")
  }

  @Test func `letting on needs a reason`() throws {
    let room = try Classroom()
    #expect(throws: StoreError.work(.emptyReason)) {
      try room.project.waiveTraining(of: room.ann.id, reason: " ", at: room.scratch.now)
    }
    #expect(throws: StoreError.team(.noSuchPerson("#99"))) {
      try room.project.waiveTraining(of: 99, reason: "so", at: room.scratch.now)
    }
  }

  @Test func `what was corrected after the feedback does not raise the share`() throws {
    let room = try Classroom()
    let (ann, scratch) = (room.ann, room.scratch)
    try scratch.label("t", ann)
    try scratch.label("u", ann, stageOne(reach: "narrow", accord: "no"), stageTwo("bad"))
    _ = try room.project.undoLast(of: ann.id, at: scratch.now)
    _ = try room.project.undoLast(of: ann.id, at: scratch.now)
    #expect(try room.state(ann) == .training(done: 1, total: 2))
    try scratch.label("u", ann)
    #expect(try room.state(ann) == .below(share: 0.625, needed: 0.75))
  }

  @Test func `a skipped training item is done and matches nothing`() throws {
    let room = try Classroom()
    let (ann, scratch) = (room.ann, room.scratch)
    try scratch.label("t", ann)
    try room.project.skip(
      item: "u",
      person: ann.id,
      stage: .one,
      reason: "no",
      at: scratch.now
    )
    #expect(try room.state(ann) == .below(share: 0.5, needed: 0.75))
  }
}
