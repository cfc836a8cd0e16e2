import AnnotationCore
import Fixtures
import GRDB
import Testing

@testable import ProjectStore

@Suite struct `Versions of the guideline` {
  /// The small guideline, changed, as another version.
  func version(_ number: String, _ change: (inout Guideline) -> Void = { _ in }) -> Guideline {
    var guideline = smallGuideline(jury: .ignored, quorum: 1)
    guideline.version = number
    change(&guideline)
    return guideline
  }

  /// A lead's choice that no annotator made.
  func decide(_ item: ItemID, as choice: ChoiceID, in scratch: Scratch) throws {
    let (ann, ben) = try scratch.team(items: 1)
    let lead = try scratch.add("zoe", .lead)
    try scratch.label(item, ann, stageOne())
    try scratch.label(item, ben, stageOne(reach: "none", accord: nil))
    _ = try scratch.project.decide(at: scratch.now)
    try scratch.project.adjudicate(
      item: item,
      field: "reach",
      value: .single(choice),
      reason: "so",
      lead: lead,
      juryRevealed: false,
      at: scratch.now
    )
  }

  func reopened(_ scratch: Scratch) throws -> Project {
    try scratch.project.close()
    return try Project.open(at: scratch.project.path)
  }

  @Test func `another version takes the place of the one in force, which stays readable`() throws {
    let scratch = try Scratch()
    let next = version("2") { $0.stages[0].fields[0].help = text("Whom does it reach?") }
    try scratch.project.replaceGuideline(
      with: next,
      source: "guideline: next",
      hash: "def",
      at: scratch.now
    )
    #expect(try reopened(scratch).guideline.guideline == next)
    let versions = try scratch.raw().read { db in
      try String.fetchAll(db, sql: "SELECT source FROM guideline ORDER BY id")
    }
    #expect(versions == ["guideline: small", "guideline: next"])
  }

