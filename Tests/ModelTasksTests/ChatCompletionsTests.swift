import Foundation
import JSON
import ModelFixtures
import ModelTasks
import Models
import Testing

/// What a chat-completions endpoint can do to a request, each played by a real server.
@Suite(.timeLimit(.minutes(1))) struct ChatCompletionsTests {
  static let key = "sk-test/0+9"

  /// What came of asking once, for each behaviour of the server, one after the other.
  private func exchanges(
    _ script: [ScriptedServer.Play],
    keyVariable: String? = nil,
    sampling: SamplingParameters = .init(),
    timeout: Double = 20
  ) async throws -> (exchanges: [Exchange], received: [ScriptedServer.Received]) {
    try await ScriptedServer.playing(script) { server, endpoint in
      let model = PlainModel(
        endpoint: endpoint,
        keyVariable: keyVariable,
        sampling: sampling,
        limits: .init(timeoutSeconds: timeout)
      )
      let found = try await ModelClient.withClients(for: [model], environment: ["KEY": Self.key]) {
        var found: [Exchange] = []
        while server.received.count < script.count {
          found.append(try await $0[0].source.ask())
        }
        return found
      }
      return (found, server.received)
    }
  }

  private func exchange(_ play: ScriptedServer.Play) async throws -> Exchange {
    try #require(try await exchanges([play]).exchanges.first)
  }

  @Test func `a good reply comes with its model and its tokens`() async throws {
    let body = completion(goodReply)
    #expect(
      try await exchange(.answer(body))
        == .reply(
          .init(
            text: goodReply,
            raw: body,
            model: "m-1",
            promptTokens: 12,
            completionTokens: 3
          )
        )
    )
  }

  @Test func `a request names the model, the sampling, a strict schema, and the key in its header`()
    async throws
  {
    let request = try #require(
      try await exchanges(
        [.answer(completion(goodReply))],
        keyVariable: "KEY",
        sampling: .init(temperature: 0.5, seed: 7, maximumTokens: 300)
      ).received.first
    )
    #expect(request.path == "/v1/chat/completions")
    #expect(request.headers["authorization"] == ["Bearer \(Self.key)"])
    #expect(request.headers["content-type"] == ["application/json"])
    let prompt = PlainPrompt()
    let body = try JSONDecoder().decode(SentBody.self, from: Data(request.body.utf8))
    #expect(
      body.messages == [
        .init(role: "system", content: prompt.system), .init(role: "user", content: prompt.user),
      ]
    )
    #expect(
      [body.model, body.response_format?.type, body.response_format?.json_schema.name] == [
        "m", "json_schema", "review",
      ]
    )
    #expect(body.response_format?.json_schema.strict == true)
    #expect(request.body.contains(prompt.schemaText))
    #expect(body.temperature == 0.5)
    #expect([body.seed, body.max_tokens] == [7, 300])
    #expect(!request.body.contains(Self.key))
  }

  @Test func `a refused, filtered or truncated reply is not taken for a whole one`() async throws {
    let refusal = try await exchange(.answer(completion("null", content: false, refusal: "No.")))
    guard case .refused("No.", _) = refusal else { throw Unexpected(refusal) }
    let filtered = try await exchange(.answer(completion(goodReply, finish: "content_filter")))
    guard case .refused = filtered else { throw Unexpected(filtered) }
    let half = String(goodReply.prefix(30))
    let truncated = try await exchange(.answer(completion(half, finish: "length")))
    guard case .cutShort(let reply, _) = truncated else { throw Unexpected(truncated) }
    #expect(reply.text == half)
  }

  @Test(arguments: [
    #"{"error":{"message":"declined","code":"content_filter"}}"#,
    #"{"error":{"message":"declined","type":"x","code":"invalid_prompt"}}"#,
    #"{"error":{"message":"declined","code":"content_policy_violation"}}"#,
    #"{"error":{"message":"declined","innererror":{"code":"ResponsibleAIPolicyViolation"}}}"#,
  ])
  func `a provider that declines with 400 is a refusal`(body: String) async throws {
    let exchange = try await exchange(.answer(400, body))
    guard case .refused(let reason, let reply) = exchange else { throw Unexpected(exchange) }
    #expect(reply.raw == body)
    #expect(reason.contains("declined"))
  }

  @Test func `an error that quotes an item naming such a code is no refusal`() async throws {
    let body = #"{"error":{"message":"bad input: what is a content_filter?","code":"bad"}}"#
    let exchange = try await exchange(.answer(400, body))
    guard case .failed(.status(400, _, _, _)) = exchange else { throw Unexpected(exchange) }
  }

  @Test(arguments: [
    (429, #"{"error":{"message":"slow down","code":"rate"}}"#, "slow down (rate)"),
    (
      429, #"{"error":{"message":"no money","type":"insufficient_quota","code":null}}"#,
      "no money (insufficient_quota)"
    ),
    (503, #"{"object":"error","message":"busy","code":40303}"#, "busy (40303)"),
    (500, #"{"error":{"message":"oh","code":500}}"#, "oh (500)"),
    (404, #"{"error":"no such model"}"#, "no such model"),
    (502, "<html>Bad gateway</html>", "<html>Bad gateway</html>"),
    (500, "", ""),
  ])
  func `an error is read nested, flat, or as it stands`(
    status: Int,
    body: String,
    message: String
  ) async throws {
    let isUnpaid = message.contains("insufficient_quota")
    let meaning = isUnpaid ? StatusMeaning.outOfCredit : StatusMeaning(status: status)
    let expected = Exchange.failed(
      .status(status, meaning, message: message, signs: RateLimitHeaders())
    )
    #expect(try await exchange(.answer(status, body)) == expected)
  }

  @Test func `an error that comes with 200 has the status that it names, else 500`() async throws {
    let named = try await exchange(.answer(#"{"error":{"message":"bad","code":400}}"#))
    #expect(named == .failed(.status(400, message: "bad (400)", signs: RateLimitHeaders())))
    let other = try await exchange(.answer(#"{"error":{"message":"bad","code":"odd"}}"#))
    #expect(other == .failed(.status(500, message: "bad (odd)", signs: RateLimitHeaders())))
  }

  @Test func `what the headers say about waiting arrives`() async throws {
    let headers = ["Retry-After": "7", "retry-after-ms": "250", "x-should-retry": "false"]
    let expected = RateLimitHeaders(shouldRetry: false, retryAfterMilliseconds: 250)
    #expect(
      try await exchange(.answer(429, headers: headers, "no"))
        == .failed(.status(429, message: "no", signs: expected))
    )
  }
}
