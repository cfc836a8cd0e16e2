import Models

/// One of a provider's own ways to say why it does not answer.
struct ErrorRow: Hashable, Sendable {
  /// Whose words they are; several may share them.
  var provider: String
  var sign: Sign
  var meaning: Meaning
  /// Where the words were seen.
  var source: String

  /// Where the words stand, and which they are.
  enum Sign: Hashable, Sendable {
    /// The error's code, type or status, or the code within it.
    case name(String)
    /// What the error's message begins with: one that quotes the item does not begin so.
    case message(String)
    /// Words somewhere in a message, believed with these statuses alone.
    case words(String, statuses: Set<Int>)
    /// Why a reply ended.
    case ending(String)
    /// The status alone.
    case status(Int)
  }

  /// What follows from the words.
  enum Meaning: Hashable, Sendable {
    /// The provider will not answer this item: a refusal, which is a result of its own.
    case declined
    /// The request is longer than the model, or the server, takes.
    case tooLong
    /// Nobody pays for more requests.
    case outOfCredit
    /// Something else than a parameter is wrong.
    case otherwiseWrong
    /// The endpoint does not take a parameter.
    case lacks(RequestParameter)
    /// The endpoint does not take these means of output.
    case lacksOutput(Set<StructuredOutput>)
  }
}

/// Every provider's own words for "I do not take this" and "I will not answer this".
///
/// The one place where they are known. What an error means is looked up here once, where the answer is
/// read; nothing else looks into a message. docs/live-server.md shows the table, and a test holds a
/// provider's answer against each row.
enum ErrorTable {
  static let rows = declined + tooLong + outOfCredit + otherwiseWrong + lacking

  private static let declined: [ErrorRow] = [
    refusal("Azure, OpenAI", .name("content_filter"), "openai/openai-python#331"),
    refusal("Azure", .name("ResponsibleAIPolicyViolation"), "openai/openai-dotnet#55"),
    refusal("OpenAI", .name("content_policy_violation"), "litellm, exception_mapping_utils.py"),
    refusal("OpenAI", .name("invalid_prompt"), "openai/codex, client.rs"),
    refusal("OpenAI", .name("moderation_blocked"), "OpenAI's guide to images"),
    refusal("gateways", .name("content_policy"), "litellm, exception_mapping_utils.py"),
    refusal("DashScope", .name("data_inspection_failed"), "camel-ai/owl#432"),
    refusal("DashScope", .name("DataInspectionFailed"), "QwenLM/Qwen#938"),
    refusal("DeepSeek", .message("Content Exists Risk"), "666ghj/BettaFish#108"),
    refusal("OpenRouter", .name(flaggedInput), "OpenRouter's guide to errors: metadata.reasons"),
    refusal("Zhipu", .name("1301"), "langchain4j/langchain4j#1079"),
    refusal("new-api", .name("sensitive_words_detected"), "openai/openai-cookbook#1224"),
    refusal(
      "Anthropic",
      .message("Output blocked by content filtering policy"),
      "anthropics/claude-code#58367"
    ),
    refusal("every provider", .status(451), "RFC 7725"),
    refusal(
      "OpenAI, Azure",
      .ending("content_filter"),
      "openai-python, ChatCompletion.finish_reason"
    ),
    refusal("Zhipu", .ending("sensitive"), "Zhipu's reference of finish_reason"),
    refusal("Anthropic", .ending("refusal"), "anthropic-sdk-python, Message.stop_reason"),
    refusal("Gemini", .ending("SAFETY"), gemini), refusal("Gemini", .ending("RECITATION"), gemini),
    refusal("Gemini", .ending("BLOCKLIST"), gemini),
    refusal("Gemini", .ending("PROHIBITED_CONTENT"), gemini),
    refusal("Gemini", .ending("SPII"), gemini),
    refusal("Gemini", .ending("IMAGE_SAFETY"), gemini),
    refusal("Vertex", .ending("MODEL_ARMOR"), "python-genai, FinishReason and BlockedReason"),
  ]

  /// The name that an error gets whose `metadata.reasons` say why it was flagged.
  static let flaggedInput = "flagged_input"

  private static let gemini = "python-genai, FinishReason"

  private static let tooLong: [ErrorRow] = [
    row("OpenAI", .name("context_length_exceeded"), .tooLong, "openai-python"),
    row("OpenAI", .name("string_above_max_length"), .tooLong, "OpenAI's guide to errors"),
    row("llama.cpp", .name("exceed_context_size_error"), .tooLong, "recorded: context-exceeded"),
    row("Anthropic", .name("request_too_large"), .tooLong, "anthropic-sdk-python"),
    row("gateways", .name("context_window_exceeded"), .tooLong, "litellm"),
    row("gateways", .name("prompt_too_long"), .tooLong, "litellm"),
    row("every provider", .status(413), .tooLong, "RFC 9110, 15.5.14"),
    row("vLLM, OpenAI", long("maximum context length"), .tooLong, "vllm, serving.py"),
    row("llama.cpp", long("context size"), .tooLong, "llama.cpp, server.cpp"),
    row("gateways", long("context window"), .tooLong, "litellm, exception_mapping_utils.py"),
    row("Anthropic", long("prompt is too long"), .tooLong, "litellm, exception_mapping_utils.py"),
    row("Gemini", long("input token count"), .tooLong, "litellm, exception_mapping_utils.py"),
    row("Gemini", long("exceeds the maximum number of tokens"), .tooLong, "python-genai"),
    row("Mistral", long("too large for model"), .tooLong, "mistralai/client-python"),
    row("TGI", long("inputs tokens +"), .tooLong, "text-generation-inference, validation.rs"),
    row("TGI", long("maximum input length"), .tooLong, "text-generation-inference"),
  ]

