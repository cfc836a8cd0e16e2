import Foundation
import NIOHTTP1

/// Reads what a chat-completions endpoint answers. Truncated, refused and filtered replies are told
/// from whole ones: none of them is a verdict.
enum ChatReply {
  static func exchange(status: Int, headers: HTTPHeaders, body: String) -> Exchange {
    let data = Data(body.utf8)
    guard (200..<300).contains(status) else {
      let message = Self.message(in: data) ?? String(body.prefix(300))
      if status == 400, refusalCodes.contains(where: body.contains) {
        return .refused(reason: message, raw: body)
      }
      return .failed(
        .status(status, message: message, headers: RetryHeaders(headers))
      )
    }
    guard let completion = try? JSONDecoder().decode(Completion.self, from: data) else {
      if let message = Self.message(in: data) {
        return .failed(.status(500, message: message, headers: RetryHeaders(headers)))
      }
      return .failed(.garbled(String(body.prefix(120))))
    }
    guard let choice = completion.choices.first else {
      return .failed(.garbled("it has no choices"))
    }
    if let refusal = choice.message?.refusal, !refusal.isEmpty {
      return .refused(reason: refusal, raw: body)
    }
    if choice.finishReason == "content_filter" {
      return .refused(reason: "the provider's content filter", raw: body)
    }
    let reply = Exchange.Reply(
      text: choice.message?.content ?? "",
      raw: body,
      model: completion.model,
      promptTokens: completion.usage?.promptTokens,
      completionTokens: completion.usage?.completionTokens
    )
    if choice.finishReason == "length" {
      return .cutShort(reply, reason: "the reply ran into the limit of tokens")
    }
    return .reply(reply)
  }

  /// Codes under which providers hide that they decline to answer.
  private static let refusalCodes = [
    "content_filter", "invalid_prompt", "content_policy_violation", "ResponsibleAIPolicyViolation",
  ]

  /// The message of an error object, nested as OpenAI's or flat as others'.
  private static func message(in data: Data) -> String? {
    guard let answer = try? JSONDecoder().decode(ErrorAnswer.self, from: data) else { return nil }
    let code = answer.error?.code?.text ?? answer.code?.text
    guard let message = answer.error?.message ?? answer.message else { return nil }
    return code.map { "\(message) (\($0))" } ?? message
  }

  private struct Completion: Decodable {
    var choices: [Choice]
    var model: String?
    var usage: Usage?
  }

  private struct Choice: Decodable {
    var message: Message?
    var finishReason: String?

    enum CodingKeys: String, CodingKey {
      case message
      case finishReason = "finish_reason"
    }
  }

  private struct Message: Decodable {
    var content: String?
    var refusal: String?
  }

  private struct Usage: Decodable {
    var promptTokens: Int?
    var completionTokens: Int?

    enum CodingKeys: String, CodingKey {
      case promptTokens = "prompt_tokens"
      case completionTokens = "completion_tokens"
    }
  }

  private struct ErrorAnswer: Decodable {
    var error: Detail?
    var message: String?
    var code: Code?

    struct Detail: Decodable {
      var message: String?
      var code: Code?
    }
  }

  /// A code that some servers write as a word and some as a number.
  private struct Code: Decodable {
    var text: String

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      text = try (try? value.decode(String.self)) ?? String(value.decode(Int.self))
    }
  }
}

extension RetryHeaders {
  init(_ headers: HTTPHeaders) {
    self.init(
      shouldRetry: headers.first(name: "x-should-retry").flatMap(Bool.init),
      retryAfterMilliseconds: headers.first(name: "retry-after-ms").flatMap(Int64.init),
      retryAfter: headers.first(name: "retry-after")
    )
  }
}
