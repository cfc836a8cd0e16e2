extension WireProtocol {
  /// The members of a request's body that the program writes itself, with the jury file's key for each;
  /// an empty key where there is none.
  ///
  /// What is added to a body cannot set them: they decide what a verdict is of, and are recorded.
  package var ownMembers: [String: String] {
    switch self {
    case .chat: Self.chatMembers
    case .responses:
      [
        "model": "model", "instructions": "", "input": "", "store": "", "stream": "",
        "temperature": "temperature", "max_output_tokens": "maximum_tokens",
        "reasoning": "reasoning", "top_logprobs": "log_probabilities", "include": "",
        "text": "output", "tools": "output", "tool_choice": "output",
      ]
    case .decisions: ["model": "model", "input": "", "questions": "", "stream": ""]
    case .anthropic:
      [
        "model": "model", "max_tokens": "maximum_tokens", "system": "", "messages": "",
        "stream": "",
        "output_config": "output", "tools": "output", "tool_choice": "output",
      ]
    case .gemini:
      [
        "model": "model", "systemInstruction": "", "contents": "",
        "generationConfig.temperature": "temperature", "generationConfig.seed": "seed",
        "generationConfig.maxOutputTokens": "maximum_tokens",
        "generationConfig.responseLogprobs": "log_probabilities",
        "generationConfig.logprobs": "log_probabilities", "generationConfig.candidateCount": "",
        "generationConfig.responseMimeType": "output",
        "generationConfig.responseJsonSchema": "output",
        "generationConfig.responseSchema": "output",
      ]
    }
  }

  private static let chatMembers = [
    "model": "model", "messages": "", "stream": "", "n": "", "temperature": "temperature",
    "seed": "seed", "random_seed": "seed", "max_tokens": "maximum_tokens",
    "max_completion_tokens": "maximum_tokens", "reasoning_effort": "reasoning",
    "logprobs": "log_probabilities", "top_logprobs": "log_probabilities",
    "response_format": "output", "structured_outputs": "output", "tools": "output",
    "tool_choice": "output",
  ]
}
