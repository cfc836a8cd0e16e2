import Foundation
import JSON
import Models

/// OpenAI's Responses.
enum Responses: ProviderDialect {
  static func headers(key: String?) -> [(String, String)] { ChatCompletions.headers(key: key) }

  static func path(model: String) -> String { "/responses" }

  static func body(_ request: ModelRequest) -> JSONValue {
    var list: [(String, JSONValue?)] = [
      ("model", .string(request.model)),
      ("instructions", request.system.isEmpty ? nil : .string(request.system)),
      ("input", .string(request.user)),
      ("store", .bool(false)),
      ("temperature", request.temperature.map(JSONValue.double)),
      ("max_output_tokens", request.sampling.maximumTokens.map(JSONValue.int)),
      ("reasoning", request.reasoning.map { .object([("effort", .string($0))]) }),
      ("top_logprobs", request.logProbabilities.map(JSONValue.int)),
      (
        "include",
        request.logProbabilities.map { _ in
          .array([.string("message.output_text.logprobs")])
        }
      ),
    ]
    switch request.output {
    case .schema, .grammar:
      let format = JSONValue.object([
        ("type", .string("json_schema")), ("name", .string(ModelRequest.schemaName)),
        ("strict", .bool(true)),
        ("schema", request.schema),
      ])
      list.append(("text", .object([("format", format)])))
    case .tool:
      let tool = JSONValue.object([
        ("type", .string("function")), ("name", .string(ModelRequest.schemaName)),
        ("strict", .bool(true)),
        ("parameters", request.schema),
      ])
      list.append(("tools", .array([tool])))
      list.append(
        (
          "tool_choice",
          .object([("type", .string("function")), ("name", .string(ModelRequest.schemaName))])
        )
      )
    case .json:
      let format = JSONValue.object([("type", .string("json_object"))])
      list.append(("text", .object([("format", format)])))
    case .text: break
    }
    return members(list)
  }

  static func read(_ body: ResponseBody) throws -> Exchange {
    let response = try body.decoded(Response.self)
    let parts = response.output.flatMap { $0.content ?? [] }
    let call = response.output.firstIndex { $0.type == "function_call" }.flatMap { index in
      response.output[index].arguments?.text
        ?? body.object(at: ["output", "\(index)", "arguments"])
    }
    let texts = parts.filter { $0.type == "output_text" }
    let reply = Exchange.Reply(
      text: call ?? texts.compactMap(\.text).joined(),
      raw: body.text,
      model: response.model,
      promptTokens: response.usage?.inputTokens,
      completionTokens: response.usage?.outputTokens,
      tokens: texts.flatMap { $0.logprobs ?? [] }.map(\.choice),
      signs: body.signs
    )
    if let refusal = parts.first(where: { $0.type == "refusal" }) {
      return .refused(reason: refusal.refusal ?? "the model refused", reply)
    }
    switch (response.status, response.incompleteDetails?.reason) {
    case (_, "content_filter"):
      return .refused(reason: "the provider's content filter", reply)
    case ("incomplete", let reason):
      let limit = reason == "max_output_tokens" ? "the limit of tokens" : (reason ?? "no end")
      return .cutShort(reply, reason: "the reply ran into \(limit)")
    case ("failed", _):
      let error = response.error
      let names = [error?.code].compactMap(\.self)
      if ErrorTable.meanings(of: names).contains(.declined) {
        return .refused(reason: error?.message ?? "the provider's filter", reply)
      }
      let meaning = StatusMeaning(status: 500, names: names)
      return .failed(.status(500, meaning, message: error?.message ?? "", signs: body.signs))
    default: return .reply(reply)
    }
  }

  private struct Response: Decodable {
    var model: String?
    var status: String?
    var incompleteDetails: Details?
    var error: Failure?
    var output: [Output]
    var usage: Usage?

    enum CodingKeys: String, CodingKey {
      case model, status, error, output, usage
      case incompleteDetails = "incomplete_details"
    }
  }

  private struct Details: Decodable { var reason: String? }

  private struct Failure: Decodable {
    var code: String?
    var message: String?
  }

  private struct Output: Decodable {
    var type: String
    var content: [Part]?
    var arguments: WireObject?
  }

  private struct Part: Decodable {
    var type: String
    var text: String?
    var refusal: String?
    var logprobs: [WireToken]?
  }

  struct Usage: Decodable {
    var inputTokens: Int?
    var outputTokens: Int?

    enum CodingKeys: String, CodingKey {
      case inputTokens = "input_tokens"
      case outputTokens = "output_tokens"
    }
  }
}
