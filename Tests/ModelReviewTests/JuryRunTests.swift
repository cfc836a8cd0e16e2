import AnnotationCore
import Fixtures
import ModelFixtures
import ModelReview
import ModelTasks
import Models
import SchemaValidation
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct JuryRunTests {
  /// Runs seats over a queue; gives what was told on the way.
  @discardableResult
  private func run(
    _ seats: [(Juror, StubSource)],
    over queue: StoredQueue,
    clock: StubClock = StubClock(),
    watchEvery: Int64? = nil
  ) async throws -> [TaskProgress<NewReview>] {
    let told = Told()
    try queue.register(seats.map(\.0))
    try await juryRun(seats, over: queue, clock: clock).run(watchEvery: watchEvery) { progress in
      told.all.withLock { $0.append(progress) }
    }
    return told.all.withLock { $0 }
  }

  private final class Told: Sendable {
    let all = Mutex<[TaskProgress<NewReview>]>([])
  }

  private func items(_ count: Int) -> [Item] { (1...count).map { equalItem("i\($0)-") } }

  @Test func `every juror gives a verdict on every item, each kept and told once`() async throws {
    let queue = try StoredQueue(items(7))
    let one = StubSource { _, _ in .good }
    let two = StubSource { _, _ in .good }
    let told = try await run([(juror("one"), one), (juror("two", model: "n"), two)], over: queue)
    #expect(one.asked == items(7).map(\.id))
    #expect(two.asked == one.asked)
    #expect(Set(queue.reviews.map { "\($0.juror) \($0.short)" }).count == 14)
    #expect(queue.reviews.allSatisfy { $0.outcome == .verdict(goodVerdict) })
    #expect(Set(told.compactMap(\.review)) == Set(queue.reviews))
    #expect(told.count { $0.review != nil } == 14)
    #expect(told.count { $0.isSent } == 14)
  }

  @Test func `a review says what was asked, what came, from whom and how long it took`()
    async throws
  {
    let queue = try StoredQueue([equalItem("a")])
    let clock = StubClock(at: 5000)
    let source = StubSource { _, time in
      time == 1
        ? .failed(.status(503, message: "", signs: .init(retryAfterMilliseconds: 700)))
        : .reply(
          .init(text: goodReply, raw: "raw", model: "m-1", promptTokens: 5, completionTokens: 6)
        )
    }
    try await run([(juror(limits: .init(retries: 1)), source)], over: queue, clock: clock)
    let prompt = try ReviewPrompter(promptedGuideline()).prompt(for: equalItem("a"))
    let review = try #require(queue.reviews.first)
    #expect(review.short == "a1 verdict")
    #expect([review.rawReply, review.reportedModel] == ["raw", "m-1"])
    #expect(review.promptHash == prompt.hash)
    #expect([review.promptTokens, review.completionTokens] == [5, 6])
    #expect(review.latencyMilliseconds == 700)
    #expect(review.at == Timestamp(rawValue: 5700))
    #expect(clock.slept == [700])
  }

  @Test(arguments: [1, 3, 8])
  func `as many are asked at once as the juror allows, and no item twice`(
    concurrency: Int
  ) async throws {
    let queue = try StoredQueue(items(24))
    // Nobody gets a reply until so many have asked: fewer at once would never end.
    let turnstile = Turnstile(concurrency)
    let source = StubSource { _, _ in
      await turnstile.pass()
      return .good
    }
    try await run([(juror(limits: .init(concurrency: concurrency)), source)], over: queue)
    #expect(source.mostUnderWay == concurrency)
    #expect(source.askedTwiceAtOnce.isEmpty)
    #expect(source.asked.sorted() == items(24).map(\.id).sorted())
  }

  @Test func `jurors are asked side by side`() async throws {
    let turnstile = Turnstile(2)
    let seats = ["one", "two"].map { name in
      let source = StubSource { _, _ in
        await turnstile.pass()
        return .good
      }
      return (juror(name, model: name), source)
    }
    let queue = try StoredQueue(items(3))
    try await run(seats, over: queue)
    #expect(queue.reviews.count == 6)
  }

  @Test func `a reply that cannot be read is kept, and the item is put to the juror again`()
    async throws
  {
    let queue = try StoredQueue([equalItem("a")])
    let source = StubSource { _, time in time == 1 ? .saying("It depends.") : .good }
    try await run([(juror(), source)], over: queue)
    #expect(queue.reviews.map(\.short) == ["a1 unparsable", "a2 verdict"])
    #expect(queue.reviews.first?.rawReply == "It depends.")
  }

  @Test func `a reply that was cut short is a verdict where it was cut after a whole one alone`()
    async throws
  {
    func short(_ reply: String) async throws -> [String] {
      let queue = try StoredQueue([equalItem("a")])
      let cut = Exchange.cutShort(.init(text: reply, raw: reply), reason: "tokens")
      let source = StubSource { _, _ in cut }
      try await run([(juror(limits: .init(attempts: 2)), source)], over: queue)
      return queue.reviews.map(\.short)
    }
    #expect(try await short(goodReply + " And") == ["a1 verdict"])
    #expect(try await short(String(goodReply.dropLast(60))) == ["a1 unparsable", "a2 unparsable"])
  }

  @Test func `attempts are bounded, and a refusal is not argued with`() async throws {
    let queue = try StoredQueue([equalItem("a"), equalItem("b"), equalItem("c")])
    let source = StubSource { item, _ in
      switch item {
      case "a": .saying("Hm.")
      case "b": .refused(reason: "No.", .init(text: "", raw: "{}"))
      default: .failed(.permanent("nothing recorded"))
      }
    }
    try await run([(juror(limits: .init(concurrency: 1, attempts: 3)), source)], over: queue)
    #expect(
      queue.reviews.map(\.short).sorted() == [
        "a1 unparsable", "a2 unparsable", "a3 unparsable", "b1 refused",
        "c1 failed", "c2 failed", "c3 failed",
      ]
    )
    #expect(queue.reviews.first { $0.item == "b" }?.outcome == .refused(reason: "No."))
  }

  @Test func `trouble that passes is waited out within one attempt`() async throws {
    let queue = try StoredQueue([equalItem("a")])
    let clock = StubClock()
    let source = StubSource { _, time in
      time < 3
        ? .failed(.status(429, message: "", signs: .init(retryAfterMilliseconds: 2000))) : .good
    }
    try await run([(juror(limits: .init(retries: 2)), source)], over: queue, clock: clock)
    #expect(queue.reviews.map(\.short) == ["a1 verdict"])
    #expect(clock.slept == [2000, 2000])
  }

  @Test func `a juror that is down is left, and the others go on`() async throws {
    let queue = try StoredQueue(items(20))
    let down = StubSource { _, _ in .failed(.connection("refused")) }
    let up = StubSource { _, _ in .good }
    let told = try await run(
      [(juror("down", endpoint: "http://127.0.0.1:7"), down), (juror("up"), up)],
      over: queue
    )
    #expect(told.compactMap(\.gaveUp) == ["down: no connection: refused"])
    let asked = Throttle.outage + Throttle.probes
    #expect(queue.reviews.count { $0.juror == "down" } == 0, "an outage uses up nobody's attempts")
    #expect(queue.unanswered.map(\.model) == Array(repeating: "down", count: asked))
    #expect(queue.reviews.count { $0.juror == "up" } == 20)
  }

  @Test func `a juror that is left drops what it was still asked`() async throws {
    let queue = try StoredQueue(items(20))
    let source = StubSource { item, _ in
      if item == "i1-" { try await Task.sleep(for: .seconds(3600)) }
      return .failed(.connection("refused"))
    }
    try await run([(juror(limits: .init(concurrency: 2, retries: 0)), source)], over: queue)
    #expect(queue.unanswered.count == Throttle.outage + Throttle.probes)
    #expect(!queue.unanswered.contains { $0.subject == "i1-" })
  }

  @Test func `failures that others stand between do not count as an outage`() async throws {
    let queue = try StoredQueue(items(12))
    let source = StubSource { item, time in
      ["i3-", "i7-", "i10-"].contains(item) || time > 1 ? .good : .failed(.malformed("?"))
    }
    let told = try await run([(juror(), source)], over: queue)
    #expect(told.compactMap(\.gaveUp).isEmpty)
    #expect(Set(queue.reviews.map(\.item)).count == 12)
  }
}

