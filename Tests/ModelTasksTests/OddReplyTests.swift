import Basics
import Models
import NIOHTTP1
import Testing

@testable import ModelTasks

/// Replies in forms that the protocols do not name, as servers and gateways write them.
@Suite struct OddReplyTests {
  private func read(_ message: String, finish: String = "stop", more: String = "") throws
    -> Exchange
  {
    try ChatCompletions.read(
      ResponseBody(
        text:
          #"{"choices":[{"finish_reason":"\#(finish)","message":\#(message)\#(more)}],"usage":null}"#,
        signs: RateLimitHeaders()
      )
    )
  }

  @Test(arguments: [
    (#"{"content":"yes"}"#, "yes"), (#"{"content":null}"#, ""), (#"{}"#, ""),
    (#"{"content":[{"type":"text","text":"y"},{"type":"text","text":"es"}]}"#, "yes"),
    (
      #"{"content":[{"type":"thinking","thinking":[{"type":"text","text":"no?"}]},{"type":"text","text":"yes"}]}"#,
      "yes"
    ),
    (
      #"{"content":[{"type":"reasoning","text":"no?"},{"type":"output_text","text":"yes"}]}"#, "yes"
    ),
    (#"{"content":[{"text":"yes"}]}"#, "yes"),
    (#"{"content":"a \ud83d b"}"#, "a \u{FFFD} b"), (#"{"content":"\ude00"}"#, "\u{FFFD}"),
    (#"{"content":"\ud83d\ude00"}"#, "\u{1F600}"), (#"{"content":"\\ud83d"}"#, #"\ud83d"#),
    (#"{"tool_calls":[{"function":{"arguments":"{\"a\":1}"}}]}"#, #"{"a":1}"#),
    (
      #"{"tool_calls":[{"function":{"arguments":{"z":1.0,"a":[null]}}}]}"#, #"{"z":1.0,"a":[null]}"#
    ),
    (#"{"tool_calls":[{"function":{"arguments":{"a":1,"a":2}}}]}"#, #"{"a":1,"a":2}"#),
  ])
  func `a reply is read in the form in which it comes`(message: String, text: String) throws {
    guard case .reply(let reply) = try read(message) else {
      Issue.record("no reply")
      return
    }
    #expect(reply.text == text)
  }

  @Test func `a function called with an object is read by the other protocol too`() throws {
    let exchange = try Responses.read(
      ResponseBody(
        text:
          #"{"status":"completed","output":[{"type":"reasoning"},{"type":"function_call","arguments":{"a":1,"a":2}}]}"#,
        signs: RateLimitHeaders()
      )
    )
    #expect(exchange.reply?.text == #"{"a":1,"a":2}"#)
  }

  @Test func `a probability of nothing is no figure, and costs no reply`() throws {
    let exchange = try read(
      #"{"content":"ab"}"#,
      more:
        #","logprobs":{"content":[{"token":"a","logprob":null,"top_logprobs":[{"token":"x","logprob":null},{"token":"a","logprob":-0.5}]},{"token":"b","logprob":-0.1}]}"#
    )
    let tokens = try #require(exchange.reply?.tokens)
    #expect(tokens.map(\.logProbability) == [nil, -0.1])
    #expect(tokens[0].alternatives.map(\.text) == ["a"])
  }

  @Test(arguments: [
    (#","error":{"code":502,"message":"Upstream went away"}"#, 502, "Upstream went away (502)"),
    (#","error":{"code":429,"message":"slow down"}"#, 429, "slow down (429)"),
    ("", 502, "the reply ended with an error"),
  ])
  func `an end with an error is the gateway's, and is sent again`(
    error: String,
    status: Int,
    sentence: String
  ) throws {
    let exchange = try read(#"{"content":"{\"a\": \"b"}"#, finish: "error", more: error)
    guard case .failed(.status(let code, let meaning, let message, _)) = exchange else {
      Issue.record("\(exchange)")
      return
    }
    #expect(code == status)
    #expect(message == sentence)
    #expect(meaning == (status == 429 ? .overloaded : .unavailable))
  }

  @Test(
    arguments: [
      ("30", 30_000), ("1m30s", 90_000), ("250ms", 250), ("1800000002", 2000),
      ("1800000002000", 2000), ("2027-01-15T08:00:02Z", 2000),
      ("Fri, 15 Jan 2027 08:00:02 GMT", 2000), ("0", 0), ("soon", nil), ("", nil), ("nan", nil),
    ] as [(String, Int64?)]
  )
  func `a reset is a time to wait or a moment`(text: String, milliseconds: Int64?) {
    let now = Timestamp(rawValue: 1_800_000_000_000)
    #expect(RateLimitHeaders.reset(text, at: now) == milliseconds)
    let headers = RateLimitHeaders(HTTPHeaders([("Retry-After", text)]), at: now)
    #expect(headers.retryAfterMilliseconds == milliseconds)
  }

  @Test(
    arguments: [
      (
        [
          ("x-ratelimit-remaining-requests", "0"), ("x-ratelimit-reset-requests", "2s"),
          ("x-ratelimit-remaining-tokens", "900"), ("x-ratelimit-reset-tokens", "6m0s"),
        ], true, 2000
      ),
      (
        [
          ("anthropic-ratelimit-requests-remaining", "5"),
          ("anthropic-ratelimit-requests-reset", "2027-01-15T08:00:09Z"),
          ("anthropic-ratelimit-tokens-remaining", "0"),
          ("anthropic-ratelimit-tokens-reset", "2027-01-15T08:00:03Z"),
        ], true, 3000
      ),
      ([("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "1800000002000")], true, 2000),
      ([("RateLimit-Remaining", "0"), ("RateLimit-Reset", "7")], true, 7000),
      ([("x-ratelimit-reset-requests", "1s"), ("x-ratelimit-reset-tokens", "4s")], false, 4000),
    ] as [([(String, String)], Bool, Int64)]
  )
  func `of several windows, the one that is used up is waited for`(
    headers: [(String, String)],
    isExhausted: Bool,
    milliseconds: Int64
  ) {
    let read = RateLimitHeaders(HTTPHeaders(headers), at: Timestamp(rawValue: 1_800_000_000_000))
    #expect(read.isExhausted == isExhausted)
    #expect(read.resetMilliseconds == milliseconds)
  }
}
