package import AnnotationCore

/// Somebody who can be asked: a model behind an endpoint, or a recording.
package protocol ReviewSource: Sendable {
  /// Sends a prompt once.
  /// - Parameter item: the item, or the question, that it is about.
  /// - Throws: `CancellationError` alone; everything else that can go wrong is an ``Exchange``.
  func ask(_ prompt: ReviewPrompt, about item: ItemID, draw: Int) async throws -> Exchange

  /// What a request for this prompt is and costs at most, before it is sent.
  func request(for prompt: ReviewPrompt, draw: Int) -> PlannedRequest

  /// Reads a raw reply again as this source would.
  func reread(_ raw: String) -> Exchange
}

/// A request that is about to be sent.
package struct PlannedRequest: Hashable, Sendable {
  /// SHA-256 of who is asked what with which parameters, in hexadecimal.
  package var hash: String
  /// More tokens than the prompt can have: its bytes.
  package var promptTokensAtMost: Int
  /// More tokens than the reply can have; nil where nothing bounds it.
  package var completionTokensAtMost: Int?
  package var output: Juror.StructuredOutput?
  package var dropped: [String]

  package init(
    hash: String,
    promptTokensAtMost: Int = 0,
    completionTokensAtMost: Int? = 0,
    output: Juror.StructuredOutput? = nil,
    dropped: [String] = []
  ) {
    self.hash = hash
    self.promptTokensAtMost = promptTokensAtMost
    self.completionTokensAtMost = completionTokensAtMost
    self.output = output
    self.dropped = dropped
  }
}

/// What came of sending a prompt once.
package enum Exchange: Hashable, Sendable {
  case reply(Reply)
  case refused(reason: String, Reply)
  /// A reply that cannot be whole, such as one that ran into the limit of tokens.
  case cutShort(Reply, reason: String)
  /// No reply; the trouble says whether it is worth another try.
  case failed(Trouble)

  package struct Reply: Hashable, Sendable {
    package var text: String
    package var raw: String
    package var model: String?
    package var promptTokens: Int?
    package var completionTokens: Int?
    /// The tokens of the text with what else could have stood there, where that was asked for.
    package var tokens: [TokenChoice]
    /// Probabilities that the provider gives by itself.
    package var probabilities: [FieldID: ChoiceProbabilities]
    package var signs: PacingSigns

    package init(
      text: String,
      raw: String,
      model: String? = nil,
      promptTokens: Int? = nil,
      completionTokens: Int? = nil,
      tokens: [TokenChoice] = [],
      probabilities: [FieldID: ChoiceProbabilities] = [:],
      signs: PacingSigns = PacingSigns()
    ) {
      self.text = text
      self.raw = raw
      self.model = model
      self.promptTokens = promptTokens
      self.completionTokens = completionTokens
      self.tokens = tokens
      self.probabilities = probabilities
      self.signs = signs
    }
  }

  /// What the answer's headers say of the pace, whatever came.
  package var signs: PacingSigns {
    switch self {
    case .reply(let reply), .refused(_, let reply), .cutShort(let reply, _): reply.signs
    case .failed(.status(_, _, let signs)): signs
    case .failed: PacingSigns()
    }
  }

  package var reply: Reply? {
    switch self {
    case .reply(let reply), .refused(_, let reply), .cutShort(let reply, _): reply
    case .failed: nil
    }
  }
}

/// A token that a model chose, with how probable it and others were.
package struct TokenChoice: Hashable, Sendable {
  package var text: String
  package var logProbability: Double
  /// The likeliest tokens at this place; the chosen one may be among them.
  package var alternatives: [(text: String, logProbability: Double)]

  package init(
    text: String,
    logProbability: Double,
    alternatives: [(text: String, logProbability: Double)]
  ) {
    self.text = text
    self.logProbability = logProbability
    self.alternatives = alternatives
  }

  package static func == (left: TokenChoice, right: TokenChoice) -> Bool {
    left.text == right.text && left.logProbability == right.logProbability
      && left.alternatives.elementsEqual(right.alternatives, by: ==)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(text)
    hasher.combine(logProbability)
  }
}

/// What went wrong with a request, as far as the retry rules look at it.
package enum Trouble: Hashable, Sendable {
  /// The provider answered with this status.
  case status(Int, message: String, signs: PacingSigns)
  /// The endpoint does not take a parameter; the next request goes without it.
  case notTaken(parameter: String)
  /// No connection, or one that was cut.
  case connection(String)
  case timeout(seconds: Double)
  /// An answer came that is not the provider's format.
  case garbled(String)
  /// Nothing that another try would mend, about this item.
  case hopeless(String)
  /// The endpoint cannot be asked at all: its address or its certificate is wrong.
  case misconfigured(String)

  /// What happened, in words.
  package var sentence: String {
    switch self {
    case .status(let status, let message, _):
      "the provider answered \(status)" + (message.isEmpty ? "" : ": \(message)")
    case .notTaken(let parameter): "the endpoint does not take '\(parameter)'"
    case .connection(let why): "no connection: \(why)"
    case .timeout(let seconds): "no reply within \(seconds) seconds"
    case .garbled(let why): "the answer is not what the protocol says: \(why)"
    case .hopeless(let why), .misconfigured(let why): why
    }
  }

  /// Whether the provider may have worked, and may charge, for what never arrived.
  var mayBeCharged: Bool {
    switch self {
    case .timeout, .garbled, .connection: true
    case .status, .notTaken, .hopeless, .misconfigured: false
    }
  }
}
