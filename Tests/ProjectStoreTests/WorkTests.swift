import AnnotationCore
import Fixtures
import GRDB
import ProjectStore
import Testing

@Suite struct `Annotating` {
  let scratch: Scratch
  let ann: Person
  let ben: Person
  var project: Project { scratch.project }

  init() throws {
    scratch = try Scratch()
    (ann, ben) = try scratch.team()
  }

  func draft(_ item: ItemID, _ stage: StageNumber, _ values: FieldValues) throws {
    try project.saveDraft(
      Draft(item: item, person: ann.id, stage: stage, values: values, at: scratch.now)
    )
  }

  @Test func `an item goes from open over started to done`() throws {
    #expect(try scratch.state("a", ann) == .open)
    try scratch.commit("a", ann, one: stageOne())
    #expect(try scratch.state("a", ann) == .started)
    try scratch.commit("a", ann, two: stageTwo("good"))
    #expect(try scratch.state("a", ann) == .done)
    #expect(try scratch.state("a", ben) == .open)
  }

  @Test func `an item that is set aside is done after stage one`() throws {
    try scratch.commit("a", ann, one: stageOne(reach: "none", accord: nil))
    #expect(try scratch.state("a", ann) == .done)
    #expect(throws: StoreError.work(.notNow(item: "a", stage: .two, state: .done))) {
      try scratch.commit("a", ann, two: stageTwo("good"))
    }
  }

  @Test func `the queue goes in order, from a place, and wraps round`() throws {
    #expect(try project.nextItem(for: ann.id)?.item.id == "a")
    #expect(try project.nextItem(for: ann.id, after: 1)?.item.id == "b")
    #expect(try project.nextItem(for: ann.id, after: 3)?.item.id == "a")
    try scratch.commit("b", ann, one: stageOne())
    #expect(try project.nextItem(for: ann.id, after: 1)?.item.id == "b")
    try scratch.label("a", ann)
    #expect(try project.nextItem(for: ann.id, after: 3)?.item.id == "b")
    try scratch.commit("b", ann, two: stageTwo("bad"))
    try scratch.label("c", ann)
    #expect(try project.nextItem(for: ann.id) == nil)
    #expect(try project.nextItem(for: ben.id)?.item.id == "a")
  }

  @Test func `the queue keeps to the languages that are asked for`() throws {
    try scratch.importItems([item("f", "fr")])
    try scratch.assign(["f"], to: [ann])
    #expect(try project.nextItem(for: ann.id, languages: ["fr"])?.item.id == "f")
    #expect(try project.nextItem(for: ann.id, languages: ["de"]) == nil)
    #expect(try project.nextItem(for: ann.id, languages: ["fr", "en"])?.item.id == "a")
  }

  @Test func `what an annotator sees says nothing of others`() throws {
    try scratch.label("a", ben)
    try project.flag(item: "a", person: ben.id, comment: "hm", at: scratch.now)
    let seen = try #require(try project.workItem("a", for: ann.id))
    #expect(
      seen
        == WorkItem(
          item: Item(id: "a", language: "en", question: "Q a?", answer: "A a."),
          position: 1,
          state: .open,
          basis: smallGuideline().start,
          draft: nil,
          flags: []
        )
    )
    #expect(try project.workItem("zzz", for: ann.id) == nil)
  }

  @Test func `a draft is kept, replaced, shown and forgotten`() throws {
    try draft("a", .one, ["reach": .single("wide")])
    try draft("a", .one, ["reach": .single("narrow"), "sure": .scale(2)])
    let kept = try project.workItem("a", for: ann.id)?.draft
    #expect(kept?.values == ["reach": .single("narrow"), "sure": .scale(2)])
    #expect(try project.workload(of: ann.id).map(\.drafts) == [1])
    try draft("a", .one, [:])
    #expect(try project.workItem("a", for: ann.id)?.draft == nil)
    try draft("a", .one, ["sure": .scale(2)])
    try draft("a", .one, [:])
    #expect(try project.workload(of: ann.id).map(\.drafts) == [0])
  }

  @Test func `a saved draft survives a crash`() throws {
    try draft("a", .one, ["reach": .single("wide")])
    // Another program opens the file while this one never closed it.
    let other = try Project.open(at: project.path)
    #expect(try other.workItem("a", for: ann.id)?.draft?.values == ["reach": .single("wide")])
  }

  @Test func `a commit takes its draft away, and an old draft cannot come back`() throws {
    try draft("a", .one, ["reach": .single("wide")])
    try scratch.commit("a", ann, one: stageOne())
    #expect(try project.workItem("a", for: ann.id)?.draft == nil)
    #expect(throws: StoreError.work(.notNow(item: "a", stage: .one, state: .started))) {
      try draft("a", .one, ["reach": .single("wide")])
    }
    try draft("a", .two, ["fit": .single("bad")])
    #expect(try project.workItem("a", for: ann.id)?.draft?.stage == .two)
  }

  @Test func `stage two is judged by one's own stage one`() throws {
    let labels = stageOne(accord: "no", groups: ["a", "c"])
    try scratch.commit("a", ann, one: labels)
    #expect(try project.workItem("a", for: ann.id)?.stageOne?.values == labels.values)
  }

  @Test func `stage two waits for stage one`() throws {
    #expect(throws: StoreError.work(.notNow(item: "a", stage: .two, state: .open))) {
      try scratch.commit("a", ann, two: stageTwo("good"))
    }
  }

  @Test func `an item that is not assigned is not annotated`() throws {
    let cas = try scratch.add("cas")
    #expect(throws: StoreError.work(.notAssigned(item: "a"))) {
      try scratch.commit("a", cas, one: stageOne())
    }
    #expect(throws: StoreError.work(.noSuchItem("zzz"))) {
      try scratch.commit("zzz", cas, one: stageOne())
    }
  }

  @Test func `taking back goes step by step, and gives the values back as drafts`() throws {
    try scratch.label("a", ann)
    try project.skip(item: "b", person: ann.id, stage: .one, reason: "odd", at: scratch.now)
    #expect(try scratch.state("b", ann) == .skipped)

    let skip = try project.undoLast(of: ann.id, at: scratch.now)
    #expect(skip == Undone(item: "b", stage: .one, act: .skip(reason: "odd")))
    #expect(try scratch.state("b", ann) == .open)

    let two = try project.undoLast(of: ann.id, at: scratch.now)
    #expect(two == Undone(item: "a", stage: .two, act: .commit(stageTwo("good"))))
    let afterTwo = try #require(try project.workItem("a", for: ann.id))
    #expect(afterTwo.state == .started)
    #expect(afterTwo.stageOne?.values == stageOne().values)
    #expect(afterTwo.draft?.values == stageTwo("good").values)

    let one = try project.undoLast(of: ann.id, at: scratch.now)
    #expect(one == Undone(item: "a", stage: .one, act: .commit(stageOne())))
    let afterOne = try #require(try project.workItem("a", for: ann.id))
    #expect(afterOne.state == .open)
    #expect(afterOne.stageOne == nil)
    #expect(afterOne.draft?.values == stageOne().values)

    #expect(throws: StoreError.work(.nothingToUndo)) {
      try project.undoLast(of: ann.id, at: scratch.now)
    }
  }

  @Test func `what was taken back can be said again, and taken back again`() throws {
    for reach in ["wide", "narrow", "wide"] {
      try scratch.commit("a", ann, one: stageOne(reach: reach))
      _ = try project.undoLast(of: ann.id, at: scratch.now)
    }
    try scratch.label("a", ann)
    #expect(try scratch.state("a", ann) == .done)
    try scratch.raw().read { db in
      let acts = try String.fetchAll(
        db,
        sql: "SELECT act FROM annotation WHERE stage = 1 ORDER BY id"
      )
      #expect(
        acts == Array(repeating: ["commit", "withdraw"], count: 3).flatMap(\.self) + ["commit"]
      )
      #expect(try derivedFaults(db) == [0, 0, 0, 0])
    }
  }

  @Test func `taking back is each one's own`() throws {
    try scratch.commit("a", ann, one: stageOne())
    #expect(throws: StoreError.work(.nothingToUndo)) {
      try project.undoLast(of: ben.id, at: scratch.now)
    }
  }

  @Test func `what was decided upon cannot be taken back`() throws {
    for person in [ann, ben] { try scratch.label("a", person) }
    _ = try project.decide(at: scratch.now)
    #expect(throws: StoreError.work(.usedDownstream(item: "a"))) {
      try project.undoLast(of: ann.id, at: scratch.now)
    }
    #expect(throws: StoreError.work(.notNow(item: "a", stage: .two, state: .done))) {
      try scratch.commit("a", ann, two: stageTwo("bad"))
    }
    #expect(try scratch.state("a", ann) == .done)
  }

  @Test func `a commit is taken back before another one replaces it`() throws {
    try scratch.commit("a", ann, one: stageOne())
    #expect(throws: StoreError.work(.notNow(item: "a", stage: .one, state: .started))) {
      try scratch.commit("a", ann, one: stageOne(accord: "no"))
    }
    _ = try project.withdraw(item: "a", person: ann.id, at: scratch.now)
    try scratch.commit("a", ann, one: stageOne(accord: "no"))
    #expect(try project.workItem("a", for: ann.id)?.stageOne?.criterion == "balance")
    try scratch.commit("a", ann, two: stageTwo("good", by: "balance"))
    #expect(throws: StoreError.work(.notNow(item: "a", stage: .one, state: .done))) {
      try scratch.commit("a", ann, one: stageOne())
    }
    _ = try project.withdraw(item: "a", person: ann.id, at: scratch.now)
    try scratch.commit("a", ann, two: stageTwo("bad", by: "balance"))
    #expect(try project.completions(of: ann.id, since: Timestamp(rawValue: 0)).count == 1)
  }

  @Test func `a skip needs a reason and an open stage, and can be taken up again`() throws {
    #expect(throws: StoreError.work(.emptyReason)) {
      try project.skip(item: "a", person: ann.id, stage: .one, reason: " \n", at: scratch.now)
    }
    #expect(throws: StoreError.work(.notNow(item: "a", stage: .two, state: .open))) {
      try project.skip(item: "a", person: ann.id, stage: .two, reason: "odd", at: scratch.now)
    }
    try scratch.commit("a", ann, one: stageOne())
    try project.skip(item: "a", person: ann.id, stage: .two, reason: "odd", at: scratch.now)
    #expect(try scratch.state("a", ann) == .skipped)
    try scratch.commit("a", ann, two: stageTwo("good"))
    #expect(try scratch.state("a", ann) == .done)
  }

  @Test func `a skip of stage two that is taken back leaves the item started`() throws {
    try scratch.commit("a", ann, one: stageOne())
    try project.skip(item: "a", person: ann.id, stage: .two, reason: "odd", at: scratch.now)
    _ = try project.undoLast(of: ann.id, at: scratch.now)
    #expect(try scratch.state("a", ann) == .started)
  }

  @Test func `flags are one's own, with a comment`() throws {
    #expect(throws: StoreError.work(.emptyComment)) {
      try project.flag(item: "a", person: ann.id, comment: "", at: scratch.now)
    }
    let long = String(repeating: "x", count: Remark.longest + 1)
    #expect(throws: StoreError.work(.remarkTooLong(count: long.count))) {
      try project.flag(item: "a", person: ann.id, comment: long, at: scratch.now)
    }
    try project.flag(item: "a", person: ann.id, comment: "typo", at: scratch.now)
    #expect(try project.workItem("a", for: ann.id)?.flags.map(\.comment) == ["typo"])
    #expect(try project.status().flags == 1)
  }

  @Test func `the workload counts by state, and the day by what stands`() throws {
    try scratch.label("a", ann)
    let noon = scratch.clock.advanced(byMilliseconds: 1)
    try scratch.label("b", ann)
    try scratch.commit("c", ann, one: stageOne())
    let load = try #require(try project.workload(of: ann.id).first)
    #expect(load.counts.filter { $0.value > 0 } == [.done: 2, .started: 1])
    #expect(load.total == 3)
    #expect(try project.completions(of: ann.id, since: Timestamp(rawValue: 0)).count == 2)
    #expect(try project.completions(of: ann.id, since: noon).count == 1)
    _ = try project.undoLast(of: ann.id, at: scratch.now)
    _ = try project.undoLast(of: ann.id, at: scratch.now)
    #expect(try project.completions(of: ann.id, since: noon).count == 0)
  }

  @Test func `two annotators work on one file at once`() async throws {
    let path = project.path
    let people = [ann, ben]
    let start = scratch.clock
    try await withThrowingTaskGroup(of: Void.self) { group in
      for person in people {
        group.addTask {
          let project = try Project.open(at: path)
          var moment = start
          while let work = try project.nextItem(for: person.id) {
            moment = moment.advanced(byMilliseconds: 1)
            let stage: StageNumber = work.stageOne == nil ? .one : .two
            let labels = stage == .one ? stageOne() : stageTwo("good")
            try project.saveDraft(
              Draft(
                item: work.item.id,
                person: person.id,
                stage: stage,
                values: labels.values,
                at: moment
              )
            )
            try project.commit(stage, labels, of: work.item.id, by: person, at: moment)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try project.status().assignments == [.done: 6])
    #expect(try project.decide(at: scratch.now).settled == 3)
  }

  @Test func `a file that is kept busy says so`() throws {
    let other = try scratch.raw()
    let impatient = try Project.open(at: project.path, timeout: 0.01)
    try other.inTransaction(.immediate) { _ in
      #expect(throws: StoreError.file(.busy(path: project.path))) {
        try impatient.flag(item: "a", person: ann.id, comment: "x", at: Timestamp(rawValue: 1))
      }
      return .rollback
    }
  }
}
