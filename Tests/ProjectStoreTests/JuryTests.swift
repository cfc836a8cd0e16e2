import AnnotationCore
import Fixtures
import GRDB
import ProjectStore
import Testing

@Suite struct `The jury` {
  let scratch: Scratch
  let ann: Person
  let ben: Person
  var project: Project { scratch.project }

  init() throws {
    scratch = try Scratch(jury: .confirms)
    (ann, ben) = try scratch.team()
    try project.register(jurors: [recordedJuror("birch"), recordedJuror("alder")], at: scratch.now)
  }

  func queue(_ name: String = "alder", attempts: Int = 2) throws -> [String] {
    try project.casesForJury(recordedJuror(name, attempts: attempts), limit: 10)
      .map { "\($0.item.id)\($0.attempt)" }
  }

  func fail(_ item: ItemID, attempt: Int, _ outcome: Review.Outcome) throws {
    try project.record(
      Review(of: item, by: "alder", attempt: attempt, outcome, at: scratch.now)
    )
  }

  @Test func `jurors come back by name as they were configured`() throws {
    #expect(try project.jurors() == [recordedJuror("alder"), recordedJuror("birch")])
  }

  @Test func `an item is queued when everybody who has it is done with it`() throws {
    #expect(try queue() == [])
    try scratch.label("b", ann)
    #expect(try queue() == [])
    try scratch.label("b", ben)
    #expect(try queue() == ["b1"])
    #expect(try queue("birch") == ["b1"])
    _ = try project.undoLast(of: ben.id, at: scratch.now)
    #expect(try queue() == [])
  }

  @Test func `an item that everybody skipped is not queued`() throws {
    for person in [ann, ben] {
      try project.skip(item: "a", person: person.id, stage: .one, reason: "odd", at: scratch.now)
    }
    #expect(try queue() == [])
    try scratch.label("b", ann)
    try project.skip(item: "b", person: ben.id, stage: .one, reason: "odd", at: scratch.now)
    #expect(try queue() == ["b1"])
  }

  @Test func `the queue hides what wrote the answer`() throws {
    for person in [ann, ben] { try scratch.label("a", person) }
    let queued = try project.casesForJury(recordedJuror("alder", attempts: 1), limit: 1)
    #expect(queued.map(\.item) == [Item(id: "a", language: "en", question: "Q a?", answer: "A a.")])
  }

