import Models
import Testing

@testable import ModelTasks

/// What a model calls a tool with reaches the parser as the model wrote it.
@Suite struct ProviderReplyTests {
  private func answer(_ input: String) -> String {
    #"{"model":"m","content":[{"type":"text","text":"So:"},{"type":"tool_use","input":\#(input)}]}"#
  }

  private func reply(_ answer: String) throws -> String? {
    guard
      case .reply(let reply) = try AnthropicMessages.read(
        ResponseBody(text: answer, signs: RateLimitHeaders())
      )
    else { return nil }
    return reply.text
  }

  @Test(arguments: [
    #"{"z":1.0,"a":"é\/","b":[null,true]}"#, #"{"fit":"bad","fit":"good"}"#, "{}",
    #"{"long":12345678901234567890123}"#,
  ])
  func `members keep their order, numbers their form, and none is dropped`(input: String) throws {
    let text = try #require(try reply(answer(input)))
    #expect(text == input.replacing("\\/", with: "/"))
  }

  @Test func `two values under one name both arrive, in a batch too`() throws {
    let message = answer(#"{"fit":"bad","fit":"good"}"#)
    let anthropic = try AnthropicBatch().result(
      #"{"custom_id":"c","result":{"type":"succeeded","message":\#(message)}}"#
    )
    #expect(anthropic.what == .answer(status: 200, body: message, requestID: nil))
    let openAI = try OpenAIBatch(endpoint: "/v1/responses").result(
      #"{"custom_id":"c","response":{"status_code":200,"body":\#(message)}}"#
    )
    #expect(openAI.what == .answer(status: 200, body: message, requestID: nil))
  }

  @Test(arguments: [
    (#"{"error":"no such model"}"#, "no such model"),
    (
      #"{"error":{"message":"slow down","type":"t","code":429,"param":null}}"#, "slow down (429, t)"
    ),
    (#"{"message":"flat","code":"c"}"#, "flat (c)"),
    (
      #"{"error":{"message":"m","status":"INVALID","details":[{"a":1}],"code":400}}"#,
      "m (400, INVALID)"
    ),
    (#"{"error":{"code":5},"message":"outer"}"#, "outer"), (#"{"detail":"x"}"#, "x"), ("[]", nil),
    ("<html>", nil), (#"{"error":{"message":7}}"#, nil), ("", nil),
  ])
  func `an error is read as endpoints write it`(text: String, sentence: String?) {
    #expect(ProviderError(text)?.sentence == sentence)
  }
}
