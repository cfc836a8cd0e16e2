import AnnotationCore
import Foundation
import ModelReview
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct AnswerRunTests {
  private func guideline() -> Guideline {
    var guideline = promptedGuideline()
    guideline.prompts["answer"] = smallAnswerTemplate
    return guideline
  }

  /// Runs one writer against a scripted server; gives what it was sent.
  private func run(
    _ script: [ScriptedServer.Play],
    over desk: StoredAnswers,
    clock: StubClock = StubClock(),
    price: Juror.Price? = nil,
    budget: Money? = nil,
    samples: Int = 1,
    limits: Juror.Limits = .init(concurrency: 1, attempts: 3, retries: 2)
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
    price: Juror.Price? = nil,
    budget: Money? = nil,
    samples: Int = 1,
    limits: Juror.Limits
  ) async throws {
    var writer = juror("w", endpoint: endpoint, sampling: .init(seed: 5), limits: limits)
    writer.asking.samples = samples
    writer.price = price
    writer.sampling.maximumTokens = 100
    let asked = try writer.asWriter()
    try desk.register([asked])
    try await JuryRun.withSeats(for: [asked], environment: [:], clock: clock) { seats in
      try await AnswerRun(
        guideline: guideline(),
        seats: seats,
        queue: desk,
        requirements: AnswerRequirements(longest: 30),
        purse: Purse(budget: budget),
        clock: clock,
        seed: 1
      ).run()
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
        let limits = Juror.Limits(concurrency: 1, attempts: attempts, retries: 0)
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
        let writer = juror(endpoint: url, limits: .init(concurrency: 1, timeoutSeconds: 50))
        let asked = try writer.asWriter()
        try desk.register([asked])
        try await JuryRun.withSeats(for: [asked], environment: [:]) { seats in
          try await AnswerRun(
            guideline: guideline(),
            seats: seats,
            queue: desk,
            clock: StubClock(),
            seed: 1
          ).run()
        }
      }
      while server.received.count < 2 { await Task.yield() }
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
    }
    #expect(desk.short == ["a1 answered"])
  }

  @Test func `a model that only chooses is no writer`() {
    var chooser = juror("c")
    chooser.provider = .endpoint(.init(wire: .decisions, address: "http://127.0.0.1:9", model: "m"))
    #expect(throws: WriterError(writer: "c")) { try chooser.asWriter() }
  }
}
