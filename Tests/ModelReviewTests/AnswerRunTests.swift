import AnnotationCore
import Foundation
import ModelFixtures
import ModelReview
import ModelTasks
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct AnswerRunTests {
  private func guideline() -> Guideline {
    var guideline = promptedGuideline()
    guideline.prompts["answer"] = smallAnswerTemplate
    return guideline
  }

  private func writer(
    at endpoint: String,
    _ limits: RequestLimits,
    samples: Int = 1
  ) throws -> Writer {
    let model = juror(endpoint: endpoint, limits: limits).model
    return try Writer(name: "w", model: model, samples: samples)
  }

  private func run(
    _ writer: Writer,
    _ clients: [ModelClient],
    over desk: StoredAnswers,
    budget: Money? = nil,
    clock: StubClock = StubClock()
  ) throws -> TaskRun<AnswerTasks> {
    TaskRun(
      try AnswerTasks(
        guideline: guideline(),
        writers: [writer],
        queue: desk,
        requirements: AnswerRequirements(longest: 30)
      ),
      clients: clients,
      budget: Budget(limit: budget),
      clock: clock,
      seed: 1
    )
  }

  /// Runs one writer against a scripted server; gives what it was sent.
  private func run(
    _ script: [ScriptedServer.Play],
    over desk: StoredAnswers,
    clock: StubClock = StubClock(),
    price: TokenPrice? = nil,
    budget: Money? = nil,
    samples: Int = 1,
    limits: RequestLimits = .init(concurrency: 1, attempts: 3, retries: 2)
  ) async throws -> [ScriptedServer.Received] {
    try await ScriptedServer.playing(script) { server, endpoint in
      try await answer(
        at: endpoint,
        over: desk,
        clock: clock,
        price: price,
        budget: budget,
        samples: samples,
        limits: limits
      )
      return server.received
    }
  }

  /// Runs one writer that asks at an address.
  private func answer(
    at endpoint: String,
    over desk: StoredAnswers,
    clock: StubClock = StubClock(),
    price: TokenPrice? = nil,
    budget: Money? = nil,
    samples: Int = 1,
    limits: RequestLimits
  ) async throws {
    var writer = try writer(at: endpoint, limits, samples: samples)
    writer.model.sampling = .init(seed: 5, maximumTokens: 100)
    writer.model.price = price
    try desk.register([writer])
    try await ModelClient.withClients(for: [writer], environment: [:], clock: clock) { clients in
      try await run(writer, clients, over: desk, budget: budget, clock: clock).run()
    }
  }

  private func sent(_ received: [ScriptedServer.Received]) throws -> [SentBody] {
    try received.map { try JSONDecoder().decode(SentBody.self, from: Data($0.body.utf8)) }
  }

  @Test func `an answer is asked for as a text, and kept with what was sent`() async throws {
    let desk = try StoredAnswers(["a"])
    let received = try await run([.answer(completion(" It is.\n"))], over: desk)
    let body = try #require(try sent(received).first)
    #expect(body.response_format == nil)
    #expect(body.messages.map(\.role) == ["system", "user"])
    #expect(body.messages[1].content.contains("Question a?"))
    let attempt = try #require(desk.attempts.first)
    #expect(attempt.outcome == .answered("It is."))
    #expect(attempt.rawReply == completion(" It is.\n"))
    #expect(attempt.reportedModel == "m-1")
    #expect([attempt.promptTokens, attempt.completionTokens] == [12, 3])
    #expect(attempt.prompt.user.text == body.messages[1].content)
  }

  @Test func `an answer that is flawed or cut short is asked for again with another seed`()
    async throws
  {
    let desk = try StoredAnswers(["a"])
    let received = try await run(
      [
        .answer(completion("One.\n\nTwo.")),
        .answer(completion("It is, since", finish: "length")),
        .answer(completion("It is.")),
      ],
      over: desk
    )
    #expect(desk.short == ["a1 paragraphs", "a2 cut_short", "a3 answered"])
    let seeds = try sent(received).map(\.seed)
    #expect(seeds.first == 5)
    #expect(Set(seeds).count == 3)
    // As many samples as anybody asks for lie between two attempts.
    #expect(seeds == [5, 100_005, 200_005])
  }

  @Test func `attempts are used up, and a refusal is not argued with`() async throws {
    let desk = try StoredAnswers(["a", "b"])
    let received = try await run(
      [
        .answer(completion("")), .answer(completion("", refusal: "I have no opinions.")),
        .answer(completion("नहीं")), .answer(completion(String(repeating: "x", count: 31))),
      ],
      over: desk
    )
    #expect(received.count == 4)
    #expect(desk.short == ["a1 empty", "b1 refused", "a2 other_script", "a3 too_long"])
  }

  @Test func `a provider that is busy is waited for within one attempt`() async throws {
    let desk = try StoredAnswers(["a"])
    let clock = StubClock()
    let received = try await run(
      [
        .answer(429, headers: ["retry-after": "3"], "busy"), .cut,
        .answer(completion("It is.")),
      ],
      over: desk,
      clock: clock
    )
    #expect(received.count == 3)
    #expect(clock.slept.first == 3000)
    #expect(desk.short == ["a1 answered"])
    #expect(desk.attempts.first?.trace.sends == 3)
  }

  @Test func `the thoughts of a model are no part of its answer`() async throws {
    let desk = try StoredAnswers(["a"])
    _ = try await run([.answer(completion("<think>Hm.\n\nYes.</think>\n\nIt is."))], over: desk)
    #expect(desk.attempts.map(\.outcome) == [.answered("It is.")])
  }

  @Test func `every sample is a request of its own`() async throws {
    let desk = try StoredAnswers(["a"])
    let received = try await run(
      ["One.", "Two.", "Three."].map { .answer(completion($0)) },
      over: desk,
      samples: 3
    )
    #expect(Set(try sent(received).map(\.seed)) == [5, 6, 7])
    #expect(desk.attempts.map(\.sample) == [1, 2, 3])
  }

  @Test func `what another run did is not asked for again`() async throws {
    let desk = try StoredAnswers(["a", "b"])
    let script = ["It is.", "", "Yes."].map { ScriptedServer.Play.answer(completion($0)) }
    let counts = try await ScriptedServer.playing(script) { server, endpoint in
      var counts: [Int] = []
      for attempts in 1...2 {
        let limits = RequestLimits(concurrency: 1, attempts: attempts, retries: 0)
        try await answer(at: endpoint, over: desk, limits: limits)
        counts.append(server.received.count)
      }
      return counts
    }
    #expect(counts == [2, 3])
    #expect(desk.short == ["a1 answered", "b1 empty", "b2 answered"])
  }

  @Test func `the budget is not exceeded, and nothing is recorded of what was not sent`()
    async throws
  {
    let question = OpenQuestion(id: "a", language: "en", text: "Question a?")
    let prompt = try AnswerPrompter(guideline(), AnswerRequirements(longest: 30))
      .prompt(for: question).sent
    // More tokens than a request can have: its bytes, what the protocol adds, the reply's limit.
    let most = prompt.system.text.utf8.count + prompt.user.text.utf8.count + 64 + 100
    let desk = try StoredAnswers(["a", "b", "c"])
    // Each costs 15: after two of them, the third could exceed the budget.
    let received = try await run(
      Array(repeating: .answer(completion("It is.")), count: 3),
      over: desk,
      price: .init(input: 1e6, output: 1e6),
      budget: Money(units: Double(most + 15))
    )
    #expect(received.count == 2)
    #expect(desk.attempts.map(\.trace.cost) == [Money(units: 15), Money(units: 15)])
  }

  @Test func `a provider that rejects every request is given up`() async throws {
    let desk = try StoredAnswers((1...9).map { "q\($0)" })
    let received = try await run(
      Array(repeating: .answer(401, #"{"error":{"message":"wrong key"}}"#), count: 9),
      over: desk
    )
    #expect(received.count == Throttle.outage)
    #expect(
      desk.attempts.allSatisfy {
        $0.outcome == .failed(reason: "the provider answered 401: wrong key")
      }
    )
  }

  @Test func `stopping drops the request under way and records nothing`() async throws {
    let desk = try StoredAnswers(["a", "b"])
    try await ScriptedServer.playing([.answer(completion("It is.")), .silence]) { server, url in
      let task = Task {
        let writer = try writer(at: url, .init(concurrency: 1, timeoutSeconds: 50))
        try desk.register([writer])
        try await ModelClient.withClients(for: [writer], environment: [:]) { clients in
          try await run(writer, clients, over: desk).run()
        }
      }
      while server.received.count < 2 { await Task.yield() }
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
    }
    #expect(desk.short == ["a1 answered"])
  }

  @Test func `a model that only chooses is no writer`() {
    var chooser = juror("c").model
    chooser.provider = .endpoint(.init(wire: .decisions, address: "http://127.0.0.1:9", model: "m"))
    #expect(throws: WriterError(writer: "c")) { try Writer(name: "c", model: chooser) }
  }

  @Test func `a queue with nothing new is not asked with each reply`() async throws {
    let ids = (1...40).map { "q\($0)" }
    let desk = try StoredAnswers(ids)
    let writer = try writer(at: "http://127.0.0.1:9", .init(concurrency: 8))
    try desk.register([writer])
    let turnstile = Turnstile(8)
    let source = StubSource { _, _ in
      await turnstile.pass()
      return .saying("It is.")
    }
    try await run(writer, [ModelClient(writer, source: source)], over: desk).run()
    #expect(source.asked.count == 40)
    // Once for all, once when they are taken, once before the end.
    #expect(desk.lookups == 3)
  }

  @Test func `what is to be tried again is found while others are under way`() async throws {
    let desk = try StoredAnswers(["a", "b"])
    let writer = try writer(at: "http://127.0.0.1:9", .init(concurrency: 2, attempts: 2))
    try desk.register([writer])
    let (again, tried) = AsyncStream.makeStream(of: Void.self)
    let source = StubSource { question, time in
      // The other one gets its reply only when the first has been asked again.
      if question == "b" { for await _ in again { break } }
      if question == "a", time == 2 { tried.yield() }
      return .saying(question == "a" && time == 1 ? "" : "It is.")
    }
    try await run(writer, [ModelClient(writer, source: source)], over: desk).run()
    #expect(desk.short == ["a1 empty", "a2 answered", "b1 answered"])
  }
}
