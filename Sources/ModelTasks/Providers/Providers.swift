import Models

// Where every protocol is registered.

extension WireProtocol {
  /// How it asks, and how its answers are read.
  var dialect: any ProviderDialect.Type {
    switch self {
    case .chat: ChatCompletions.self
    case .responses: Responses.self
    case .decisions: Decisions.self
    case .anthropic: AnthropicMessages.self
    case .gemini: GeminiGenerateContent.self
    }
  }

  /// How batches of requests in this protocol are put to a provider; nil where none takes them.
  var batchDialect: (any BatchDialect)? {
    switch self {
    case .chat: OpenAIBatch(endpoint: "/v1/chat/completions")
    case .responses: OpenAIBatch(endpoint: "/v1/responses")
    case .anthropic: AnthropicBatch()
    case .decisions, .gemini: nil
    }
  }
}
