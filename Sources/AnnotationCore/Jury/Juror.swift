/// One configured model of the jury.
///
/// Holds the name of the variable with its key, never the key.
package struct Juror: Hashable, Sendable, Codable {
  /// Unique in the jury, and what its reviews are kept under.
  package var name: String
  package var provider: Provider
  package var asking: Asking
  package var sampling: Sampling
  package var limits: Limits
  /// What its tokens cost; nil where nobody pays for them.
  package var price: Price?

  package init(
    name: String,
    provider: Provider,
    asking: Asking = .init(),
    sampling: Sampling = .init(),
    limits: Limits = .init(),
    price: Price? = nil
  ) {
    self.name = name
    self.provider = provider
    self.asking = asking
    self.sampling = sampling
    self.limits = limits
    self.price = price
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    name = try values.decode(String.self, forKey: .name)
    provider = try values.decode(Provider.self, forKey: .provider)
    // Jurors of earlier versions were asked once, blind.
    asking = try values.decodeIfPresent(Asking.self, forKey: .asking) ?? Asking()
    sampling = try values.decode(Sampling.self, forKey: .sampling)
    limits = try values.decode(Limits.self, forKey: .limits)
    price = try values.decodeIfPresent(Price.self, forKey: .price)
  }

  /// Whether it is asked about each item once.
  package var isAskedOnce: Bool { asking.trials.count == 1 }

  /// Where its replies come from.
  package enum Provider: Hashable, Sendable, Codable {
    case endpoint(Endpoint)
    /// Replies from a file, as JSON lines of item, juror and reply.
    case recorded(file: String)

    /// The model's name, or that it is recorded.
    package var model: String {
      switch self {
      case .endpoint(let endpoint): endpoint.model
      case .recorded: "recorded"
      }
    }

    /// Jurors whose requests share a provider's limits have this in common.
    package var key: String {
      switch self {
      case .endpoint(let endpoint): "\(endpoint.address) \(endpoint.keyVariable ?? "")"
      case .recorded(let file): file
      }
    }

    private enum CodingKeys: CodingKey {
      case endpoint, recorded, openAI
    }

    private struct Recording: Codable {
      var file: String
    }

    /// An endpoint as earlier versions kept it, when chat completions were all there was.
    private struct ChatEndpoint: Codable {
      var endpoint: String
      var model: String
      var keyVariable: String?
    }

    package init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      if let recording = try values.decodeIfPresent(Recording.self, forKey: .recorded) {
        self = .recorded(file: recording.file)
      } else if let chat = try values.decodeIfPresent(ChatEndpoint.self, forKey: .openAI) {
        self = .endpoint(
          Endpoint(address: chat.endpoint, model: chat.model, keyVariable: chat.keyVariable)
        )
      } else {
        self = .endpoint(try values.decode(Endpoint.self, forKey: .endpoint))
      }
    }

    package func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      switch self {
      case .endpoint(let endpoint): try values.encode(endpoint, forKey: .endpoint)
      case .recorded(let file): try values.encode(Recording(file: file), forKey: .recorded)
      }
    }
  }

  /// A model behind an address.
  package struct Endpoint: Hashable, Sendable, Codable {
    package var wire: WireProtocol
    /// The base of the API, such as `http://localhost:8000/v1`.
    package var address: String
    package var model: String
    /// The environment variable that holds the key, if one is needed.
    package var keyVariable: String?
    /// The strongest means by which replies are held to their form; nil for the protocol's own.
    package var output: StructuredOutput?

    package init(
      wire: WireProtocol = .chat,
      address: String,
      model: String,
      keyVariable: String? = nil,
      output: StructuredOutput? = nil
    ) {
      self.wire = wire
      self.address = address
      self.model = model
      self.keyVariable = keyVariable
      self.output = output
    }
  }

  /// How the model draws its reply.
  ///
  /// What is nil is left to the provider.
  package struct Sampling: Hashable, Sendable, Codable {
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
  }

  /// How hard the juror is asked.
  package struct Limits: Hashable, Sendable, Codable {
    /// Requests under way at once, at most; fewer while the provider asks for less.
    package var concurrency: Int
    /// Times that one item is put to the juror until it gives a verdict or a refusal.
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

  /// What a million tokens cost, in the jury's currency.
  package struct Price: Hashable, Sendable, Codable {
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
    package var inBatch: Price {
      let factor = batch ?? 1
      return Price(input: input * factor, output: output * factor)
    }

    /// What so many tokens cost, rounded up.
    package func cost(prompt: Int, completion: Int) -> Money {
      let billionths = (Double(prompt) * input + Double(completion) * output) * 1000
      return Money(billionths: Int64(billionths.rounded(.up)))
    }
  }
}
