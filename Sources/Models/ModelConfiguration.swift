package import Basics

/// Which model is asked, with which parameters, how hard and at what price: what a juror and a writer
/// have in common.
///
/// Holds the name of the variable with its key, never the key.
package struct ModelConfiguration: Hashable, Sendable, Codable {
  package var provider: ModelProvider
  package var sampling: SamplingParameters
  package var limits: RequestLimits
  /// What its tokens cost; nil where nobody pays for them.
  package var price: TokenPrice?

  package init(
    provider: ModelProvider,
    sampling: SamplingParameters = .init(),
    limits: RequestLimits = .init(),
    price: TokenPrice? = nil
  ) {
    self.provider = provider
    self.sampling = sampling
    self.limits = limits
    self.price = price
  }
}

/// How a model draws its reply.
///
/// What is nil is left to the provider.
package struct SamplingParameters: Hashable, Sendable, Codable {
  package var temperature: Double?
  package var seed: Int?
  package var maximumTokens: Int?
  /// How many log-probabilities are asked for at each token.
  package var logProbabilities: Int?
  /// Such as `none`, `low` or `high`, for models that reason before they reply.
  package var reasoning: String?

  package init(
    temperature: Double? = nil,
    seed: Int? = nil,
    maximumTokens: Int? = nil,
    logProbabilities: Int? = nil,
    reasoning: String? = nil
  ) {
    self.temperature = temperature
    self.seed = seed
    self.maximumTokens = maximumTokens
    self.logProbabilities = logProbabilities
    self.reasoning = reasoning
  }

  /// Whether a parameter is set.
  package func has(_ parameter: RequestParameter) -> Bool {
    switch parameter {
    case .temperature: temperature != nil
    case .seed: seed != nil
    case .reasoning: reasoning != nil
    case .logProbabilities: logProbabilities != nil
    case .maxTokens: maximumTokens != nil
    // Every request has a system prompt.
    case .systemRole: true
    }
  }

  /// Leaves a parameter to the provider.
  package mutating func leaveOut(_ parameter: RequestParameter) {
    switch parameter {
    case .temperature: temperature = nil
    case .seed: seed = nil
    case .reasoning: reasoning = nil
    case .logProbabilities: logProbabilities = nil
    case .maxTokens: maximumTokens = nil
    case .systemRole: break
    }
  }
}

/// How hard a model is asked.
package struct RequestLimits: Hashable, Sendable, Codable {
  /// Requests under way at once, at most; fewer while the provider asks for less.
  package var concurrency: Int
  /// Times that one task is put to the model until its reply can be used, or it refuses.
  package var attempts: Int
  /// Times that one attempt is sent again when the network or the provider fails it for a moment.
  package var retries: Int
  package var timeoutSeconds: Double
  package var requestsPerMinute: Int?
  package var tokensPerMinute: Int?

  package init(
    concurrency: Int = 4,
    attempts: Int = 3,
    retries: Int = 4,
    timeoutSeconds: Double = 60,
    requestsPerMinute: Int? = nil,
    tokensPerMinute: Int? = nil
  ) {
    self.concurrency = concurrency
    self.attempts = attempts
    self.retries = retries
    self.timeoutSeconds = timeoutSeconds
    self.requestsPerMinute = requestsPerMinute
    self.tokensPerMinute = tokensPerMinute
  }
}

/// What a million tokens cost, in the currency of its file.
package struct TokenPrice: Hashable, Sendable, Codable {
  package var input: Double
  package var output: Double
  /// What of this price is paid for requests in a batch, such as a half; nil for all of it.
  package var batch: Double?

  package init(input: Double, output: Double, batch: Double? = nil) {
    self.input = input
    self.output = output
    self.batch = batch
  }

  /// The price of requests in a batch.
  package var inBatch: TokenPrice {
    let factor = batch ?? 1
    return TokenPrice(input: input * factor, output: output * factor)
  }

  /// What so many tokens cost, rounded up.
  package func cost(prompt: Int, completion: Int) -> Money {
    let billionths = (Double(prompt) * input + Double(completion) * output) * 1000
    return Money(billionths: Int64(billionths.rounded(.up)))
  }
}
