/// How an endpoint is spoken to.
///
/// A new one is a case here, and a file in `ModelTasks/Providers` that is registered in
/// `Providers.swift` beside it.
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

  /// The sampling parameters that the protocol has no place for.
  package var unsupported: Set<RequestParameter> {
    switch self {
    case .chat: []
    case .responses: [.seed]
    // It has one input, and no roles.
    case .decisions: Set(RequestParameter.allCases).subtracting([.systemRole])
    // Its present version refuses what would steer the drawing of tokens.
    case .anthropic: [.temperature, .seed, .logProbabilities, .reasoning]
    case .gemini: [.reasoning]
    }
  }

  /// Whether its replies are bounded where nobody sets a limit of tokens.
  package var boundsReplies: Bool {
    switch self {
    case .anthropic, .decisions: true
    case .chat, .gemini, .responses: false
    }
  }

  /// Whether each field is a question of its own, answered by one of its choices, and no text is
  /// written.
  package var asksChoiceByChoice: Bool { self == .decisions }
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
package enum RequestParameter: String, Hashable, Sendable, Codable, CaseIterable {
  case temperature = "temperature"
  case seed = "seed"
  case reasoning = "reasoning"
  case logProbabilities = "log_probabilities"
  /// The older name of the limit of tokens; the newer one is sent instead.
  case maxTokens = "max_tokens"
  /// The role of the system prompt; it stands before the user's message instead.
  case systemRole = "system_role"
}
