import AnnotationCore
import ModelFixtures
import Testing

@testable import ModelReview
@testable import ModelTasks

/// Random sequences of faults, over real sockets: whatever happens, every trial ends, nobody is asked
/// more often than allowed, and the budget holds.
@Suite(.timeLimit(.minutes(5))) struct FaultSequenceTests {
  private static let limits = RequestLimits(
    concurrency: 3,
    attempts: 2,
    retries: 2,
    timeoutSeconds: 0.15
  )
  private static let price = TokenPrice(input: 1, output: 10)

  /// Faults that a run may meet many times; what stops a whole run is rarer.
  private static func script(_ seed: UInt64, _ count: Int) -> [FaultyProvider.Fault] {
    var random = SplitMix64(seed: seed)
    let rare: Set<FaultyProvider.Fault> = [.silence, .stall, .huge, .noMoney, .rejected, .redirect]
    return (0..<count).map { _ in
      let fault = FaultyProvider.Fault.allCases.randomElement(using: &random) ?? .none
      let isDropped = rare.contains(fault) && Int.random(in: 0..<3, using: &random) > 0
      return isDropped || Bool.random(using: &random) ? .none : fault
    }
  }

  @Test(
    arguments: [WireProtocol.chat, .responses, .anthropic, .gemini],
    1...4 as ClosedRange<UInt64>
  )
  func `every trial ends with a verdict or a reason, and nobody is asked too often`(
    wire: WireProtocol,
    seed: UInt64
  ) async throws {
    let provider = FaultyProvider(wire: wire)
    let script = Self.script(seed, 300).map(provider.play)
    let items = (1...12).map { equalItem("i\($0)", question: "Question \($0)?") }
    let queue = try StoredQueue(items)
    let clock = StubClock()
    let budget = Money(units: 0.02)
    let received = try await ScriptedServer.playing(script) { server, endpoint in
      let juror = Juror(
        name: "one",
        provider: .endpoint(.init(wire: wire, address: endpoint, model: "m")),
        asking: .init(order: .both),
        sampling: .init(temperature: 0, seed: 1, maximumTokens: 50),
        limits: Self.limits,
        price: Self.price
      )
      try queue.register([juror])
      try await ModelClient.withClients(for: [juror], environment: [:], clock: clock) { clients in
        let run = try juryRun(
          [juror],
          clients,
          over: queue,
          budget: budget,
          clock: clock,
          seed: seed
        )
        try await run.run()
        #expect(run.spent <= budget)
        let inVain = queue.unanswered.reduce(Money.zero) { $0 + $1.cost }
        #expect(run.spent == queue.reviews.reduce(inVain) { $0 + $1.trace.cost })
      }
      return server.received
    }
    check(queue.reviews)
    let inVain = queue.unanswered.reduce(0) { $0 + $1.sends }
    #expect(received.count == queue.reviews.reduce(inVain) { $0 + $1.trace.sends })
  }

  private func check(_ reviews: [Review]) {
    let places = Dictionary(grouping: reviews) { "\($0.item) \($0.trial)" }
    for (place, attempts) in places {
      #expect(attempts.count <= Self.limits.attempts, "\(place)")
      #expect(attempts.map(\.attempt).sorted() == Array(1...attempts.count), "\(place)")
      #expect(attempts.count { $0.outcome.verdict != nil } <= 1, "\(place)")
      #expect(attempts.dropLast().allSatisfy { !$0.outcome.isFinal }, "\(place)")
    }
    for review in reviews {
      let most = Self.limits.retries + 1 + RetryMachine.negotiations
      #expect(review.trace.sends <= most)
      switch review.outcome {
      case .verdict(let verdict): #expect(verdict == goodVerdict)
      case .refused(let reason), .unparsable(let reason), .failed(let reason):
        #expect(!reason.isEmpty)
      }
    }
  }

  @Test func `a budget stops the run before it is exceeded, and the rest waits`() async throws {
    let provider = FaultyProvider(wire: .chat)
    let queue = try StoredQueue((1...50).map { equalItem("i\($0)", question: "Question \($0)?") })
    let script = Array(repeating: provider.play(.none), count: 50)
    // A reply costs 0.0003; a request is put aside at its most, which is more.
    let budget = Money(units: 0.006)
    var told: [String] = []
    let spent = try await ScriptedServer.playing(script) { _, endpoint in
      let juror = Juror(
        name: "one",
        provider: .endpoint(.init(address: endpoint, model: "m")),
        sampling: .init(maximumTokens: 50),
        limits: .init(concurrency: 1),
        price: Self.price
      )
      try queue.register([juror])
      return try await ModelClient.withClients(for: [juror], environment: [:]) { clients in
        let run = try juryRun([juror], clients, over: queue, budget: budget)
        try await run.run()
        return run.spent
      }
    }
    told = queue.reviews.map(\.short)
    #expect(spent <= budget)
    #expect(spent == Self.price.cost(prompt: 100 * told.count, completion: 20 * told.count))
    #expect((5..<20).contains(told.count))
  }

  @Test func `equal requests are sent once, whoever asks`() async throws {
    let provider = FaultyProvider(wire: .chat)
    let queue = try StoredQueue([equalItem("a"), equalItem("b")], isJudged: true)
    let received = try await ScriptedServer.playing([provider.play(.none)]) { server, endpoint in
      // The project takes no copies of a juror; the second is asked in English, as the items are.
      var jurors = ["one", "two"].map { juror($0, endpoint: endpoint) }
      jurors[1].asking.language = .english
      for juror in jurors {
        try queue.register([juror])
        try await ModelClient.withClients(for: [juror], environment: [:]) { clients in
          try await juryRun([juror], clients, over: queue).run()
        }
      }
      return server.received
    }
    #expect(received.count == 1)
    #expect(queue.reviews.map(\.trace.sends) == [1, 0, 0, 0])
    #expect(queue.reviews.allSatisfy { $0.outcome == .verdict(goodVerdict) })
  }
}
