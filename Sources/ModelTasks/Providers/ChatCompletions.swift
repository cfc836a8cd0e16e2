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
        .array([message("system", request.system), message("user", request.user)])
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
    let completion = try JSONDecoder().decode(Completion.self, from: Data(body.text.utf8))
    guard let choice = completion.choices.first else {
      return .failed(.malformed("it has no choices"))
    }
    let message = choice.message
    let reply = Exchange.Reply(
      text: message?.toolCalls?.first?.function.arguments ?? message?.content ?? "",
      raw: body.text,
      model: completion.model,
      promptTokens: completion.usage?.promptTokens,
      completionTokens: completion.usage?.completionTokens,
      tokens: (choice.logprobs?.content ?? []).map(\.choice),
      signs: body.signs
    )
    if let refusal = message?.refusal, !refusal.isEmpty {
      return .refused(reason: refusal, reply)
    }
    switch choice.finishReason {
    case "content_filter": return .refused(reason: "the provider's content filter", reply)
    case "length": return .cutShort(reply, reason: "the reply ran into the limit of tokens")
    default: return .reply(reply)
    }
  }

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
    var content: String?
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
    var arguments: String
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
  var logprob: Double
  var top: [Alternative]?

  struct Alternative: Decodable {
    var token: String
    var logprob: Double
  }

  enum CodingKeys: String, CodingKey {
    case token, logprob
    case top = "top_logprobs"
  }

  var choice: TokenChoice {
    TokenChoice(
      text: token,
      logProbability: logprob,
      alternatives: (top ?? []).map { ($0.token, $0.logprob) }
    )
  }
}
