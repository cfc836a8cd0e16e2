extension Juror {
  /// How an endpoint is spoken to.
  package enum WireProtocol: String, Hashable, Sendable, Codable, CaseIterable {
    /// OpenAI's chat completions, and everything that speaks them.
    case chat = "chat"
    /// OpenAI's Responses.
    case responses = "responses"
    /// OpenAI's Decisions: every choice with its probability, and no text.
    case decisions = "decisions"
    /// Anthropic's Messages.
    case anthropic = "anthropic"
    /// Gemini's generateContent.
    case gemini = "gemini"

    /// The means of holding replies to their form that the protocol has, the strongest first.
    package var outputs: [StructuredOutput] {
      switch self {
      case .chat: [.schema, .grammar, .tool, .json, .text]
      case .responses: [.schema, .tool, .json, .text]
      case .decisions: [.schema]
      case .anthropic: [.schema, .tool, .text]
      case .gemini: [.schema, .json, .text]
      }
    }

    /// The parameters of a juror's sampling that the protocol has no place for.
    package var unsupported: Set<Parameter> {
      switch self {
      case .chat: []
      case .responses: [.seed]
      case .decisions: Set(Parameter.allCases)
      // Its present version refuses what would steer the drawing of tokens.
      case .anthropic: [.temperature, .seed, .logProbabilities, .reasoning]
      case .gemini: [.reasoning]
      }
    }
  }

  /// By what means a reply is held to its form, the strongest first.
  package enum StructuredOutput: String, Hashable, Sendable, Codable, CaseIterable {
    case schema = "schema"
    /// A grammar of the server's own: vLLM's `structured_outputs`.
    case grammar = "grammar"
    /// A tool that the model is forced to call.
    case tool = "tool"
    /// Any JSON object.
    case json = "json"
    /// The prompt alone; the reply is read with tolerance.
    case text = "text"
  }

  /// A parameter that an endpoint may not take.
  package enum Parameter: String, Hashable, Sendable, CaseIterable {
    case temperature, seed, reasoning
    case logProbabilities = "log_probabilities"
    /// The older name of the limit of tokens; the newer one is sent instead.
    case maxTokens = "max_tokens"
  }
}
