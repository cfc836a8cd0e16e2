import AnnotationCore
import Foundation
import ModelFixtures
import ModelReview
import ModelTasks
import Testing

/// From the queue through the network and back, with nothing in between replaced but the clock.
@Suite(.timeLimit(.minutes(1))) struct WholeRunTests {
  private func run(
    _ script: [ScriptedServer.Play],
    over queue: StoredQueue,
    clock: StubClock = StubClock(),
    key: String? = nil,
    sampling: SamplingParameters = .init(),
    samples: Int = 1,
    limits: RequestLimits = .init(concurrency: 1, attempts: 2, retries: 3)
  ) async throws -> [ScriptedServer.Received] {
    try await ScriptedServer.playing(script) { server, endpoint in
      var juror = juror(
        endpoint: endpoint,
        keyVariable: key.map { _ in "KEY" },
        sampling: sampling,
        limits: limits
      )
      juror.asking.samples = samples
      try queue.register([juror])
      try await ModelClient.withClients(for: [juror], environment: ["KEY": key ?? ""], clock: clock)
      {
        clients in
        try await juryRun([juror], clients, over: queue, clock: clock).run()
      }
      return server.received
    }
  }

  @Test func `a provider that is busy, then broken, then cut off, is waited for`() async throws {
    let queue = try StoredQueue([equalItem("a")])
    let clock = StubClock(at: 1_795_233_161_000)  // Sat, 21 Nov 2026 03:52:41 GMT
    let received = try await run(
      [
        .answer(429, headers: ["retry-after": "Sat, 21 Nov 2026 03:52:44 GMT"], "busy"),
        .answer(500, headers: ["retry-after-ms": "40"], "broken"),
        .cut,
        .answer(completion(goodReply)),
      ],
      over: queue,
      clock: clock
    )
    #expect(received.count == 4)
    #expect(Set(received.map(\.body)).count == 1)
    #expect(clock.slept.prefix(2) == [3000, 40])
    #expect(queue.reviews.map(\.short) == ["a1 verdict"])
    #expect(queue.reviews.first?.outcome == .verdict(goodVerdict))
    #expect(queue.reviews.first?.rawReply == completion(goodReply))
  }

  @Test func `prose, a fence, a truncated reply: each becomes what it is`() async throws {
    let queue = try StoredQueue([equalItem("a"), equalItem("b"), equalItem("c"), equalItem("d")])
    _ = try await run(
      [
        .answer(completion("I think it is fine: \(goodReply)")),
        .answer(completion(String(goodReply.dropLast(40)), finish: "length")),
        .answer(completion("```json\n\(goodReply)\n```")),
        .answer(completion(goodReply.replacing("made_up", with: "one_sided"))),
        .answer(completion(goodReply, refusal: "I can't judge this.")),
      ],
      over: queue
    )
    #expect(
      queue.reviews.map(\.short) == [
        "a1 verdict", "b1 unparsable", "c1 verdict", "d1 verdict", "b2 refused",
      ]
    )
  }

  @Test func `a repeated attempt has another seed than every sample and every other attempt`()
    async throws
  {
    let queue = try StoredQueue([equalItem("a")])
    let received = try await run(
      Array(repeating: .answer(completion("Well.")), count: 9),
      over: queue,
      sampling: .init(seed: 5),
      samples: 3,
      limits: .init(concurrency: 1, attempts: 3, retries: 0)
    )
    let seeds = try received.map {
      try JSONDecoder().decode(SentBody.self, from: Data($0.body.utf8)).seed
    }
    #expect(seeds.prefix(3) == [5, 6, 7])
    #expect(Set(seeds).count == 9)
    #expect(Set(queue.reviews.map(\.trace.requestHash)).count == 9)
  }

  @Test
  func `without a seed, a repeated attempt is sent again and not answered from what is known`()
    async throws
  {
    let queue = try StoredQueue([equalItem("a"), equalItem("b")], isJudged: true)
    let received = try await run(
      [
        .answer(completion("Well.")), .answer(completion(goodReply)),
        .answer(completion(goodReply)),
      ],
      over: queue,
      limits: .init(concurrency: 1, attempts: 2, retries: 0)
    )
    // Both items are the same request: the first attempt at b is answered before a's second is made.
    #expect(received.count == 3)
    #expect(queue.reviews.map(\.short) == ["a1 unparsable", "b1 verdict", "a2 verdict"])
    #expect(Set(queue.reviews.map(\.trace.requestHash)).count == 2)
  }

  @Test func `a spent quota is not asked again`() async throws {
    let queue = try StoredQueue([equalItem("a")])
    let spent = #"{"error":{"message":"pay","type":"insufficient_quota"}}"#
    let received = try await run(
      [.answer(429, headers: ["retry-after": "1"], spent)],
      over: queue,
      limits: .init(concurrency: 1, attempts: 1, retries: 3)
    )
    #expect(received.count == 1)
    #expect(queue.reviews.isEmpty, "it is the provider's trouble, and uses up no attempt")
    #expect(queue.unanswered.map(\.subject) == ["a"])
  }

  @Test func `a wrong key is not tried again, uses up no attempt, and stands nowhere`() async throws
  {
    let queue = try StoredQueue([equalItem("a")])
    let received = try await run(
      [.answer(401, #"{"error":{"message":"wrong key sk-secret-1, Bearer sk-secret-1"}}"#)],
      over: queue,
      key: "sk-secret-1",
      limits: .init(concurrency: 1, attempts: 1, retries: 3)
    )
    #expect(received.map { $0.headers["authorization"] } == [["Bearer sk-secret-1"]])
    #expect(queue.reviews.isEmpty)
    #expect(
      queue.unanswered.map(\.reason) == ["the provider answered 401: wrong key [key], Bearer [key]"]
    )
  }

  @Test func `stopping drops the request under way and records nothing`() async throws {
    let queue = try StoredQueue([equalItem("a"), equalItem("b")])
    try await ScriptedServer.playing([.answer(completion(goodReply)), .silence]) { server, url in
      let task = Task {
        let juror = juror(endpoint: url, limits: .init(concurrency: 1, timeoutSeconds: 50))
        try queue.register([juror])
        try await ModelClient.withClients(for: [juror], environment: [:]) { clients in
          try await juryRun([juror], clients, over: queue).run()
        }
      }
      while server.received.count < 2 { await Task.yield() }
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
    }
    #expect(queue.reviews.map(\.short) == ["a1 verdict"])
  }
}
