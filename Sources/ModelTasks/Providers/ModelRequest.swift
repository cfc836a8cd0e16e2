import JSON
import Models

/// What is asked of a model, whatever its protocol.
struct ModelRequest: Sendable {
  var model: String
  var system: String
  var user: String
  /// The JSON Schema of the reply.
  var schema: JSONValue
  /// What can be chosen in each field, for protocols that ask choice by choice.
  var choices: [ChoiceQuestion]
  var sampling: SamplingParameters
  var output: StructuredOutput
  /// What the endpoint was found not to take.
  var dropped: Set<RequestParameter>

  /// The name under which a schema or a tool is sent.
  static let schemaName = "review"

  var temperature: Double? { sends(.temperature) ? sampling.temperature : nil }
  var seed: Int? { sends(.seed) ? sampling.seed : nil }
  var logProbabilities: Int? { sends(.logProbabilities) ? sampling.logProbabilities : nil }
  var reasoning: String? { sends(.reasoning) ? sampling.reasoning : nil }

  /// Whether the request has a parameter that its endpoint may not take.
  func sends(_ parameter: RequestParameter) -> Bool {
    !dropped.contains(parameter) && sampling.has(parameter)
  }
}

extension RequestParameter {
  /// What error messages call it.
  var names: [String] {
    switch self {
    case .temperature: ["temperature"]
    case .seed: ["seed"]
    case .reasoning: ["reasoning_effort", "reasoning"]
    case .logProbabilities: ["top_logprobs", "logprobs", "responseLogprobs"]
    case .maxTokens: ["max_tokens"]
    // Errors about it name the message, not the role: see ``ErrorTable``.
    case .systemRole: []
    }
  }
}

extension StructuredOutput {
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
