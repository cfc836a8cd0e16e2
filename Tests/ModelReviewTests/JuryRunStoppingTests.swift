import AnnotationCore
import ModelFixtures
import ModelReview
import ModelTasks
import Models
import Testing

@Suite(.timeLimit(.minutes(1))) struct JuryRunStoppingTests {
  private func run(
    _ source: StubSource,
    over queue: StoredQueue,
    clock: StubClock = StubClock(),
    limits: RequestLimits = .init(concurrency: 1),
    watchEvery: Int64? = nil
  ) async throws {
    let juror = juror(limits: limits)
    try queue.register([juror])
    try await juryRun([(juror, source)], over: queue, clock: clock).run(watchEvery: watchEvery)
  }

  /// Runs until an item is asked about that never gets a reply, then stops.
  private func stopped(
    over queue: StoredQueue,
    limits: RequestLimits = .init(concurrency: 1),
    hangingAt hanging: ItemID,
    thenSaying last: Exchange? = nil
  ) async throws {
    let (hangs, hang) = AsyncStream.makeStream(of: Void.self)
    let source = StubSource { item, _ in
      guard item == hanging else { return .good }
      hang.yield()
      do { try await Task.sleep(for: .seconds(3600)) } catch {
        guard let last else { throw error }
        return last
      }
      return .good
    }
    let task = Task { try await run(source, over: queue, limits: limits) }
    for await _ in hangs { break }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func `stopping keeps what was said, records no failure, and the next run goes on`()
    async throws
  {
    let queue = try StoredQueue([equalItem("a"), equalItem("b"), equalItem("c")])
    try await stopped(over: queue, hangingAt: "b")
    #expect(queue.reviews.map(\.short) == ["a1 verdict"])
    let source = StubSource { _, _ in .good }
    try await run(source, over: queue)
    #expect(source.asked == ["b", "c"])
    #expect(queue.reviews.map(\.short) == ["a1 verdict", "b1 verdict", "c1 verdict"])
  }

  @Test(arguments: [
    Exchange.failed(.connection("closed")), .failed(.timeout(seconds: 1)),
    .failed(.permanent("closed")),
  ])
  func `a failure that is the stopping's own doing is not kept`(last: Exchange) async throws {
    let queue = try StoredQueue([equalItem("a"), equalItem("b")])
    try await stopped(over: queue, hangingAt: "b", thenSaying: last)
    #expect(queue.reviews.map(\.short) == ["a1 verdict"])
  }

  @Test func `a stop that only the source sees ends the run, and nothing waits for ever`()
    async throws
  {
    let queue = try StoredQueue([equalItem("a"), equalItem("b")])
    let source = StubSource { _, _ in throw CancellationError() }
    await #expect(throws: CancellationError.self) { try await run(source, over: queue) }
    #expect(queue.reviews.isEmpty)
  }

  @Test func `a stop while waiting to try again records nothing`() async throws {
    let queue = try StoredQueue([equalItem("a")])
    let clock = StubClock { _ in throw CancellationError() }
    let source = StubSource { _, _ in .failed(.connection("refused")) }
    await #expect(throws: CancellationError.self) {
      try await run(source, over: queue, clock: clock, limits: .init(retries: 3))
    }
    #expect(queue.reviews.isEmpty)
    #expect(source.asked == ["a"])
  }

  @Test func `a watching run takes up what comes later, and ends when it is stopped`() async throws
  {
    let queue = try StoredQueue([equalItem("a")])
    let clock = StubClock { nth in
      if nth == 2 { try queue.add(equalItem("b")) }
      if nth == 4 { throw CancellationError() }
    }
    let source = StubSource { _, _ in .good }
    await #expect(throws: CancellationError.self) {
      try await run(source, over: queue, clock: clock, watchEvery: 5000)
    }
    #expect(source.asked == ["a", "b"])
    #expect(queue.reviews.map(\.short) == ["a1 verdict", "b1 verdict"])
    #expect(clock.slept == [5000, 5000, 5000, 5000])
  }

  @Test func `trouble with the queue ends the run`() async throws {
    struct Full: Error {}
    struct FullQueue: ReviewQueue {
      func next(for juror: Juror, limit: Int) -> [ReviewCase] { [ReviewCase(item: equalItem("a"))] }
      func record(_ reviews: [NewReview]) throws -> [NewReview] { throw Full() }
      func note(_ unanswered: UnansweredTask) {}
      func hasVerdicts(beside jurors: [String]) -> Bool { false }
      func knownReply(to requestHash: String) -> String? { nil }
    }
    let source = StubSource { _, _ in .good }
    await #expect(throws: Full.self) {
      try await juryRun([(juror(), source)], over: FullQueue()).run()
    }
  }
}