  @Test func `a verdict or a refusal settles it, anything else is tried again`() throws {
    for id in ["a", "b", "c"] { for person in [ann, ben] { try scratch.label(id, person) } }
    try scratch.verdict("a", "alder")
    try fail("b", attempt: 1, .refused(reason: "no"))
    try fail("c", attempt: 1, .failed(reason: "net"))
    #expect(try queue() == ["c2"])
    try fail("c", attempt: 2, .unparsable(reason: "prose"))
    #expect(try queue() == [])
    #expect(try queue(attempts: 3) == ["c3"])
    #expect(
      try project.juryProgress() == [
        JurorProgress(
          juror: "alder",
          exhausted: 1,
          verdicts: 1,
          refused: 1,
          unparsable: 1,
          failed: 1,
          sends: 4
        ),
        JurorProgress(juror: "birch", queued: 3),
      ]
    )
  }

  @Test func `attempts are remembered when an item comes back to the queue`() throws {
    for person in [ann, ben] { try scratch.label("a", person) }
    try fail("a", attempt: 1, .failed(reason: "net"))
    _ = try project.undoLast(of: ben.id, at: scratch.now)
    try scratch.commit("a", ben, two: stageTwo("bad"))
    #expect(try queue() == ["a2"])
  }

  @Test func `the same attempt or a second verdict is refused, as is a stranger`() throws {
    try scratch.verdict("a", "alder")
    for attempt in [1, 2] {
      #expect(
        throws: StoreError.jury(.alreadyReviewed(item: "a", juror: "alder", attempt: attempt))
      ) {
        try scratch.verdict("a", "alder", attempt: attempt)
      }
    }
    #expect(throws: StoreError.jury(.noSuchJuror("oak"))) { try scratch.verdict("a", "oak") }
    #expect(throws: StoreError.work(.noSuchItem("zzz"))) { try scratch.verdict("zzz", "alder") }
  }

  @Test func `a new jury owes what it has not said, and the old one owes nothing`() throws {
    for person in [ann, ben] { try scratch.label("a", person) }
    try scratch.verdict("a", "alder")
    try project.register(jurors: [recordedJuror("alder"), recordedJuror("cedar")], at: scratch.now)
    #expect(try queue("alder") == [])
    #expect(try queue("birch") == [])
    #expect(try queue("cedar") == ["a1"])
    #expect(try project.jurors().map(\.name) == ["alder", "cedar"])
  }

  @Test func `registering the same jury again changes nothing`() throws {
    try project.register(jurors: [recordedJuror("alder"), recordedJuror("birch")], at: scratch.now)
    let juries = try scratch.raw().read { try Int.fetchOne($0, sql: "SELECT count(*) FROM jury") }
    #expect(juries == 1)
    try project.register(
      jurors: [recordedJuror("alder", attempts: 9), recordedJuror("birch")],
      at: scratch.now
    )
    #expect(try project.jurors().first?.model.limits.attempts == 9)
    try project.register(jurors: [recordedJuror("alder"), recordedJuror("birch")], at: scratch.now)
    #expect(try project.jurors() == [recordedJuror("alder"), recordedJuror("birch")])
  }

  /// A juror behind an endpoint.
  private func live(_ name: String, seed: Int = 7, attempts: Int = 2) -> Juror {
    Juror(
      name: name,
      provider: .endpoint(.init(address: "http://h/v1", model: "m")),
      sampling: .init(seed: seed),
      limits: .init(attempts: attempts)
    )
  }

  @Test func `a copy of a juror gets no second vote`() throws {
    #expect(throws: StoreError.jury(.jurorsAlike("oak", "pine"))) {
      try project.register(
        jurors: [live("oak"), recordedJuror("alder"), live("pine")],
        at: scratch.now
      )
    }
    try project.register(jurors: [live("oak"), live("pine", seed: 8)], at: scratch.now)
  }

  @Test func `a juror that has spoken keeps its name`() throws {
    try project.register(jurors: [live("oak")], at: scratch.now)
    // What could not be read is no verdict: a new name hides nothing.
    try project.record(
      Review(of: "a", by: "oak", .unparsable(reason: "prose"), at: scratch.now)
    )
    try project.register(jurors: [live("pine")], at: scratch.now)
    try scratch.verdict("a", "pine")
    for attempt in 0..<2 {
      #expect(throws: StoreError.jury(.jurorRenamed("elm", from: "pine"))) {
        try project.register(jurors: [live("elm", attempts: 9)], at: scratch.now)
      }
      // Nor does it help to leave it out of the jury first.
      if attempt == 0 { try project.register(jurors: [recordedJuror("alder")], at: scratch.now) }
    }
    try project.register(jurors: [live("pine", attempts: 9)], at: scratch.now)
    #expect(try project.jurors().map(\.name) == ["pine"])
  }

  @Test func `a review is kept with all that came`() throws {
    let review = Review(
      id: 1,
      item: "a",
      juror: "alder",
      attempt: 1,
      outcome: .verdict(Verdict(stageOne: stageOne(), stageTwo: stageTwo("bad", faults: ["harm"]))),
      rawReply: "{\"a\": \"\u{202E}x\"}",
      promptHash: "hash",
      reportedModel: "m",
      latencyMilliseconds: 12,
      promptTokens: 3,
      completionTokens: 4,
      at: Timestamp(rawValue: 99)
    )
    try project.record(
      Review(
        id: 0,
        item: review.item,
        juror: review.juror,
        attempt: review.attempt,
        outcome: review.outcome,
        rawReply: review.rawReply,
        promptHash: review.promptHash,
        reportedModel: review.reportedModel,
        latencyMilliseconds: review.latencyMilliseconds,
        promptTokens: review.promptTokens,
        completionTokens: review.completionTokens,
        at: review.at
      )
    )
    let zoe = try scratch.add("zoe", .lead)
    #expect(try project.dossier(of: "a", for: zoe).reviews == [review])
  }
}
