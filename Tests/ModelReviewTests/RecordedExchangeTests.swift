import AnnotationCore
import Foundation
import JSON
import Testing

@testable import ModelReview

/// What a real server answered (see docs/live-server.md), read as it would be in a run.
@Suite struct RecordedExchangeTests {
  /// What came of a recorded answer, in a word.
  private func read(_ name: String, _ wire: Juror.WireProtocol) throws -> Exchange {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Recorded/xllamacpp-\(name).json")
    let recorded = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
    )
    let status = try #require(recorded["status"] as? Int)
    let response = try #require(recorded["response"])
    let body = try JSONSerialization.data(withJSONObject: response)
    let question = Question(
      model: "m",
      system: "",
      user: "",
      schema: .null,
      choices: [],
      sampling: .init(),
      output: wire.outputs[0],
      dropped: []
    )
    return WireAnswer.exchange(
      status: status,
      body: Body(text: String(decoding: body, as: UTF8.self), signs: PacingSigns()),
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
    ] as [(String, Juror.WireProtocol, String)]
  )
  func `an answer is taken for what it is`(
    name: String,
    wire: Juror.WireProtocol,
    kind: String
  ) throws {
    let exchange = try read(name, wire)
    #expect(exchange.kind == kind)
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
    #expect(reply.tokens.allSatisfy { $0.logProbability <= 0 })
    #expect(reply.tokens.contains { $0.alternatives.count > 1 })
  }

  @Test func `probabilities of a choice follow the tokens that could begin it`() throws {
    func token(_ text: String, _ p: Double, _ others: [(String, Double)]) -> TokenChoice {
      TokenChoice(
        text: text,
        logProbability: log(p),
        alternatives: ([(text, p)] + others).map { ($0.0, log($0.1)) }
      )
    }
    // {"fit":"good"}: "go" 0.6 against "bad" 0.3 and "x" 0.1, then "od" 0.5 against "ne" 0.5.
    let tokens = [
      token("{\"fit\":\"", 1, []), token("go", 0.6, [("bad", 0.3), ("x", 0.1)]),
      token("od", 0.5, [("ne", 0.5)]), token("\"}", 1, []),
    ]
    let found = OptionProbabilities.byField(tokens, fields: [("fit", ["good", "gone", "bad"])])
    let fit = try #require(found["fit"])
    // good 0.6 × 0.5 = 0.3, gone 0.6 × 0.5 = 0.3, bad 0.3; together 0.9.
    #expect(abs(fit.mass - 0.9) < 1e-9)
    for choice in ["good", "gone", "bad"] {
      #expect(abs((fit.byChoice[choice] ?? 0) - 1.0 / 3) < 1e-9)
    }
  }
}
