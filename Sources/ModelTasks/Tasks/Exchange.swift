package import Models

/// What came of sending a prompt once.
package enum Exchange: Hashable, Sendable {
  case reply(Reply)
  case refused(reason: String, Reply)
  /// A reply that cannot be whole, such as one that ran into the limit of tokens.
  case cutShort(Reply, reason: String)
  /// No reply; the failure says whether it is worth another try.
  case failed(RequestFailure)

  package struct Reply: Hashable, Sendable {
    package var text: String
    package var raw: String
    package var model: String?
    package var promptTokens: Int?
    package var completionTokens: Int?
    /// The tokens of the text with what else could have stood there, where that was asked for.
    package var tokens: [TokenChoice]
    /// Probabilities of choices by field, where the provider gives them by itself.
    package var probabilities: [String: ChoiceProbabilities]
    package var signs: RateLimitHeaders

    package init(
      text: String,
      raw: String,
      model: String? = nil,
      promptTokens: Int? = nil,
      completionTokens: Int? = nil,
      tokens: [TokenChoice] = [],
      probabilities: [String: ChoiceProbabilities] = [:],
      signs: RateLimitHeaders = RateLimitHeaders()
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
  package var signs: RateLimitHeaders {
    switch self {
    case .reply(let reply), .refused(_, let reply), .cutShort(let reply, _): reply.signs
    case .failed(.status(_, _, _, let signs)): signs
    case .failed: RateLimitHeaders()
    }
  }

  package var failure: RequestFailure? {
    if case .failed(let failure) = self { failure } else { nil }
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
  /// Nil where the provider gives no figure for it.
  package var logProbability: Double?
  /// The likeliest tokens at this place; the chosen one may be among them.
  package var alternatives: [Alternative]

  package struct Alternative: Hashable, Sendable {
    package var text: String
    package var logProbability: Double
  }

  package init(
    text: String,
    logProbability: Double?,
    alternatives: [(text: String, logProbability: Double)]
  ) {
    self.text = text
    self.logProbability = logProbability
    self.alternatives = alternatives.map {
      Alternative(text: $0.text, logProbability: $0.logProbability)
    }
  }
}