extension TaskProgress<NewReview> {
  var review: Review? { if case .kept(let new) = self { new.review } else { nil } }

  var isSent: Bool { if case .sent = self { true } else { false } }

  var gaveUp: String? {
    if case .gaveUp(let juror, let reason) = self { "\(juror): \(reason)" } else { nil }
  }
}

/// A provider's trouble, and a model that never does as it is told.
@Suite(.timeLimit(.minutes(1))) struct `A run with work left` {
  private func run(
    _ source: StubSource,
    over queue: any ReviewQueue,
    clock: StubClock = StubClock(),
    limits: RequestLimits = .init(concurrency: 1, attempts: 2, retries: 0),
    watchEvery: Int64? = nil,
    unkept: UnkeptReplies? = nil
  ) async throws -> [TaskProgress<NewReview>] {
    let told = Mutex<[TaskProgress<NewReview>]>([])
    let juror = juror(limits: limits)
    try (queue as? StoredQueue)?.register([juror])
    let client = ModelClient(juror, source: source)
    let run = TaskRun(
      try ReviewTasks(guideline: promptedGuideline(), jurors: [juror], queue: queue),
      clients: [client],
      clock: clock,
      seed: 1,
      unkept: unkept
    )
    do {
      try await run.run(watchEvery: watchEvery) { progress in told.withLock { $0.append(progress) }
      }
    } catch is CancellationError {}
    return told.withLock { $0 }
  }

  @Test func `what a provider cannot take is put to it again at the end, and then left`()
    async throws
  {
    let queue = try StoredQueue([equalItem("a"), equalItem("b")])
    let source = StubSource { item, _ in item == "a" ? .failed(.timeout(seconds: 1)) : .good }
    let told = try await run(source, over: queue)
    #expect(source.asked == ["a", "b", "a", "a"])
    #expect(queue.reviews.map(\.short) == ["b1 verdict"])
    guard case .left(_, 1, "no reply within 1.0 seconds") = told.last else {
      Issue.record("\(String(describing: told.last))")
      return
    }
  }

  @Test func `a watching run tries a provider again that was down, after a pause`() async throws {
    let queue = try StoredQueue([equalItem("a")])
    let isUp = Mutex(false)
    let clock = StubClock { nth in
      if nth == 40 { isUp.withLock { $0 = true } }
      if nth == 200 { throw CancellationError() }
    }
    let source = StubSource { _, _ in
      isUp.withLock(\.self) ? .good : .failed(.connection("refused"))
    }
    let told = try await run(source, over: queue, clock: clock, watchEvery: 2000)
    #expect(queue.reviews.map(\.short) == ["a1 verdict"])
    #expect(told.contains { if case .pausing(_, 30_000, _) = $0 { true } else { false } })
    #expect(told.compactMap(\.gaveUp).isEmpty)
  }

  @Test func `a model that never gives the form is stopped before every attempt is used up`()
    async throws
  {
    let queue = try StoredQueue((1...40).map { equalItem("i\($0)-") })
    let source = StubSource { _, _ in .saying("It depends.") }
    let told = try await run(source, over: queue)
    #expect(source.asked.count < 20)
    #expect(
      told.compactMap(\.gaveUp) == [
        "one: none of its first 10 replies was in the form that was asked for"
      ]
    )
  }

  @Test func `one that gave it once goes on`() async throws {
    let queue = try StoredQueue((1...20).map { equalItem("i\($0)-") })
    let source = StubSource { item, _ in item == "i1-" ? .good : .saying("It depends.") }
    let told = try await run(source, over: queue)
    #expect(told.compactMap(\.gaveUp).isEmpty)
    #expect(source.asked.count == 39)
  }

  /// A project whose disk is full until somebody makes room.
  private final class FullDisk: ReviewQueue {
    let queue: StoredQueue
    let isFull = Mutex(true)

    init(_ queue: StoredQueue) { self.queue = queue }

    struct Full: Error {}

    func next(for juror: Juror, limit: Int) async throws -> [ReviewCase] {
      try queue.register([juror])
      return try await queue.next(for: juror, limit: limit)
    }

    func record(_ reviews: [NewReview]) async throws -> [NewReview] {
      if isFull.withLock(\.self) { throw Full() }
      return try await queue.record(reviews)
    }

    func note(_ unanswered: UnansweredTask) async throws { try await queue.note(unanswered) }
    func hasVerdicts(beside jurors: [String]) async throws -> Bool { false }
    func knownReply(to requestHash: String) async throws -> String? { nil }
  }

  @Test
  func `replies that cannot be kept are in a file, and the next run asks for none of them again`()
    async throws
  {
    let folder = try TemporaryFolder()
    let disk = FullDisk(try StoredQueue((1...30).map { equalItem("i\($0)-") }))
    let source = StubSource { _, _ in .good }
    let files = ["/dev/null/p.unkept.jsonl", folder("p.unkept.jsonl")]
    let first = UnkeptReplies(files: files)
    await #expect(throws: FullDisk.Full.self) {
      try await run(source, over: disk, limits: .init(concurrency: 4), unkept: first)
    }
    let asked = source.asked.count
    #expect(asked < 30, "no more is asked once nothing can be kept")
    #expect(first.written == folder("p.unkept.jsonl"))
    #expect(folder.permissions("p.unkept.jsonl") == 0o600)
    let lines = folder.text("p.unkept.jsonl").split(separator: "\n")
    #expect(lines.count == asked, "every reply is in it")
    for line in lines {
      #expect(
        try SchemaValidator.problems(in: .init(String(line), file: "unkept.schema.json")) == []
      )
    }

    disk.isFull.withLock { $0 = false }
    let next = UnkeptReplies(files: files)
    #expect(next.count == asked)
    _ = try await run(source, over: disk, unkept: next)
    next.removeTaken()
    #expect(source.asked.count == 30)
    #expect(disk.queue.reviews.count == 30)
    #expect(next.count == 0)
    #expect(folder.contents == [])
  }
}
