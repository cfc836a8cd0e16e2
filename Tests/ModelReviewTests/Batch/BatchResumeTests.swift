import AnnotationCore
import Fixtures
import Foundation
import ModelFixtures
import ModelReview
import ModelTasks
import Testing

/// A run of batches can stop anywhere: nothing is submitted twice, and nothing collected twice.
@Suite(.timeLimit(.minutes(2))) struct BatchResumeTests {
  @Test(arguments: BatchProvider.Kind.allCases, 0..<9)
  func `whatever write fails, there is one batch and one verdict for each item`(
    kind: BatchProvider.Kind,
    writes: Int
  ) async throws {
    let desk = try BatchDesk(kind)
    desk.provider.finish()
    try await desk.provider.serving { address in
      desk.store.stop(after: writes)
      var isStopped = false
      for _ in 0..<3 where !isStopped {
        do { try await desk.run(address) } catch is StoredBatches.Stopped { isStopped = true }
      }
      let wasUnheard = try desk.states().contains { state in
        if case .unknown = state { true } else { false }
      }
      try await desk.finish(address)
      #expect(desk.reviews == ["a1 verdict", "b1 verdict", "c1 verdict"])
      // Anthropic's answer was heard and could not be kept: somebody asked for it again.
      let most = kind == .anthropic && wasUnheard ? 2 : 1
      #expect((1...most).contains(desk.provider.batches.count))
    }
  }

  @Test func `a submission that OpenAI heard and we did not is found again, never repeated`()
    async throws
  {
    let desk = try BatchDesk(.openAI)
    try await desk.provider.serving { address in
      desk.provider.fail("POST /v1/batches", .unheard)
      let said = try await desk.run(address)
      #expect(said.map(\.needsAttention) == [false, true])
      #expect(try desk.states() == [.unknown(since: desk.clock.now)])
      _ = try await desk.run(address)
      guard case .submitted(let id, _) = try desk.states().first else {
        _ = Issue.record("not found again")
        return
      }
      #expect(id == "batch_1")
      #expect(desk.provider.batches.count == 1)
      #expect(desk.provider.calls.count { $0 == "POST /v1/files" } == 1)
    }
  }

  @Test func `a submission that nobody heard is repeated after a minute, with the same file`()
    async throws
  {
    let desk = try BatchDesk(.openAI)
    try await desk.provider.serving { address in
      desk.provider.fail("POST /v1/batches", .lost)
      try await desk.run(address)
      // The provider may still be about to list it.
      let said = try await desk.run(address)
      #expect(said.map(\.needsAttention) == [true])
      #expect(desk.provider.calls.count { $0 == "POST /v1/batches" } == 1)
      try await desk.clock.sleep(milliseconds: 60_000)
      try await desk.run(address)
      #expect(desk.provider.batches.count == 1)
      #expect(desk.provider.calls.count { $0 == "POST /v1/files" } == 1)
    }
  }

  @Test func `with Anthropic somebody has to say so`() async throws {
    let desk = try BatchDesk(.anthropic)
    try await desk.provider.serving { address in
      desk.provider.fail("POST /v1/messages/batches", .unheard)
      try await desk.run(address)
      try await desk.clock.sleep(milliseconds: 600_000)
      let batch = try #require(try desk.store.batches().first)
      #expect(try await desk.run(address) == [.unknown(batch)])
      #expect(desk.provider.batches.count == 1)
      let said = try await desk.run(address, .init(resubmits: true))
      #expect(said.map(\.needsAttention) == [false])
      #expect(desk.provider.batches.count == 2)
    }
  }

  @Test(arguments: [401, 429, 529, 400])
  func `a clear no is no doubt, and the next run tries again`(status: Int) async throws {
    let desk = try BatchDesk(.anthropic)
    try await desk.provider.serving { address in
      desk.provider.fail("POST /v1/messages/batches", .status(status, #"{"error":"not now"}"#))
      let said = try await desk.run(address)
      #expect(said.map(\.needsAttention) == [false, true])
      #expect("\(said)".contains("the provider answered \(status): not now"))
      #expect(try desk.states() == [.written])
      try await desk.run(address)
      #expect(desk.provider.batches.count == 1)
    }
  }

  @Test(arguments: BatchProvider.Kind.allCases)
  func `an endpoint without batches frees its lines`(kind: BatchProvider.Kind) async throws {
    let desk = try BatchDesk(kind)
    try await desk.provider.serving { address in
      let path = kind == .openAI ? "POST /v1/files" : "POST /v1/messages/batches"
      desk.provider.fail(path, .status(404, "no such thing"))
      let said = try await desk.run(address)
      #expect(said.map(\.needsAttention) == [false, true])
      #expect(try desk.states() == [.closed(.failed)])
      #expect(try await desk.store.next(for: desk.juror(address), limit: 9).count == 3)
    }
  }

  @Test func `a file that the provider finds wrong frees its lines and says why`() async throws {
    let desk = try BatchDesk(.openAI)
    try await desk.provider.serving { address in
      try await desk.run(address)
      desk.provider.refuseFiles("line 1 is no JSON")
      let said = try await desk.run(address, .init(steps: [.poll]))
      #expect("\(said)".contains("line 1: line 1 is no JSON"))
      #expect(try desk.states() == [.closed(.failed)])
    }
  }

  @Test func `a file that was changed is not sent`() async throws {
    let desk = try BatchDesk(.openAI)
    try await desk.provider.serving { address in
      try await desk.run(address, .init(steps: [.write]))
      let name = try #require(desk.folder.contents.first)
      try "{}\n".write(toFile: desk.folder.path + "/" + name, atomically: true, encoding: .utf8)
      let said = try await desk.run(address)
      #expect("\(said)".contains("is gone or was changed"))
      #expect(desk.provider.calls == [])
    }
  }

  @Test func `results that break off are fetched again`() async throws {
    let desk = try BatchDesk(.anthropic)
    try await desk.provider.serving { address in
      try await desk.run(address)
      desk.provider.finish()
      desk.provider.fail("GET /v1/messages/batches/batch_1/results", .lost)
      try await desk.run(address)
      #expect(desk.reviews.count == 3)
      // The results stand elsewhere by the provider's word, where the key does not go.
      #expect(desk.provider.calls.last == "GET /v1/messages/batches/batch_1/results")
      #expect(desk.folder.contents.allSatisfy { desk.folder.permissions($0) == 0o600 })
    }
  }

  @Test(arguments: BatchProvider.Kind.allCases)
  func `a key that comes back is kept nowhere`(kind: BatchProvider.Kind) async throws {
    let leak = goodReply.replacing("\"so\"", with: "\"sk-secret\"")
    let desk = try BatchDesk(kind) { _ in .reply(leak) }
    try await desk.provider.serving { address in
      try await desk.run(address)
      desk.provider.finish()
      try await desk.run(address)
    }
    #expect(desk.reviews.count == 3)
    #expect(!"\(desk.store.reviews)".contains("secret"))
    #expect(desk.folder.contents.count > 1)
    for name in desk.folder.contents { #expect(!desk.folder.text(name).contains("sk-secret")) }
  }
}