  private static let outOfCredit: [ErrorRow] = [
    row("OpenAI", .name("insufficient_quota"), .outOfCredit, "openai-python"),
    row("OpenAI", .name("billing_hard_limit_reached"), .outOfCredit, "OpenAI's guide to errors"),
    row("OpenAI", .name("billing_not_active"), .outOfCredit, "OpenAI's guide to errors"),
    row("Anthropic", .name("billing_error"), .outOfCredit, "anthropic-sdk-python"),
  ]

  private static let otherwiseWrong: [ErrorRow] = [
    row("OpenAI", .name("model_not_found"), .otherwiseWrong, "openai-python"),
    row("OpenAI", .name("invalid_api_key"), .otherwiseWrong, "openai-python"),
  ]

  private static let lacking: [ErrorRow] = [
    row(
      "OpenAI",
      .words("not allowed to request logprobs", statuses: [403]),
      .lacks(.logProbabilities),
      "users' reports of gpt-5 and o4-mini"
    ),
    row("Gemini", says("logprobs is not enabled"), .lacks(.logProbabilities), "python-genai#1921"),
    row(
      "Vertex",
      says("logprobs is not supported"),
      .lacks(.logProbabilities),
      "GoogleCloudPlatform/generative-ai#2947"
    ),
    row(
      "vLLM, SGLang, LM Studio",
      .words("system role not supported", statuses: [400, 422, 500]),
      .lacks(.systemRole),
      "vllm-project/vllm#2964, sgl-project/sglang#1342"
    ),
    row(
      "servers with Mistral's templates",
      .words("conversation roles must alternate", statuses: [400, 422, 500]),
      .lacks(.systemRole),
      "kubeai-project/kubeai#499"
    ),
    row(
      "servers with Mistral's templates",
      .words("only user and assistant roles are supported", statuses: [400, 422, 500]),
      .lacks(.systemRole),
      "mistralai/Mistral-7B-Instruct-v0.2, chat_template"
    ),
    row(
      "Gemini",
      says("developer instruction is not enabled"),
      .lacks(.systemRole),
      "google-gemini/deprecated-generative-ai-python#278"
    ),
    row(
      "Cohere",
      says("parameter 'strict' is not a valid field"),
      .lacksOutput([.tool]),
      "OpenRouterTeam/openrouter-examples#71"
    ),
    row(
      "OpenRouter",
      .words("no endpoints found that support tool use", statuses: [404]),
      .lacksOutput([.tool]),
      "users' reports"
    ),
    row(
      "Qwen's server",
      .words("unsupported param: tools", statuses: [500]),
      .lacksOutput([.tool]),
      "QwenLM/Qwen#1298"
    ),
  ]

  private static func refusal(
    _ provider: String,
    _ sign: ErrorRow.Sign,
    _ source: String
  ) -> ErrorRow {
    row(provider, sign, .declined, source)
  }

  private static func row(
    _ provider: String,
    _ sign: ErrorRow.Sign,
    _ meaning: ErrorRow.Meaning,
    _ source: String
  ) -> ErrorRow {
    ErrorRow(provider: provider, sign: sign, meaning: meaning, source: source)
  }

  private static func long(_ words: String) -> ErrorRow.Sign { .words(words, statuses: [400]) }

  private static func says(_ words: String) -> ErrorRow.Sign {
    .words(words, statuses: [400, 422])
  }

  // MARK: Looking up

  private static let names: [String: ErrorRow.Meaning] = Dictionary(
    rows.compactMap { row in
      if case .name(let name) = row.sign { (name, row.meaning) } else { nil }
    }
  ) { first, _ in first }

  private static let endings: Set<String> = Set(
    rows.compactMap { if case .ending(let word) = $0.sign { word } else { nil } }
  )

  private static let statuses: [Int: ErrorRow.Meaning] = Dictionary(
    rows.compactMap { row in
      if case .status(let status) = row.sign { (status, row.meaning) } else { nil }
    }
  ) { first, _ in first }

  /// What an error that calls itself so means, of the meanings that are known.
  static func meanings(of names: [String]) -> Set<ErrorRow.Meaning> {
    Set(names.compactMap { Self.names[$0] })
  }

  /// Whether a provider ended a reply because it would not answer.
  static func declines(ending: String?) -> Bool { ending.map(endings.contains) ?? false }

  /// What a status means whatever the body says.
  static func meaning(of status: Int) -> ErrorRow.Meaning? { statuses[status] }

  /// Whether a message is one by which a provider declines.
  static func declines(message: String) -> Bool {
    let message = message.lowercased()
    return rows.contains { row in
      guard case .message(let text) = row.sign, row.meaning == .declined else { return false }
      return message.hasPrefix(text.lowercased())
    }
  }

  /// What the words of a message mean at a status.
  static func meanings(of message: String, status: Int) -> [ErrorRow.Meaning] {
    let message = message.lowercased()
    return rows.compactMap { row in
      guard case .words(let words, let statuses) = row.sign, statuses.contains(status),
        message.contains(words)
      else { return nil }
      return row.meaning
    }
  }
}
