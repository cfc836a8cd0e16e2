/// What is known of a provider: what a juror with `provider: NAME` does not have to say.
///
/// A juror's own words win. What the entry holds becomes part of the juror's configuration where its file
/// is read, so that nothing else has to know of entries.
package struct ProviderEntry: Hashable, Sendable {
  package var name: String
  package var title: String
  package var wire: WireProtocol
  /// The base of the API; nil where each customer has another.
  package var address: String?
  /// What an address looks like where each customer has another.
  package var addressExample: String?
  package var keyVariable: String?
  package var keyHeader: String?
  package var keyCommand: [String]?
  /// The strongest means of output that it takes, where that is not the protocol's own.
  package var output: StructuredOutput?
  /// Parameters that it takes under none of its models.
  package var leftOut: [RequestParameter]
  /// Members of a body that it calls otherwise.
  package var renamed: [String: String]
  /// What else differs, in a sentence; empty for nothing.
  package var note: String

  private init(
    _ name: String,
    _ title: String,
    wire: WireProtocol = .chat,
    address: String? = nil,
    addressExample: String? = nil,
    keyVariable: String? = nil,
    keyHeader: String? = nil,
    keyCommand: [String]? = nil,
    output: StructuredOutput? = nil,
    leftOut: [RequestParameter] = [],
    renamed: [String: String] = [:],
    note: String = ""
  ) {
    self.name = name
    self.title = title
    self.wire = wire
    self.address = address
    self.addressExample = addressExample
    self.keyVariable = keyVariable
    self.keyHeader = keyHeader
    self.keyCommand = keyCommand
    self.output = output
    self.leftOut = leftOut
    self.renamed = renamed
    self.note = note
  }

  /// The entry of a name; nil for none.
  package static func named(_ name: String) -> ProviderEntry? { all.first { $0.name == name } }

  /// A model of the provider.
  /// - Parameter address: nil for the provider's own.
  package func endpoint(model: String, address: String? = nil) -> ModelEndpoint {
    ModelEndpoint(
      wire: wire,
      address: address ?? self.address ?? "",
      model: model,
      keyVariable: keyVariable,
      output: output,
      keyHeader: keyHeader,
      keyCommand: keyCommand,
      renamed: renamed.isEmpty ? nil : renamed,
      leftOut: leftOut.isEmpty ? nil : leftOut
    )
  }

  /// Every entry; docs/providers.md is made from them.
  package static let all = hosted + clouds + local

  private static let hosted = [
    ProviderEntry(
      "openai",
      "OpenAI",
      address: "https://api.openai.com/v1",
      keyVariable: "OPENAI_API_KEY"
    ),
    ProviderEntry(
      "anthropic",
      "Anthropic",
      wire: .anthropic,
      address: "https://api.anthropic.com/v1",
      keyVariable: "ANTHROPIC_API_KEY"
    ),
    ProviderEntry(
      "gemini",
      "Gemini",
      wire: .gemini,
      address: "https://generativelanguage.googleapis.com/v1beta",
      keyVariable: "GEMINI_API_KEY"
    ),
    ProviderEntry(
      "openrouter",
      "OpenRouter",
      address: "https://openrouter.ai/api/v1",
      keyVariable: "OPENROUTER_API_KEY",
      note: "Which provider answers is set by `body: {provider: {order: […]}}`; "
        + "`{provider: {require_parameters: true}}` keeps it from passing over parameters."
    ),
    ProviderEntry(
      "mistral",
      "Mistral",
      address: "https://api.mistral.ai/v1",
      keyVariable: "MISTRAL_API_KEY",
      leftOut: [.logProbabilities],
      renamed: ["seed": "random_seed"]
    ),
    ProviderEntry(
      "deepseek",
      "DeepSeek",
      address: "https://api.deepseek.com",
      keyVariable: "DEEPSEEK_API_KEY",
      output: .json,
      leftOut: [.seed],
      note: "It declines items with `Content Exists Risk`, which is a refusal."
    ),
    ProviderEntry(
      "groq",
      "Groq",
      address: "https://api.groq.com/openai/v1",
      keyVariable: "GROQ_API_KEY",
      leftOut: [.logProbabilities]
    ),
    ProviderEntry(
      "together",
      "Together",
      address: "https://api.together.xyz/v1",
      keyVariable: "TOGETHER_API_KEY",
      leftOut: [.logProbabilities],
      note: "Its `logprobs` is a number, not true or false."
    ),
    ProviderEntry(
      "cohere",
      "Cohere",
      address: "https://api.cohere.ai/compatibility/v1",
      keyVariable: "COHERE_API_KEY",
      leftOut: [.logProbabilities]
    ),
    ProviderEntry(
      "fireworks",
      "Fireworks",
      address: "https://api.fireworks.ai/inference/v1",
      keyVariable: "FIREWORKS_API_KEY"
    ),
    ProviderEntry("xai", "xAI", address: "https://api.x.ai/v1", keyVariable: "XAI_API_KEY"),
    ProviderEntry(
      "dashscope",
      "DashScope (Qwen)",
      address: "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
      keyVariable: "DASHSCOPE_API_KEY",
      output: .json,
      note: "Keys from mainland China need `endpoint: "
        + "https://dashscope.aliyuncs.com/compatible-mode/v1`."
    ),
    ProviderEntry(
      "zhipu",
      "Zhipu (GLM)",
      address: "https://open.bigmodel.cn/api/paas/v4",
      keyVariable: "ZHIPUAI_API_KEY",
      output: .json,
      leftOut: [.seed, .logProbabilities]
    ),
    ProviderEntry(
      "moonshot",
      "Moonshot (Kimi)",
      address: "https://api.moonshot.ai/v1",
      keyVariable: "MOONSHOT_API_KEY",
      leftOut: [.seed, .logProbabilities]
    ),
    ProviderEntry(
      "huggingface",
      "Hugging Face",
      address: "https://router.huggingface.co/v1",
      keyVariable: "HF_TOKEN"
    ),
  ]

  private static let clouds = [
    ProviderEntry(
      "azure",
      "Azure OpenAI",
      addressExample: "https://RESOURCE.openai.azure.com/openai/v1",
      keyVariable: "AZURE_OPENAI_API_KEY",
      keyHeader: "api-key",
      note: "`model` is the deployment. The older form is understood too: "
        + "`https://RESOURCE.openai.azure.com/openai/deployments/DEPLOYMENT/chat/completions"
        + "?api-version=2024-10-21`."
    ),
    ProviderEntry(
      "bedrock",
      "Amazon Bedrock, its OpenAI-shaped endpoint",
      addressExample: "https://bedrock-runtime.REGION.amazonaws.com/openai/v1",
      keyVariable: "AWS_BEARER_TOKEN_BEDROCK",
      leftOut: [.logProbabilities],
      note: "Needs an API key of Bedrock's; requests are not signed."
    ),
    ProviderEntry(
      "vertex",
      "Vertex AI, its OpenAI-shaped endpoint",
      addressExample: "https://LOCATION-aiplatform.googleapis.com/v1/projects/PROJECT/locations/"
        + "LOCATION/endpoints/openapi",
      keyCommand: ["gcloud", "auth", "print-access-token"],
      note: "`model` has its publisher before it, such as `google/gemini-2.5-flash`."
    ),
  ]

  private static let local = [
    ProviderEntry("ollama", "Ollama", address: "http://localhost:11434/v1"),
    ProviderEntry("vllm", "vLLM", address: "http://localhost:8000/v1"),
    ProviderEntry(
      "sglang",
      "SGLang",
      address: "http://localhost:30000/v1",
      note: "It has no `grammar`: leave `output` at `schema`."
    ),
    ProviderEntry(
      "llamacpp",
      "llama.cpp",
      address: "http://localhost:8080/v1",
      note: "`make jury-live` asks a real one; see [live-server.md](live-server.md)."
    ),
    ProviderEntry("lmstudio", "LM Studio", address: "http://localhost:1234/v1"),
  ]
}
