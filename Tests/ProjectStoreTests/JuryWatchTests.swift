import AnnotationCore
import Fixtures
import GRDB
import ProjectStore
import Testing

@Suite struct `A look at the jury` {
  let scratch: Scratch
  let lea: Person
  var project: Project { scratch.project }

  /// Three items that two annotators have finished, and a jury of two.
  init() throws {
    scratch = try Scratch(jury: .confirms)
    let (ann, ben) = try scratch.team()
    lea = try scratch.add("lea", .lead)
    try project.register(jurors: [recordedJuror("birch"), recordedJuror("alder")], at: scratch.now)
    for id in ["a", "b", "c"] { for person in [ann, ben] { try scratch.label(id, person) } }
  }

  func record(
    _ item: ItemID,
    by juror: String = "alder",
    attempt: Int = 1,
    _ outcome: Review.Outcome? = nil,
    at moment: Int64
  ) throws {
    let verdict = Verdict(stageOne: stageOne(), stageTwo: stageTwo("good"))
    try project.record(
      Review(
        of: item,
        by: juror,
        attempt: attempt,
        outcome ?? .verdict(verdict),
        cost: Money(billionths: 7),
        tokens: (10, 3),
        at: Timestamp(rawValue: moment)
      )
    )
  }

  func look(since previous: JuryWatch? = nil, at moment: Int64) throws -> JuryWatch {
    try project.juryWatch(for: lea, since: previous, at: Timestamp(rawValue: moment))
  }

  @Test func `rate and time left are of the last minute`() throws {
    try record("a", at: 100_000)
    try record("b", .refused(reason: "no"), at: 160_000)
    // 60 seconds before 159,999 ms lies what came first.
    #expect(try look(at: 159_999).jurors.first?.recent == 2)
    let watch = try look(at: 161_000)
    let alder = try #require(watch.jurors.first)
    #expect(alder.recent == 1 && alder.recentSince == Timestamp(rawValue: 160_000))
    #expect(alder.rate(at: watch.at) == nil, "one is no rate")
    #expect(alder.secondsLeft(at: watch.at) == nil)
    #expect(alder.last == Timestamp(rawValue: 160_000))
    #expect(alder.done == 2 && alder.total == 3)
    #expect(watch.isUnderWay)
    #expect(try !look(at: 220_000).isUnderWay)
  }

  @Test func `a burst is not taken for the rate of a run`() throws {
    try record("a", at: 1_000_000)
    try record("b", at: 1_000_001)
    let watch = try look(at: 1_000_002)
    // Two in what counts as ten seconds; one waits.
    #expect(watch.jurors.first?.rate(at: watch.at) == 0.2)
    #expect(watch.jurors.first?.secondsLeft(at: watch.at) == 5)
  }

  @Test func `going on from an earlier look gives what counting anew gives`() throws {
    try record("a", at: 1000)
    try record("b", .failed(reason: "net"), at: 2000)
    let first = try look(at: 3000)
    try record("b", attempt: 2, .unparsable(reason: "prose"), at: 4000)
    try record("a", by: "birch", at: 5000)
    let second = try look(since: first, at: 6000)
    #expect(second == (try look(at: 6000)))
    #expect(
      second.jurors.first?.progress
        == JurorProgress(
          juror: "alder",
          queued: 1,
          exhausted: 1,
          verdicts: 1,
          unparsable: 1,
          failed: 1,
          sends: 3,
          promptTokens: 30,
          completionTokens: 9,
          cost: Money(billionths: 21)
        )
    )
    #expect(try look(since: second, at: 6000) == second)
  }

  @Test func `another jury is counted anew`() throws {
    try record("a", at: 1000)
    let first = try look(at: 2000)
    try project.register(jurors: [recordedJuror("cedar"), recordedJuror("alder")], at: scratch.now)
    let second = try look(since: first, at: 3000)
    #expect(second.jurors.map(\.progress.juror) == ["alder", "cedar"])
    #expect(second.jurors.map(\.done) == [1, 0])
  }

  @Test func `the last ten failedAttempts come, the latest first, of the jury in force`() throws {
    for (index, id) in ["a", "b", "c"].enumerated() {
      for attempt in 1...4 {
        let moment = Int64(1000 * (index * 4 + attempt))
        try record(id, attempt: attempt, .failed(reason: "HTTP 500"), at: moment)
      }
    }
    try record("a", by: "birch", .unparsable(reason: "prose"), at: 12_500)
    let failedAttempts = try look(at: 20_000).failedAttempts
    #expect(failedAttempts.count == JuryWatch.failedAttemptCount)
    #expect(failedAttempts.map(\.at) == failedAttempts.map(\.at).sorted(by: >))
    let latest = try #require(failedAttempts.first)
    #expect(latest.item == "a" && latest.juror == "birch" && latest.attempt == 1)
    #expect(latest.hasReply && latest.reason == "prose")
    try project.register(jurors: [recordedJuror("birch")], at: scratch.now)
    #expect(try look(at: 20_000).failedAttempts.map(\.juror) == ["birch"])
  }

  @Test func `why an attempt failed is hidden from a lead who has the item to label`() throws {
    try record("a", .unparsable(reason: "'good' is not offered"), at: 1000)
    try record("b", .unparsable(reason: "'bad' is not offered"), at: 2000)
    try scratch.assign(["a"], to: [lea])
    #expect(try look(at: 3000).failedAttempts.map(\.reason) == ["'bad' is not offered", nil])
  }

  @Test func `it is for leads`() throws {
    let annotator = try scratch.add("cy")
    #expect(throws: StoreError.adjudication(.notALead("cy"))) {
      try project.juryWatch(for: annotator, at: scratch.now)
    }
  }
}
