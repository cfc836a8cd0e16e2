import AnnotationCore
import Foundation
import JSON

/// OpenAI's Responses.
enum ResponsesWire: WireDialect {

  static func headers(key: String?) -> [(String, String)] { ChatWire.headers(key: key) }

  static func path(model: String) -> String { "/responses" }

  static func body(_ question: Question) -> JSONValue {
    var list: [(String, JSONValue?)] = [
      ("model", .string(question.model)),
      ("instructions", .string(question.system)),
      ("input", .string(question.user)),
      ("store", .bool(false)),
      ("temperature", question.temperature().map(JSONValue.double)),
      ("max_output_tokens", question.sampling.maximumTokens.map(JSONValue.int)),
      ("reasoning", question.reasoning().map { .object([("effort", .string($0))]) }),
      ("top_logprobs", question.logProbabilities().map(JSONValue.int)),
      (
        "include",
        question.logProbabilities().map { _ in
          .array([.string("message.output_text.logprobs")])
        }
      ),
    ]
    switch question.output {
    case .schema, .grammar:
      let format = JSONValue.object([
        ("type", .string("json_schema")), ("name", .string("review")), ("strict", .bool(true)),
        ("schema", question.schema),
      ])
      list.append(("text", .object([("format", format)])))
    case .tool:
      let tool = JSONValue.object([
        ("type", .string("function")), ("name", .string("review")), ("strict", .bool(true)),
        ("parameters", question.schema),
      ])
      list.append(("tools", .array([tool])))
      list.append(
        (
          "tool_choice",
          .object([("type", .string("function")), ("name", .string("review"))])
        )
      )
    case .json:
      let format = JSONValue.object([("type", .string("json_object"))])
      list.append(("text", .object([("format", format)])))
    case .text: break
    }
    return members(list)
  }

  static func read(_ body: Body) throws -> Exchange {
    let response = try JSONDecoder().decode(Response.self, from: Data(body.text.utf8))
    let parts = response.output.flatMap { $0.content ?? [] }
    let call = response.output.first { $0.type == "function_call" }?.arguments
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
      if ErrorAnswer.refusalCodes.contains(error?.code ?? "") {
        return .refused(reason: error?.message ?? "the provider's filter", reply)
      }
      return .failed(.status(500, message: error?.message ?? "", signs: body.signs))
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
    var arguments: String?
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
