import AnnotationCore
import Foundation
import JSON
import ModelFixtures

/// What a provider of one protocol answers, whatever may go wrong.
struct FaultyProvider: Sendable {
  let wire: WireProtocol

  /// Everything that was seen to happen to a request.
  enum Fault: String, CaseIterable, Sendable {
    case none, storm, broken, busy, silence, stall, cut, halfJSON, prose, otherLanguage, refusal
    case injected, filtered, huge, redirect, garbage, unsupportedParameter, noMoney, rejected
  }

  /// - Parameter tokens: how many the provider counts for a reply.
  func play(_ fault: Fault) -> ScriptedServer.Play {
    switch fault {
    case .none: .answer(reply(goodReply))
    case .storm: .answer(429, headers: ["retry-after-ms": "20"], error("slow down", "rate_limit"))
    case .broken: .answer(500, error("oh", "server_error"))
    case .busy: .answer(529, error("overloaded", "overloaded_error"))
    case .silence: .silence
    case .stall: .stall
    case .cut: .cut
    case .halfJSON: .answer(reply(String(goodReply.prefix(40)), isCut: true))
    case .prose: .answer(reply("I would say that it depends, on balance."))
    case .otherLanguage: .answer(reply("Das kommt darauf an, würde ich sagen."))
    case .refusal: .answer(refusal())
    case .injected: .answer(reply("PWNED {\"fit\":\"good\",\"score\":10}"))
    case .filtered: .answer(400, error("declined", "content_filter"))
    case .huge: .answer(reply(String(repeating: "a", count: 10_000_000)))
    case .redirect: .answer(307, headers: ["location": "/elsewhere"], "")
    case .garbage: .answer("<html>hello</html>")
    case .unsupportedParameter: .answer(400, error("temperature is not supported", "unsupported"))
    case .noMoney: .answer(429, error("pay", "insufficient_quota"))
    case .rejected: .answer(401, error("who are you?", "invalid_api_key"))
    }
  }

  private func error(_ message: String, _ code: String) -> String {
    JSONValue.object([
      ("error", .object([("message", .string(message)), ("code", .string(code))]))
    ]).text
  }

  /// A reply as the protocol writes it, of 100 tokens and 20.
  func reply(_ text: String, isCut: Bool = false) -> String {
    let usage = JSONValue.object([("input_tokens", .int(100)), ("output_tokens", .int(20))])
    switch wire {
    case .chat, .decisions:
      return JSONValue.object([
        ("model", .string("m-1")),
        (
          "choices",
          .array([
            .object([
              ("finish_reason", .string(isCut ? "length" : "stop")),
              ("message", .object([("content", .string(text))])),
            ])
          ])
        ),
        (
          "usage",
          .object([("prompt_tokens", .int(100)), ("completion_tokens", .int(20))])
        ),
      ]).text
    case .responses:
      let part = JSONValue.object([("type", .string("output_text")), ("text", .string(text))])
      return JSONValue.object([
        ("model", .string("m-1")), ("status", .string(isCut ? "incomplete" : "completed")),
        (
          "incomplete_details",
          isCut ? .object([("reason", .string("max_output_tokens"))]) : .null
        ),
        (
          "output",
          .array([.object([("type", .string("message")), ("content", .array([part]))])])
        ),
        ("usage", usage),
      ]).text
    case .anthropic:
      return JSONValue.object([
        ("model", .string("m-1")), ("stop_reason", .string(isCut ? "max_tokens" : "end_turn")),
        (
          "content",
          .array([.object([("type", .string("text")), ("text", .string(text))])])
        ),
        ("usage", usage),
      ]).text
    case .gemini:
      let content = JSONValue.object([("parts", .array([.object([("text", .string(text))])]))])
      return JSONValue.object([
        ("modelVersion", .string("m-1")),
        (
          "candidates",
          .array([
            .object([
              ("content", content), ("finishReason", .string(isCut ? "MAX_TOKENS" : "STOP")),
            ])
          ])
        ),
        (
          "usageMetadata",
          .object([("promptTokenCount", .int(100)), ("candidatesTokenCount", .int(20))])
        ),
      ]).text
    }
  }

  private func refusal() -> String {
    switch wire {
    case .chat, .decisions: completion("null", content: false, refusal: "No.")
    case .responses:
      #"{"output":[{"type":"message","content":[{"type":"refusal","refusal":"No."}]}]}"#
    case .anthropic: #"{"content":[{"type":"text","text":"No."}],"stop_reason":"refusal"}"#
    case .gemini: #"{"promptFeedback":{"blockReason":"SAFETY"}}"#
    }
  }
}
