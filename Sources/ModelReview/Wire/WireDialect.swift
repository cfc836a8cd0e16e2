package import AnnotationCore
import JSON
import NIOHTTP1

/// How one protocol asks a question, and how its answers are read.
///
/// Values in, values out: nothing is sent here.
protocol WireDialect: Sendable {
  /// The headers that carry a key, and those that every request has.
  static func headers(key: String?) -> [(String, String)]

  /// The path behind the base address.
  static func path(model: String) -> String

  static func body(_ question: Question) -> JSONValue

  /// Reads an answer with a status in the 200s.
  /// - Throws: where the body is not what the protocol says.
  static func read(_ body: Body) throws -> Exchange
}

/// What is asked of a model, whatever its protocol.
struct Question: Sendable {
  var model: String
  var system: String
  var user: String
  /// The JSON Schema of the reply.
  var schema: JSONValue
  /// What can be chosen in each field, for protocols that ask choice by choice.
  var choices: [ChoiceQuestion]
  var sampling: Juror.Sampling
  var output: Juror.StructuredOutput
  /// What the endpoint was found not to take.
  var dropped: Set<Juror.Parameter>

  func temperature() -> Double? { dropped.contains(.temperature) ? nil : sampling.temperature }
  func seed() -> Int? { dropped.contains(.seed) ? nil : sampling.seed }
  func logProbabilities() -> Int? {
    dropped.contains(.logProbabilities) ? nil : sampling.logProbabilities
  }
  func reasoning() -> String? { dropped.contains(.reasoning) ? nil : sampling.reasoning }
}

/// One field as a question of its own: one choice of several, or yes or no.
package struct ChoiceQuestion: Hashable, Sendable {
  package var field: FieldID
  /// The choice that is asked about, where it is a matter of yes or no.
  package var about: ChoiceID?
  package var instructions: String
  /// Nothing where it is a matter of yes or no.
  package var choices: [(id: ChoiceID, words: String)]

  init(
    field: FieldID,
    about: ChoiceID? = nil,
    instructions: String,
    choices: [(id: ChoiceID, words: String)]
  ) {
    self.field = field
    self.about = about
    self.instructions = instructions
    self.choices = choices
  }

  package static func == (left: ChoiceQuestion, right: ChoiceQuestion) -> Bool {
    left.field == right.field && left.about == right.about
      && left.instructions == right.instructions
      && left.choices.elementsEqual(right.choices, by: ==)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(field)
    hasher.combine(about)
  }
}

extension Juror.Parameter {
  /// What error messages call it.
  var names: [String] {
    switch self {
    case .temperature: ["temperature"]
    case .seed: ["seed"]
    case .reasoning: ["reasoning_effort", "reasoning"]
    case .logProbabilities: ["top_logprobs", "logprobs", "responseLogprobs"]
    case .maxTokens: ["max_tokens"]
    }
  }
}

extension Juror.StructuredOutput {
  /// What error messages call the means.
  var names: [String] {
    switch self {
    case .schema, .json:
      [
        "response_format", "json_schema", "output_config", "text.format", "responseJsonSchema",
        "response_json_schema", "responseMimeType", "json_object",
      ]
    case .grammar: ["structured_outputs"]
    case .tool: ["tool_choice", "tools"]
    case .text: []
    }
  }
}

/// An answer's body.
struct Body: Sendable {
  var text: String
  var signs: PacingSigns
}

extension Juror.WireProtocol {
  var dialect: any WireDialect.Type {
    switch self {
    case .chat: ChatWire.self
    case .responses: ResponsesWire.self
    case .decisions: DecisionsWire.self
    case .anthropic: AnthropicWire.self
    case .gemini: GeminiWire.self
    }
  }
}

/// A message of one role.
func message(_ role: String, _ content: String) -> JSONValue {
  .object([("role", .string(role)), ("content", .string(content))])
}

/// Members that are there only where their value is.
func members(_ list: [(String, JSONValue?)]) -> JSONValue {
  .object(list.compactMap { name, value in value.map { (name, $0) } })
}

extension JSONValue {
  /// The value without a member, however deep it stands: for endpoints that refuse it.
  func without(_ name: String) -> JSONValue {
    switch self {
    case .members(let list):
      .members(
        list.filter { $0.name != name }
          .map { Member(name: $0.name, value: $0.value.without(name)) }
      )
    case .array(let values): .array(values.map { $0.without(name) })
    default: self
    }
  }
}
