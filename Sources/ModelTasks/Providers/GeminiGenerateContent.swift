import Foundation
import JSON
import Models

/// Gemini's generateContent.
enum GeminiGenerateContent: ProviderDialect {
  static func headers(key: String?) -> [(String, String)] {
    key.map { [("x-goog-api-key", $0)] } ?? []
  }

  static func path(model: String) -> String { "/models/\(model):generateContent" }

  static func body(_ request: ModelRequest) -> JSONValue {
    func parts(_ text: String) -> (String, JSONValue) {
      ("parts", .array([.object([("text", .string(text))])]))
    }
    let isJSON = request.output != .text
    let configuration = members([
      ("temperature", request.temperature.map(JSONValue.double)),
      ("seed", request.seed.map(JSONValue.int)),
      ("maxOutputTokens", request.sampling.maximumTokens.map(JSONValue.int)),
      ("responseLogprobs", request.logProbabilities.map { _ in .bool(true) }),
      ("logprobs", request.logProbabilities.map(JSONValue.int)),
      ("responseMimeType", isJSON ? .string("application/json") : nil),
      ("responseJsonSchema", request.output == .schema ? request.schema : nil),
    ])
    return members([
      ("systemInstruction", request.system.isEmpty ? nil : .object([parts(request.system)])),
      ("contents", .array([.object([("role", .string("user")), parts(request.user)])])),
      ("generationConfig", configuration),
    ])
  }

  static func read(_ body: ResponseBody) throws -> Exchange {
    let response = try body.decoded(Response.self)
    let candidate = response.candidates?.first
    let parts = (candidate?.content?.parts ?? []).filter { $0.thought != true }
    let reply = Exchange.Reply(
      text: parts.compactMap(\.text).joined(),
      raw: body.text,
      model: response.modelVersion,
      promptTokens: response.usage?.prompt,
      completionTokens: response.usage?.reply,
      tokens: candidate?.logprobs?.choices ?? [],
      signs: body.signs
    )
    if let reason = response.promptFeedback?.blockReason {
      return .refused(reason: "the provider blocked the prompt: \(reason)", reply)
    }
    guard let candidate else { return .failed(.malformed("it has no candidates")) }
    switch candidate.finishReason {
    case let reason? where ErrorTable.declines(ending: reason):
      return .refused(reason: "the provider blocked the answer: \(reason)", reply)
    case "MAX_TOKENS":
      return .cutShort(reply, reason: "the reply ran into the limit of tokens")
    default: return .reply(reply)
    }
  }

  private struct Response: Decodable {
    var candidates: [Candidate]?
    var promptFeedback: Feedback?
    var usage: Usage?
    var modelVersion: String?

    enum CodingKeys: String, CodingKey {
      case candidates, promptFeedback, modelVersion
      case usage = "usageMetadata"
    }
  }

  private struct Candidate: Decodable {
    var content: Content?
    var finishReason: String?
    var logprobs: LogProbabilities?

    enum CodingKeys: String, CodingKey {
      case content, finishReason
      case logprobs = "logprobsResult"
    }
  }

  private struct Content: Decodable { var parts: [Part]? }

  private struct Part: Decodable {
    var text: String?
    var thought: Bool?
  }

  private struct Feedback: Decodable { var blockReason: String? }

  private struct Usage: Decodable {
    var promptTokenCount: Int?
    var candidatesTokenCount: Int?
    var thoughtsTokenCount: Int?

    var prompt: Int? { promptTokenCount }
    /// Thoughts are paid for as replies are.
    var reply: Int? {
      candidatesTokenCount.map { $0 + (thoughtsTokenCount ?? 0) } ?? thoughtsTokenCount
    }
  }

  private struct LogProbabilities: Decodable {
    var chosenCandidates: [Token]?
    var topCandidates: [Place]?

    struct Token: Decodable {
      var token: String
      var logProbability: Double
    }

    struct Place: Decodable { var candidates: [Token]? }

    var choices: [TokenChoice] {
      let places = topCandidates ?? []
      return (chosenCandidates ?? []).enumerated().map { index, chosen in
        let others = places.indices.contains(index) ? places[index].candidates ?? [] : []
        return TokenChoice(
          text: chosen.token,
          logProbability: chosen.logProbability,
          alternatives: others.map { ($0.token, $0.logProbability) }
        )
      }
    }
  }
}
