import ModelFixtures
import ModelTasks
import Models
import Testing

/// Endpoints that break, stall, flood or gossip.
@Suite(.timeLimit(.minutes(1))) struct ChatFailureTests {
  private static let key = "sk-test/0+9"

  private func ask(
    _ script: [ScriptedServer.Play],
    keyVariable: String? = nil,
    timeout: Double = 20,
    times: Int = 1
  ) async throws -> (exchanges: [Exchange], received: [ScriptedServer.Received]) {
    try await ScriptedServer.playing(script) { server, endpoint in
      let model = PlainModel(
        endpoint: endpoint,
        keyVariable: keyVariable,
        limits: .init(timeoutSeconds: timeout)
      )
      let exchanges = try await ModelClient.withClients(
        for: [model],
        environment: ["KEY": Self.key]
      ) { clients in
        var exchanges: [Exchange] = []
        for _ in 0..<times {
          exchanges.append(try await clients[0].source.ask())
        }
        return exchanges
      }
      return (exchanges, server.received)
    }
  }

  @Test(arguments: [ScriptedServer.Play.silence, .stall])
  func `a reply that does not come, or does not end, is waited for so long and no longer`(
    play: ScriptedServer.Play
  ) async throws {
    #expect(
      try await ask([play], timeout: 0.2).exchanges == [.failed(.timeout(seconds: 0.2))]
    )
  }

  @Test func `a connection that is cut is no reply, and the next request goes on`() async throws {
    let asked = try await ask([.cut, .answer(completion("{}"))], times: 2)
    guard case .failed(.connection) = asked.exchanges[0] else {
      throw Unexpected(asked.exchanges[0])
    }
    guard case .reply = asked.exchanges[1] else { throw Unexpected(asked.exchanges[1]) }
  }

  @Test func `a server that is not there is no connection`() async throws {
    // The port is free again as soon as the server that had it is gone.
    let gone = try await ScriptedServer.playing([]) { _, endpoint in endpoint }
    let exchange = try await ModelClient.withClients(
      for: [PlainModel(endpoint: gone, limits: .init(timeoutSeconds: 0.5))],
      environment: [:]
    ) { try await $0[0].source.ask() }
    switch exchange {
    case .failed(.connection), .failed(.timeout): break
    default: throw Unexpected(exchange)
    }
  }

  @Test(arguments: ["", "hello", "{}", "[]", #"{"choices":[]}"#, #"{"choices":"#])
  func `an answer that is no completion is malformed`(body: String) async throws {
    let exchange = try await ask([.answer(body)]).exchanges[0]
    guard case .failed(.malformed) = exchange else { throw Unexpected(exchange) }
  }

  @Test func `an answer of ten megabytes is not read to its end`() async throws {
    let body = completion(String(repeating: "a", count: 10_000_000))
    let exchange = try await ask([.answer(body)]).exchanges[0]
    guard case .failed(.permanent) = exchange else { throw Unexpected(exchange) }
  }

  @Test func `a server that knows no schema is asked by weaker and weaker means`() async throws {
    let no = #"{"error":{"message":"response_format is not supported"}}"#
    let good = ScriptedServer.Play.answer(completion(goodReply))
    let asked = try await ask(
      [.answer(400, no), .answer(400, #"{"error":{"message":"structured_outputs: what?"}}"#)]
        + [.answer(400, #"{"error":{"message":"no tools","param":"tools"}}"#)]
        + [.answer(400, no), good, good],
      times: 6
    )
    let means = ["json_schema", "structured_outputs", "tool_choice", "json_object"]
    #expect(
      asked.received.map { request in means.filter { request.body.contains($0) } }
        == means.map { [$0] } + [[], []]
    )
    #expect(asked.exchanges.first == .failed(.unsupportedParameter("schema")))
    for exchange in asked.exchanges.suffix(2) {
      guard case .reply = exchange else { throw Unexpected(exchange) }
    }
  }

  @Test func `another 400 is not taken for a server that knows no schema`() async throws {
    let asked = try await ask([.answer(400, #"{"error":{"message":"no"}}"#)])
    #expect(asked.received.count == 1)
  }

  @Test(arguments: [
    (401, #"{"error":{"message":"wrong key KEY"}}"#),
    (401, #"{"error":{"message":"wrong key SLASHED"}}"#),
    (401, "wrong key KEY"),
    (200, #"{"choices":[{"message":{"content":"KEY"}}],"model":"KEY"}"#),
    (200, #"{"choices":[{"message":{"content":"SLASHED"}}]}"#),
    (200, #"{"choices":[{"message":{"refusal":"SLASHED"}}]}"#),
    (200, "KEY"),
  ])
  func `a key that a server sends back is not kept`(status: Int, body: String) async throws {
    let slashed = Self.key.replacing("/", with: #"\/"#)
    let echo = body.replacing("KEY", with: Self.key).replacing("SLASHED", with: slashed)
    let asked = try await ask([.answer(status, echo)], keyVariable: "KEY")
    #expect(asked.received.count == 1)
    let kept = String(reflecting: asked.exchanges)
    #expect(kept.contains("[key]"))
    #expect(!kept.contains(Self.key))
    #expect(!kept.contains("0+9"))
  }

  @Test func `a redirect is not followed, for it would carry the key elsewhere`() async throws {
    let asked = try await ask(
      [.answer(307, headers: ["location": "/v1/chat/completions"], "")],
      keyVariable: "KEY"
    )
    #expect(asked.received.count == 1)
    guard case .failed(.status(307, _, _, _)) = asked.exchanges[0] else {
      throw Unexpected(asked.exchanges[0])
    }
  }

  @Test(arguments: [
    ("here", true, true), ("here", false, false), ("elsewhere", true, false),
  ])
  func `a server is spoken to in TLS where its certificate is trusted and its own`(
    certificate: String,
    isTrusted: Bool,
    isSpokenTo: Bool
  ) async throws {
    let exchange = try await ScriptedServer.playing(
      [.answer(completion(goodReply))],
      certificate: certificate
    ) { _, endpoint in
      try await ModelClient.withClients(
        for: [PlainModel(endpoint: endpoint)],
        environment: [:],
        certificates: isTrusted ? ScriptedServer.file("authority.pem") : nil
      ) { try await $0[0].source.ask() }
    }
    switch (exchange, isSpokenTo) {
    case (.reply, true), (.failed(.misconfigured), false): break
    default: throw Unexpected(exchange)
    }
  }
}
