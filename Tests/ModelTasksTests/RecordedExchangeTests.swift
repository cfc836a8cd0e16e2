import Foundation
import JSON
import Models
import Testing

@testable import ModelTasks

/// What a real server answered (see docs/live-server.md), read as it would be in a run.
@Suite struct RecordedExchangeTests {
  /// What came of a recorded answer, in a word.
  private func read(_ name: String, _ wire: WireProtocol) throws -> Exchange {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Recorded/xllamacpp-\(name).json")
    let recorded = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
    )
    let status = try #require(recorded["status"] as? Int)
    let response = try #require(recorded["response"])
    let body = try JSONSerialization.data(withJSONObject: response)
    let question = ModelRequest(
      model: "m",
      system: "",
      user: "",
      schema: .null,
      choices: [],
      sampling: .init(),
      output: wire.outputs[0],
      dropped: []
    )
    return ProviderAnswer.exchange(
      status: status,
      body: ResponseBody(text: String(decoding: body, as: UTF8.self), signs: RateLimitHeaders()),
      for: question,
      in: wire.dialect
    )
  }

  @Test(
    arguments: [
      ("schema", .chat, "reply"), ("samples", .chat, "reply"), ("tool-ignored", .chat, "reply"),
      ("schema-cut", .chat, "cut_short"), ("max-completion-tokens", .chat, "cut_short"),
      ("context-exceeded", .chat, "400"), ("no-messages", .chat, "400"),
      ("too-many-samples", .chat, "400"), ("messages", .anthropic, "reply"),
      ("messages-format-ignored", .anthropic, "reply"), ("responses-schema", .responses, "reply"),
      // This server calls a cut reply whole: its text is half an object, and no verdict.
      ("responses-cut", .responses, "reply"), ("no-such-path", .decisions, "404"),
    ] as [(String, WireProtocol, String)]
  )
  func `an answer is taken for what it is`(
    name: String,
    wire: WireProtocol,
    kind: String
  ) throws {
    let exchange = try read(name, wire)
    #expect(exchange.word == kind)
    if let reply = exchange.reply {
      #expect(reply.model?.isEmpty == false)
      #expect((reply.promptTokens ?? 0) > 0)
      #expect(!reply.text.isEmpty)
    }
  }

  @Test(arguments: ["logprobs", "choice-logprobs"])
  func `tokens come with what else could have stood there`(name: String) throws {
    let reply = try #require(try read(name, .chat).reply)
    #expect(!reply.tokens.isEmpty)
    #expect(reply.tokens.allSatisfy { ($0.logProbability ?? 0) <= 0 })
    #expect(reply.tokens.contains { $0.alternatives.count > 1 })
  }
}
