import AnnotationCore
import Fixtures
import Foundation
import ModelFixtures
import ModelReview
import ModelTasks
import Testing

/// From the queue to a provider's batches and back, on real sockets.
@Suite(.timeLimit(.minutes(2))) struct BatchRunTests {
  @Test(arguments: BatchProvider.Kind.allCases)
  func `a batch is written, submitted, asked after and collected, in whatever order it comes`(
    kind: BatchProvider.Kind
  ) async throws {
    let desk = try BatchDesk(kind)
    try await desk.provider.serving { address in
      let first = try await desk.run(address)
      let batch = try #require(try desk.store.batches().first)
      #expect(first.map(\.needsAttention) == [false, false])
      #expect(desk.folder.contents == [batch.file])
      #expect(desk.folder.permissions(batch.file) == 0o600)
      #expect(desk.folder.text(batch.file).utf8.count == batch.bytes)
      #expect(desk.provider.batches == [[1, 2, 3].map(batch.customID)])
      #expect(
        desk.store.prompts.map(\.user.text).map { $0.contains("May ") } == [true, true, true]
      )

      // Nothing is asked twice while it is under way.
      #expect(try await desk.run(address).count == 1)
      #expect(desk.provider.batches.count == 1)
      #expect(desk.reviews == [])

      desk.provider.finish()
      _ = try await desk.run(address)
      #expect(desk.reviews == ["a1 verdict", "b1 verdict", "c1 verdict"])
      let review = try #require(desk.store.reviews.first)
      #expect(review.outcome == .verdict(goodVerdict))
      #expect(review.promptTokens == 12)
      #expect(review.reportedModel == "m-1")
      #expect(review.trace.sends == 1)
      #expect(try desk.states() == [.closed(.collected)])

      // And then there is nothing left to do.
      let calls = desk.provider.calls.count
      #expect(try await desk.run(address) == [])
      #expect(desk.provider.calls.count == calls)
    }
  }

  @Test(arguments: BatchProvider.Kind.allCases)
  func `a request in a batch is the one that would have been sent alone`(
    kind: BatchProvider.Kind
  ) async throws {
    let desk = try BatchDesk(kind, items: ["a"])
    _ = try await desk.provider.serving { address in try await desk.run(address) }
    let sent = try #require(desk.provider.requests.first)
    let body = try #require(
      try JSONSerialization.jsonObject(with: Data(sent.utf8)) as? [String: Any]
    )
    #expect(body["model"] as? String == "m")
    // The limit of tokens goes by the name that newer models take.
    #expect(body[kind == .openAI ? "max_completion_tokens" : "max_tokens"] as? Int == 100)
    #expect(body["temperature"] as? Double == (kind == .openAI ? 0.5 : nil))
    #expect(sent.contains("May a?"))
  }

  @Test(arguments: BatchProvider.Kind.allCases)
  func `each end of a line becomes what it is, and what got no result waits again`(
    kind: BatchProvider.Kind
  ) async throws {
    let desk = try BatchDesk(kind, items: ["a", "b", "c", "d", "e", "f", "g"]) { number in
      switch number {
      case 1: .refusal
      case 2: .cutShort
      case 3: .error(status: 500, type: "api_error", message: "broken")
      case 4: .expired
      case 5: .missing
      case 6: .garbage
      default: .reply(goodReply)
      }
    }
    try await desk.provider.serving { address in
      try await desk.run(address)
      desk.provider.finish()
      _ = try await desk.run(address, .init(steps: [.poll, .collect]))
      #expect(desk.reviews == ["a1 refused", "b1 unparsable", "g1 verdict"])
      let words = try #require(try desk.store.batches().first?.lastDetail)
      #expect(
        words
          == "1 with a verdict, 1 refused, 1 unparsable, 4 without a result, "
          + "1 of its lines strange"
      )
      let next = try await desk.store.next(for: desk.juror(address), limit: 10)
      #expect(next.map { "\($0.item.id)\($0.attempt)" } == ["c1", "d1", "e1", "f1", "b2"])
    }
  }

  @Test(arguments: [7, nil])
  func `a repeated attempt in a batch is another request`(seed: Int?) async throws {
    let desk = try BatchDesk(.openAI, items: ["a"], sampling: .init(seed: seed)) { _ in
      .reply("Well.")
    }
    try await desk.provider.serving { address in
      for _ in 0..<2 {
        try await desk.run(address)
        desk.provider.finish()
        try await desk.run(address, .init(steps: [.poll, .collect]))
      }
    }
    #expect(desk.reviews == ["a1 unparsable", "a2 unparsable"])
    let hashes = desk.store.reviews.map(\.trace.requestHash)
    #expect(Set(hashes).count == 2)
    let seeds = try desk.provider.requests.map {
      try JSONDecoder().decode(SentBody.self, from: Data($0.utf8)).seed
    }
    #expect(seeds.first == seed)
    #expect(seeds.count == 2)
    if seed != nil { #expect(seeds[1] != seed) }
  }

  @Test func `files are as long as they may be`() async throws {
    let desk = try BatchDesk(.openAI, items: ["a", "b", "c", "d", "e"])
    try await desk.provider.serving { address in
      try await desk.run(address, .init(mostLines: 2))
      #expect(desk.provider.batches.map(\.count) == [2, 2, 1])
      #expect(Set(desk.provider.batches.flatMap(\.self)).count == 5)
    }
  }

  @Test func `a single step is no more than that`() async throws {
    let desk = try BatchDesk(.anthropic)
    try await desk.provider.serving { address in
      try await desk.run(address, .init(steps: [.write]))
      #expect(desk.provider.calls == [])
      #expect(try desk.states() == [.written])
      try await desk.run(address, .init(steps: [.submit]))
      #expect(desk.provider.calls == ["POST /v1/messages/batches"])
      desk.provider.finish()
      try await desk.run(address, .init(steps: [.poll]))
      #expect(desk.reviews == [])
      #expect(try desk.store.batches().first?.lastDetail == "ended, 3 of 3 done")
      try await desk.run(address, .init(steps: [.collect]))
      #expect(desk.reviews.count == 3)
    }
  }

  @Test func `a parameter that is not taken is left out of the next batch, at no attempt's cost`()
    async throws
  {
    let desk = try BatchDesk(.openAI, items: ["a", "b"]) { _ in
      .error(
        status: 400,
        type: "invalid_request_error",
        message: "Unsupported parameter: 'temperature' is not supported with this model."
      )
    }
    try await desk.provider.serving { address in
      try await desk.run(address)
      desk.provider.finish()
      try await desk.run(address)
      #expect(desk.reviews == [])
      let batches = try desk.store.batches()
      #expect(batches.map(\.dropped) == [[.maxTokens], [.maxTokens, .temperature]])
      #expect(batches.map(\.isOpen) == [false, true])
      #expect(
        desk.provider.requests.map { $0.contains("temperature") } == [true, true, false, false]
      )
    }
  }

  @Test func `a known reply is not asked for again`() async throws {
    let desk = try BatchDesk(.openAI, items: ["a"])
    try await desk.provider.serving { address in
      try await desk.run(address)
      desk.provider.finish()
      try await desk.run(address)
      try desk.store.add(equalItem("z", question: "May a?"))
      try await desk.run(address)
      #expect(desk.provider.batches.count == 1)
      #expect(desk.store.reviews.filter { $0.item == "z" }.map(\.trace.sends) == [0])
    }
  }

  @Test func `a batch's price is its share, and the budget holds over what is under way`()
    async throws
  {
    let price = TokenPrice(input: 1000, output: 0, batch: 0.5)
    let desk = try BatchDesk(.openAI, price: price, budget: Money(units: 1))
    try await desk.provider.serving { address in
      let said = try await desk.run(address)
      let lines = try desk.store.batches().map(\.lines).reduce(0, +)
      #expect((1...2).contains(lines))
      #expect(said.contains(.outOfBudget(client: "one")))
      #expect(try desk.store.committed() <= Money(units: 1))
      desk.provider.finish()
      try await desk.run(address, .init(steps: [.collect]))
      // Twelve tokens at half of a thousandth.
      #expect(
        desk.store.reviews.map(\.trace.cost) == Array(repeating: Money(units: 0.006), count: lines)
      )
    }
  }
}
