import AnnotationCore
import Fixtures
import GRDB
import ProjectStore
import Testing

/// Suggestions of a jury that comes before the annotators.
@Suite struct `Suggestions` {
  let scratch: Scratch
  let ann: Person
  let ben: Person
  /// Of ann's items, one with suggestions and one without.
  let shown: ItemID
  let withheld: ItemID

  init() throws {
    var guideline = smallGuideline(jury: .ignored)
    guideline.assistance = AssistancePolicy(mode: .before, control: 0.3)
    scratch = try Scratch(guideline: guideline)
    (ann, ben) = try scratch.team(items: 20)
    try scratch.project.register(
      jurors: [recordedJuror("alder"), recordedJuror("birch")],
      at: scratch.now
    )
    let policy = guideline.assistance
    let (person, id) = (ann.pseudonym, guideline.id)
    let items = (0..<20).map { String(UnicodeScalar(UInt8(97 + $0))) }
    func drawn(_ isControl: Bool) -> ItemID? {
      items.first { policy.isControl(item: $0, person: person, guideline: id) == isControl }
    }
    shown = try #require(drawn(false))
    withheld = try #require(drawn(true))
  }

  private var project: Project { scratch.project }

  private func opened(_ item: ItemID, _ person: Person) throws -> WorkItem {
    let work = try #require(try project.workItem(item, for: person.id))
    return try project.withSuggestions(work, for: person.id, at: scratch.now)
  }

  private func review(_ item: ItemID) throws {
    try scratch.verdict(item, "alder")
    try scratch.verdict(item, "birch", stageOne(accord: "no"), stageTwo("bad", by: "balance"))
  }

  private func queued() throws -> Int {
    try project.casesForJury(recordedJuror("alder", attempts: 2), limit: 99).count
  }

  @Test func `the jury's queue holds items before their annotators are done`() throws {
    #expect(try queued() == 20)
    try review(shown)
    #expect(try queued() == 19)
    try scratch.importItems([item("late")])
    try scratch.assign(["late"], to: [ann])
    #expect(try queued() == 20)
    try scratch.label("late", ann)
    #expect(try queued() == 20)
    _ = try project.withdraw(item: "late", person: ann.id, at: scratch.now)
    #expect(try queued() == 20)
  }

  @Test func `a guideline that lets the jury come first, or no longer, changes the queue`() throws {
    try scratch.label("t", ann)
    try scratch.label("t", ben)
    var guideline = project.guideline.guideline
    for (version, mode, count) in [
      ("2", AssistancePolicy.Mode.never, 1), ("3", .before, 20), ("4", .afterCommit, 1),
    ] {
      guideline.version = version
      guideline.assistance = AssistancePolicy(mode: mode, control: 0.5)
      try project.replaceGuideline(with: guideline, source: "g", hash: version, at: scratch.now)
      #expect(try queued() == count)
    }
  }

  @Test func `suggestions are of the open stage and its criterion, and on record`() throws {
    try review(shown)
    let one = try #require(try opened(shown, ann).suggestions)
    #expect(one.statements.count == 2)
    #expect(one.votes(for: "yes", in: "accord") == 1)
    #expect(one.answers(to: "fit") == 0)
    try scratch.commit(shown, ann, one: stageOne())
    let two = try #require(try opened(shown, ann).suggestions)
    #expect(two.statements.count == 1)
    #expect(two.votes(for: "good", in: "fit") == 1)
    try scratch.commit(shown, ann, two: stageTwo("good"))
    #expect(try opened(shown, ann).suggestions == nil)
    #expect(try project.assistanceCounts() == AssistanceCounts(shown: 1, assisted: 2))
    var cases: [ExposureCase] = []
    try project.forEachExposure(.before) { cases.append($0) }
    #expect(cases.map(\.exposure.stage) == [.one, .two])
    #expect(cases.map { $0.after[$0.exposure.stage] != nil } == [true, true])
  }

  @Test func `what was drawn to be without looks as if there were nothing`() throws {
    let before = try opened(withheld, ann)
    try review(withheld)
    #expect(try opened(withheld, ann) == before)
    try scratch.label(withheld, ann)
    #expect(try project.assistanceCounts() == AssistanceCounts(withheld: 1))
    #expect(try project.ratings(field: "fit", raters: .humans).count == 1)
  }

  @Test func `labels that were given after suggestions are no independent ones`() throws {
    try review(shown)
    _ = try opened(shown, ann)
    try scratch.label(shown, ann)
    try scratch.label(shown, ben)
    #expect(try project.ratings(field: "fit", raters: .humans).map(\.rater) == ["ben"])
  }

  @Test func `the jury's opinion is not asked for after a commit`() throws {
    try review(shown)
    try scratch.label(shown, ann)
    #expect(throws: StoreError.assistance(.off)) {
      try project.juryOpinion(on: shown, for: ann.id, at: scratch.now)
    }
  }

  @Test func `another session of the same person gets no suggestions`() throws {
    try review(shown)
    for (token, insistence) in [("one", SessionInsistence.ifFree), ("two", .byForce)] {
      _ = try project.claimSession(
        person: ann.id,
        token: token,
        process: SessionProcess(host: "here", boot: "b", number: 1, started: 1),
        at: scratch.now,
        insistence,
        isGone: { _ in false }
      )
    }
    let work = try #require(try project.workItem(shown, for: ann.id))
    #expect(throws: StoreError.self) {
      try project.withSuggestions(work, for: ann.id, at: scratch.now, session: "one")
    }
    #expect(try project.assistanceCounts().shown == 0)
  }
}
