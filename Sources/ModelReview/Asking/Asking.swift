package import AnnotationCore

/// Somebody who can be asked for a review: a model behind an endpoint, or a recording.
package protocol ReviewSource: Sendable {
  /// Sends a prompt once.
  /// - Throws: `CancellationError` alone; everything else that can go wrong is an ``Exchange``.
  func ask(_ prompt: ReviewPrompt, about item: Item) async throws -> Exchange
}

/// What came of sending a prompt once.
package enum Exchange: Hashable, Sendable {
  case reply(Reply)
  case refused(reason: String, raw: String?)
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

    package init(
      text: String,
      raw: String,
      model: String? = nil,
      promptTokens: Int? = nil,
      completionTokens: Int? = nil
    ) {
      self.text = text
      self.raw = raw
      self.model = model
      self.promptTokens = promptTokens
      self.completionTokens = completionTokens
    }
  }
}

/// What went wrong with a request, as far as the retry rules look at it.
package enum Trouble: Hashable, Sendable {
  /// The provider answered with this status.
  case status(Int, message: String, headers: RetryHeaders)
  /// No connection, or one that was cut.
  case connection(String)
  case timeout(seconds: Double)
  /// An answer came that is not the provider's format.
  case garbled(String)
  /// Nothing that another try would mend.
  case hopeless(String)

  /// What happened, in words.
  package var sentence: String {
    switch self {
    case .status(let status, let message, _):
      "the provider answered \(status)" + (message.isEmpty ? "" : ": \(message)")
    case .connection(let why): "no connection: \(why)"
    case .timeout(let seconds): "no reply within \(seconds) seconds"
    case .garbled(let why): "the answer is not a chat completion: \(why)"
    case .hopeless(let why): why
    }
  }
}

/// The headers that say whether and when to try again.
package struct RetryHeaders: Hashable, Sendable {
  package var shouldRetry: Bool?
  package var retryAfterMilliseconds: Int64?
  /// As it stands in `retry-after`: seconds or an HTTP date.
  package var retryAfter: String?

  package init(
    shouldRetry: Bool? = nil,
    retryAfterMilliseconds: Int64? = nil,
    retryAfter: String? = nil
  ) {
    self.shouldRetry = shouldRetry
    self.retryAfterMilliseconds = retryAfterMilliseconds
    self.retryAfter = retryAfter
  }
}
