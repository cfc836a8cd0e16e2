/// One configured model of the jury.
///
/// Holds the name of the variable with its key, never the key.
package struct Juror: Hashable, Sendable, Codable {
  /// Unique in the jury, and what its reviews are kept under.
  package var name: String
  package var provider: Provider
  package var sampling: Sampling
  package var limits: Limits

  package init(name: String, provider: Provider, sampling: Sampling, limits: Limits) {
    self.name = name
    self.provider = provider
    self.sampling = sampling
    self.limits = limits
  }

  /// Where its replies come from.
  package enum Provider: Hashable, Sendable, Codable {
    /// An endpoint that speaks OpenAI's chat completions: base URL such as `http://localhost:8000/v1`,
    /// model name, and the environment variable that holds the key, if one is needed.
    case openAI(endpoint: String, model: String, keyVariable: String?)
    /// Replies from a file, as JSON lines of item, juror and reply.
    case recorded(file: String)

    /// The model's name, or that it is recorded.
    package var model: String {
      switch self {
      case .openAI(_, let model, _): model
      case .recorded: "recorded"
      }
    }
  }

  /// How the model draws its reply.
  ///
  /// What is nil is left to the provider.
  package struct Sampling: Hashable, Sendable, Codable {
    package var temperature: Double?
    package var seed: Int?
    package var maximumTokens: Int?

    package init(temperature: Double? = nil, seed: Int? = nil, maximumTokens: Int? = nil) {
      self.temperature = temperature
      self.seed = seed
      self.maximumTokens = maximumTokens
    }
  }

  /// How hard the juror is asked.
  package struct Limits: Hashable, Sendable, Codable {
    /// Requests under way at once.
    package var concurrency: Int
    /// Times that one item is put to the juror until it gives a verdict or a refusal.
    package var attempts: Int
    /// Times that one attempt is sent again when the network or the provider fails it for a moment.
    package var retries: Int
    package var timeoutSeconds: Double

    package init(
      concurrency: Int = 4,
      attempts: Int = 3,
      retries: Int = 4,
      timeoutSeconds: Double = 60
    ) {
      self.concurrency = concurrency
      self.attempts = attempts
      self.retries = retries
      self.timeoutSeconds = timeoutSeconds
    }
  }
}
