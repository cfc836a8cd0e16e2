import Foundation
import NIOHTTP1

/// Reads what a chat-completions endpoint answers.
///
/// Truncated, refused and filtered replies are told from whole ones: none of them is a verdict.
enum ChatReply {
  static func exchange(status: Int, headers: HTTPHeaders, body: String) -> Exchange {
    let data = Data(body.utf8)
    guard (200..<300).contains(status) else {
      return failure(status, ErrorAnswer(data), headers: headers, body: body)
    }
    guard let completion = try? JSONDecoder().decode(Completion.self, from: data) else {
      // Some gateways send their errors with 200.
      guard let error = ErrorAnswer(data) else {
        return .failed(.garbled(String(body.prefix(120))))
      }
      return failure(error.status ?? 500, error, headers: headers, body: body)
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
  private static let refusalCodes: Set = [
    "content_filter", "invalid_prompt", "content_policy_violation", "ResponsibleAIPolicyViolation",
  ]

  private static func failure(
    _ status: Int,
    _ error: ErrorAnswer?,
    headers: HTTPHeaders,
    body: String
  ) -> Exchange {
    let message = error?.sentence ?? String(body.prefix(300))
    // Only the error's own names count: its message may quote the item.
    if status == 400, let error, !refusalCodes.isDisjoint(with: error.names) {
      return .refused(reason: message, raw: body)
    }
    return .failed(.status(status, message: message, headers: RetryHeaders(headers)))
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
