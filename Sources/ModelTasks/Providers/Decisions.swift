import Foundation
import JSON
import Models

/// OpenAI's Decisions: each field is a question of its own, answered by a choice with its
/// probability.
///
/// No text is written, so that fields for texts stay empty. A field that takes several choices is
/// asked choice by choice, as a matter of yes or no.
enum Decisions: ProviderDialect {
  static func headers(key: String?) -> [(String, String)] { ChatCompletions.headers(key: key) }

  static func path(model: String) -> String { "/decisions" }

  static func body(_ request: ModelRequest) -> JSONValue {
    .object([
      ("model", .string(request.model)),
      (
        "input",
        .string([request.system, request.user].filter { !$0.isEmpty }.joined(separator: "\n\n"))
      ),
      ("questions", .array(request.choices.map(Self.question))),
    ])
  }

  private static func question(_ question: ChoiceQuestion) -> JSONValue {
    members([
      ("type", .string(question.about == nil ? "choice" : "predicate")),
      ("name", .string(name(question))),
      ("instructions", .string(question.instructions)),
      (
        "choices",
        question.about == nil
          ? .array(
            question.choices.map {
              .object([("value", .string($0.id)), ("description", .string($0.words))])
            }
          ) : nil
      ),
    ])
  }

  /// A field's id, or a field's and a choice's.
  private static func name(_ question: ChoiceQuestion) -> String {
    question.about.map { question.field + "/" + $0 } ?? question.field
  }

  static func read(_ body: ResponseBody) throws -> Exchange {
    let decision = try body.decoded(Decision.self)
    var values: [(String, JSONValue)] = []
    var several: [String: [String]] = [:]
    var probabilities: [String: ChoiceProbabilities] = [:]
    var refusals: [String] = []
    for answer in decision.answers {
      guard let name = answer.name else { return .failed(.malformed("an answer has no name")) }
      let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
      switch answer.type {
      case "choice":
        guard let choice = answer.choice else {
          return .failed(.malformed("the answer to '\(name)' has no choice"))
        }
        if choice.text == ChoiceQuestion.notApplicable { continue }
        values.append((name, choice.isNumber ? .int(Int(choice.text) ?? 0) : .string(choice.text)))
        let mass = (answer.probabilities ?? []).reduce(0) { $0 + $1.probability }
        if mass > 0 {
          var byChoice: [String: Double] = [:]
          for entry in answer.probabilities ?? [] {
            byChoice[entry.value.text] = entry.probability / mass
          }
          probabilities[name] = ChoiceProbabilities(byChoice: byChoice, mass: mass)
        }
      case "predicate":
        guard parts.count == 2, let probability = answer.probability else {
          return .failed(.malformed("the answer to '\(name)' has no probability"))
        }
        several[parts[0], default: []] += probability > 0.5 ? [parts[1]] : []
      case "refusal": refusals.append(answer.refusal ?? name)
      default: return .failed(.malformed("an answer of the kind '\(answer.type)'"))
      }
    }
    for (field, choices) in several.sorted(by: { $0.key < $1.key }) {
      values.append((field, .array(choices.map(JSONValue.string))))
    }
    let reply = Exchange.Reply(
      text: JSONValue.object(values).text,
      raw: body.text,
      model: decision.model,
      promptTokens: decision.usage?.inputTokens,
      completionTokens: decision.usage?.outputTokens,
      probabilities: probabilities,
      signs: body.signs
    )
    if let first = refusals.first { return .refused(reason: first, reply) }
    return .reply(reply)
  }

  private struct Decision: Decodable {
    var model: String?
    var answers: [Answer]
    var usage: Responses.Usage?
  }

  private struct Answer: Decodable {
    var type: String
    var name: String?
    var choice: Value?
    var probability: Double?
    var probabilities: [Probability]?
    var refusal: String?
  }

  private struct Probability: Decodable {
    var value: Value
    var probability: Double
  }

  /// A choice's value: a text, a number or a truth value.
  private struct Value: Decodable {
    var text: String
    var isNumber = false

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let text = try? value.decode(String.self) {
        self.text = text
      } else if let flag = try? value.decode(Bool.self) {
        text = String(flag)
      } else {
        text = String(try value.decode(Int.self))
        isNumber = true
      }
    }
  }
}
