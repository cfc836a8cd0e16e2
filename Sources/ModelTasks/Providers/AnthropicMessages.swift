import Foundation
import JSON
import Models

/// Anthropic's Messages, in the version of its API that is named below.
enum AnthropicMessages: ProviderDialect {
  static let version = "2026-10-21"
  static let defaultMaximumTokens: Int? = 4096

  static func headers(key: String?) -> [(String, String)] {
    [("anthropic-version", version)] + ChatCompletions.headers(key: key)
  }

  static func path(model: String) -> String { "/messages" }

  static func body(_ request: ModelRequest) -> JSONValue {
    var list: [(String, JSONValue?)] = [
      ("model", .string(request.model)),
      ("max_tokens", (request.sampling.maximumTokens ?? defaultMaximumTokens).map(JSONValue.int)),
      ("system", request.system.isEmpty ? nil : .string(request.system)),
      ("messages", .array([message("user", request.user)])),
    ]
    switch request.output {
    case .schema, .grammar:
      let format = JSONValue.object([
        ("type", .string("json_schema")), ("schema", request.schema.without("maxItems")),
      ])
      list.append(("output_config", .object([("format", format)])))
    case .tool:
      let tool = JSONValue.object([
        ("name", .string(ModelRequest.schemaName)),
        ("input_schema", request.schema.without("maxItems")),
      ])
      list.append(("tools", .array([tool])))
      list.append(
        (
          "tool_choice",
          .object([("type", .string("tool")), ("name", .string(ModelRequest.schemaName))])
        )
      )
    case .json, .text: break
    }
    return members(list)
  }

  static func read(_ body: ResponseBody) throws -> Exchange {
    let message = try body.decoded(Message.self)
    let texts = message.content.filter { $0.type == "text" }.compactMap(\.text)
    let call = message.content.firstIndex { $0.type == "tool_use" }
      .flatMap { body.object(at: ["content", "\($0)", "input"]) }
    let reply = Exchange.Reply(
      text: call ?? texts.joined(),
      raw: body.text,
      model: message.model,
      promptTokens: message.usage?.prompt,
      completionTokens: message.usage?.outputTokens,
      signs: body.signs
    )
    switch message.stopReason {
    case let ending where ErrorTable.declines(ending: ending):
      return .refused(reason: texts.first ?? "the model refused", reply)
    case "max_tokens", "model_context_window_exceeded":
      return .cutShort(reply, reason: "the reply ran into the limit of tokens")
    default: return .reply(reply)
    }
  }

  private struct Message: Decodable {
    var model: String?
    var content: [Block]
    var stopReason: String?
    var usage: Usage?

    enum CodingKeys: String, CodingKey {
      case model, content, usage
      case stopReason = "stop_reason"
    }
  }

  private struct Block: Decodable {
    var type: String
    var text: String?
  }

  private struct Usage: Decodable {
    var inputTokens: Int?
    var outputTokens: Int?
    var cacheCreation: Int?
    var cacheRead: Int?

    /// What was read from a cache or written to it is counted apart.
    var prompt: Int? {
      inputTokens.map { $0 + (cacheCreation ?? 0) + (cacheRead ?? 0) }
    }

    enum CodingKeys: String, CodingKey {
      case inputTokens = "input_tokens"
      case outputTokens = "output_tokens"
      case cacheCreation = "cache_creation_input_tokens"
      case cacheRead = "cache_read_input_tokens"
    }
  }
}