  @Test func `what changed is refused under the version in force, whatever was in force before`()
    throws
  {
    let scratch = try Scratch()
    let other = try Project.open(at: scratch.project.path)
    let next = version("2") { $0.stages[0].fields[0].help = text("Whom does it reach?") }
    try scratch.project.replaceGuideline(with: next, source: "", hash: "def", at: scratch.now)
    // This one was opened before, with version 1 in force.
    let changed = version("2") { $0.stages[0].fields[0].help = text("How far does it reach?") }
    #expect(throws: StoreError.guideline(.versionKept("2"))) {
      try other.replaceGuideline(with: changed, source: "", hash: "ghi", at: scratch.now)
    }
    #expect(throws: StoreError.guideline(.versionKept("2"))) { try other.refusals(of: changed) }
    #expect(try reopened(scratch).guideline.guideline == next)
  }

  @Test func `the same guideline again changes nothing`() throws {
    let scratch = try Scratch()
    try scratch.project.replaceGuideline(
      with: scratch.project.guideline.guideline,
      source: "guideline: small",
      hash: "abc",
      at: scratch.now
    )
    #expect(try reopened(scratch).guideline.id == 1)
  }

  @Test func `a version that was there before is not given again`() throws {
    let scratch = try Scratch()
    let first = scratch.project.guideline.guideline
    try scratch.project.replaceGuideline(
      with: version("2"),
      source: "",
      hash: "def",
      at: scratch.now
    )
    // This project still has the first one open; what counts is the one in force.
    for hash in ["abc", "ghi"] {
      #expect(throws: StoreError.guideline(.versionTaken("1"))) {
        try scratch.project.replaceGuideline(with: first, source: "", hash: hash, at: scratch.now)
      }
    }
    #expect(throws: StoreError.guideline(.versionTaken("1"))) {
      try scratch.project.refusals(of: first)
    }
  }

  @Test func `a change is measured against the version in force, whatever was opened`() throws {
    let scratch = try Scratch()
    let (ann, _) = try scratch.team()
    let other = try Project.open(at: scratch.project.path)
    let more = version("2") { guideline in
      guideline.stages[0].fields[0].kind = .single(
        .listed([
          choice("wide", "w"), choice("narrow", "n"), choice("none", "x"), choice("near", "r"),
        ])
      )
      guideline.stages[0].fields[1].when = ["reach": ["wide", "narrow", "near"]]
    }
    try other.replaceGuideline(with: more, source: "", hash: "def", at: scratch.now)
    try other.close()
    try Project.open(at: scratch.project.path)
      .commit(.one, stageOne(reach: "near"), of: "a", by: ann, at: scratch.now)
    #expect(try scratch.project.refusals(of: version("3")).count == 1)
  }

  @Test func `a field is not taken from labels that hold it`() throws {
    let scratch = try Scratch()
    let (ann, _) = try scratch.team()
    let without = version("2") { $0.stages[0].fields.removeAll { $0.id == "sure" } }
    #expect(try scratch.project.refusals(of: without).isEmpty)
    try scratch.commit("a", ann, one: stageOne())
    #expect(throws: StoreError.self) {
      try scratch.project.replaceGuideline(
        with: without,
        source: "",
        hash: "d",
        at: scratch.now
      )
    }
    #expect(try reopened(scratch).guideline.guideline.version == "1")
  }

  @Test func `a label that came while the others were looked through counts`() throws {
    let scratch = try Scratch()
    let (ann, _) = try scratch.team()
    let without = version("2") { $0.stages[0].fields.removeAll { $0.id == "sure" } }
    try scratch.project.saveDraft(
      Draft(item: "b", person: ann.id, stage: .one, values: [:], at: scratch.now)
    )
    let used = try scratch.project.usedLabels()
    #expect(try scratch.project.usedLabels() == used)
    try scratch.commit("a", ann, one: stageOne())
    #expect(throws: StoreError.self) {
      try scratch.project.replaceGuideline(
        with: without,
        source: "",
        hash: "d",
        at: scratch.now,
        knowing: used
      )
    }
    #expect(try reopened(scratch).guideline.guideline.version == "1")
  }

  @Test func `references that came meanwhile are looked through before anything is changed`() throws
  {
    let scratch = try Scratch()
    _ = try scratch.team()
    let used = try scratch.project.usedLabels()
    try scratch.project.add(references: [lesson("a", .gold)], at: scratch.now)
    let isReplaced = try scratch.project.replaceGuideline(
      with: version("2") { _ in },
      source: "",
      hash: "d",
      at: scratch.now,
      knowing: used
    )
    #expect(!isReplaced)
    try scratch.project.replaceGuideline(
      with: version("2") { _ in },
      source: "",
      hash: "d",
      at: scratch.now
    )
    #expect(try reopened(scratch).guideline.guideline.version == "2")
  }

  @Test(arguments: [("reach", "wide", true), ("reach", "narrow", false), ("faults", "harm", true)])
  func `a choice is taken away only where no label holds it`(
    field: FieldID,
    choice: ChoiceID,
    isHeld: Bool
  ) throws {
    let scratch = try Scratch()
    let (ann, _) = try scratch.team()
    try scratch.label("a", ann, stageOne(groups: ["a"]), stageTwo("good", faults: ["harm"]))
    let without = version("2") { guideline in
      guideline.points.removeAll { $0.id == choice }
      for stage in guideline.stages.indices {
        for place in guideline.stages[stage].fields.indices {
          guard case .single(.listed(let choices)) = guideline.stages[stage].fields[place].kind
          else { continue }
          guideline.stages[stage].fields[place].kind = .single(
            .listed(choices.filter { $0.id != choice })
          )
        }
      }
    }
    let refusals = try scratch.project.refusals(of: without)
    #expect(refusals.isEmpty != isHeld)
  }

  @Test func `a choice that only a draft holds stays`() throws {
    let scratch = try Scratch()
    let (ann, _) = try scratch.team()
    try scratch.commit("a", ann, one: stageOne(groups: ["c"]))
    _ = try scratch.project.undoLast(of: ann.id, at: scratch.now)
    let without = version("2") { guideline in
      guideline.stages[0].fields[2].kind = .multiple(
        .listed([choice("a", "a"), choice("b", "b")])
      )
    }
    #expect(!(try scratch.project.refusals(of: without)).isEmpty)
  }

  @Test func `what the jury, a decision or a reference says counts as labels`() throws {
    let without = version("2") { guideline in
      guideline.stages[0].fields[0].kind = .single(
        .listed([choice("wide", "w"), choice("none", "x")])
      )
    }
    let judged = try Scratch()
    _ = try judged.team()
    try judged.project.register(jurors: [recordedJuror("alder")], at: judged.now)
    try judged.verdict("a", "alder", stageOne(reach: "narrow"))
    #expect(!(try judged.project.refusals(of: without)).isEmpty)
    let decided = try Scratch()
    try decide("a", as: "narrow", in: decided)
    #expect(!(try decided.project.refusals(of: without)).isEmpty)
    let taught = try Scratch()
    try taught.importItems([item("a")])
    let reference = Reference(
      item: "a",
      purpose: .gold,
      values: ["reach": .single("narrow")],
      why: ""
    )
    try taught.project.add(references: [reference], at: taught.now)
    #expect(!(try taught.project.refusals(of: without)).isEmpty)
  }

  @Test func `who opened the project has seen the version that it was opened with`() throws {
    let scratch = try Scratch()
    let ann = try scratch.add("ann")
    #expect(try scratch.project.seenGuideline(by: ann.id) == nil)
    try scratch.project.markGuidelineSeen(by: ann.id, at: scratch.now)
    try scratch.project.markGuidelineSeen(by: ann.id, at: scratch.now)
    try scratch.project.replaceGuideline(
      with: version("2"),
      source: "",
      hash: "def",
      at: scratch.now
    )
    let project = try reopened(scratch)
    #expect(try project.seenGuideline(by: ann.id)?.guideline.version == "1")
    try project.markGuidelineSeen(by: ann.id, at: scratch.now)
    #expect(try project.seenGuideline(by: ann.id) == project.guideline)
  }
}
