import Foundation
import JSON
import Models

/// OpenAI's chat completions, as OpenAI, vLLM, SGLang, llama.cpp, Ollama, LM Studio and gateways
/// speak them.
enum ChatCompletions: ProviderDialect {
  static func headers(key: String?) -> [(String, String)] {
    key.map { [("authorization", "Bearer \($0)")] } ?? []
  }

  static func path(model: String) -> String { "/chat/completions" }

  static func body(_ request: ModelRequest) -> JSONValue {
    let limit = request.dropped.contains(.maxTokens) ? "max_completion_tokens" : "max_tokens"
    var list: [(String, JSONValue?)] = [
      ("model", .string(request.model)),
      (
        "messages",
        .array(
          (request.system.isEmpty ? [] : [message("system", request.system)])
            + [message("user", request.user)]
        )
      ),
      ("temperature", request.temperature.map(JSONValue.double)),
      ("seed", request.seed.map(JSONValue.int)),
      (limit, request.sampling.maximumTokens.map(JSONValue.int)),
      ("reasoning_effort", request.reasoning.map(JSONValue.string)),
      ("logprobs", request.logProbabilities.map { _ in .bool(true) }),
      ("top_logprobs", request.logProbabilities.map(JSONValue.int)),
    ]
    switch request.output {
    case .schema:
      let schema = JSONValue.object([
        ("name", .string(ModelRequest.schemaName)), ("strict", .bool(true)),
        ("schema", request.schema),
      ])
      list.append(
        ("response_format", .object([("type", .string("json_schema")), ("json_schema", schema)]))
      )
    case .grammar: list.append(("structured_outputs", .object([("json", request.schema)])))
    case .tool:
      let function = JSONValue.object([
        ("name", .string(ModelRequest.schemaName)), ("strict", .bool(true)),
        ("parameters", request.schema),
      ])
      list.append(
        ("tools", .array([.object([("type", .string("function")), ("function", function)])]))
      )
      let choice = JSONValue.object([("name", .string(ModelRequest.schemaName))])
      list.append(
        ("tool_choice", .object([("type", .string("function")), ("function", choice)]))
      )
    case .json:
      list.append(("response_format", .object([("type", .string("json_object"))])))
    case .text: break
    }
    return members(list)
  }

  static func read(_ body: ResponseBody) throws -> Exchange {
    let completion = try body.decoded(Completion.self)
    guard let choice = completion.choices.first else {
      return .failed(.malformed("it has no choices"))
    }
    let message = choice.message
    let call = message?.toolCalls?.first?.function.arguments
    let reply = Exchange.Reply(
      text: call.map { $0.text ?? body.object(at: Self.argumentsPath) ?? "" }
        ?? message?.content?.text ?? "",
      raw: body.text,
      model: completion.model,
      promptTokens: completion.usage?.promptTokens,
      completionTokens: completion.usage?.completionTokens,
      tokens: (choice.logprobs?.content ?? []).map(\.choice),
      signs: body.signs
    )
    if let refusal = message?.refusal ?? message?.content?.refusal, !refusal.isEmpty {
      return .refused(reason: refusal, reply)
    }
    switch choice.finishReason {
    case let ending where ErrorTable.declines(ending: ending):
      return .refused(reason: "the provider's content filter (\(ending ?? ""))", reply)
    case "error":
      // A gateway lost the provider behind it after it had answered 200.
      let error = ProviderError(choiceOf: body.text)
      let status = error?.status ?? 502
      if let error, error.isDeclined(status: status) {
        return .refused(reason: error.sentence, reply)
      }
      return .failed(
        .status(
          status,
          StatusMeaning(status: status, names: error?.names ?? []),
          message: error?.sentence ?? "the reply ended with an error",
          signs: body.signs
        )
      )
    case "length": return .cutShort(reply, reason: "the reply ran into the limit of tokens")
    default: return .reply(reply)
    }
  }

  private static let argumentsPath = [
    "choices", "0", "message", "tool_calls", "0", "function", "arguments",
  ]

  private struct Completion: Decodable {
    var choices: [Choice]
    var model: String?
    var usage: Usage?
  }

  private struct Choice: Decodable {
    var message: Message?
    var finishReason: String?
    var logprobs: LogProbabilities?

    enum CodingKeys: String, CodingKey {
      case message, logprobs
      case finishReason = "finish_reason"
    }
  }

  private struct Message: Decodable {
    var content: WireText?
    var refusal: String?
    var toolCalls: [ToolCall]?

    enum CodingKeys: String, CodingKey {
      case content, refusal
      case toolCalls = "tool_calls"
    }
  }

  private struct ToolCall: Decodable {
    var function: Function
  }

  private struct Function: Decodable {
    var arguments: WireObject
  }

  private struct LogProbabilities: Decodable {
    var content: [WireToken]?
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

/// A token with its alternatives, as OpenAI's protocols write it.
struct WireToken: Decodable {
  var token: String
  /// Null where the probability is 0, whose logarithm JSON cannot write.
  var logprob: Double?
  var top: [Alternative]?

  struct Alternative: Decodable {
    var token: String
    var logprob: Double?
  }

  enum CodingKeys: String, CodingKey {
    case token, logprob
    case top = "top_logprobs"
  }

  var choice: TokenChoice {
    TokenChoice(
      text: token,
      logProbability: logprob,
      alternatives: (top ?? []).compactMap { top in top.logprob.map { (top.token, $0) } }
    )
  }
}
