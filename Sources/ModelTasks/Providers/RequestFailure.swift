/// What went wrong with a request, as far as anybody acts on it.
package enum RequestFailure: Hashable, Sendable {
  /// The provider answered with this status.
  case status(Int, StatusMeaning, message: String, signs: RateLimitHeaders)
  /// The endpoint does not take a parameter; the next request goes without it.
  case unsupportedParameter(String)
  /// No connection, or one that was cut.
  case connection(String)
  case timeout(seconds: Double)
  /// An answer came that is not the provider's format.
  case malformed(String)
  /// Retrying cannot help, as far as this task goes.
  case permanent(String)
  /// The endpoint cannot be asked at all: its address or its certificate is wrong.
  case misconfigured(String)

  /// What happened, in words.
  package var sentence: String {
    switch self {
    case .status(let status, _, let message, _):
      "the provider answered \(status)" + (message.isEmpty ? "" : ": \(message)")
    case .unsupportedParameter(let parameter): "the endpoint does not take '\(parameter)'"
    case .connection(let why): "no connection: \(why)"
    case .timeout(let seconds): "no reply within \(seconds) seconds"
    case .malformed(let why): "the answer is not what the protocol says: \(why)"
    case .permanent(let why), .misconfigured(let why): why
    }
  }

  /// Whether it is the provider's failure and says nothing of the task: an outage, a wrong key, too many
  /// requests, a lost connection.
  package var isOfProvider: Bool {
    switch self {
    case .status(_, let meaning, _, _): meaning != .taskRejected
    case .connection, .timeout, .malformed, .misconfigured: true
    case .unsupportedParameter, .permanent: false
    }
  }

  /// Whether the provider may have worked, and may charge, for what never arrived.
  var mayBeCharged: Bool {
    switch self {
    case .timeout, .malformed, .connection: true
    case .status, .unsupportedParameter, .permanent, .misconfigured: false
    }
  }

  /// The same with each text in it replaced.
  func mapTexts(_ replace: (String) -> String) -> RequestFailure {
    switch self {
    case .status(let status, let meaning, let message, var signs):
      signs.requestID = signs.requestID.map(replace)
      return .status(status, meaning, message: replace(message), signs: signs)
    case .connection(let why): return .connection(replace(why))
    case .malformed(let why): return .malformed(replace(why))
    case .permanent(let why): return .permanent(replace(why))
    case .misconfigured(let why): return .misconfigured(replace(why))
    case .timeout, .unsupportedParameter: return self
    }
  }
}

/// What an error status says of the provider, and so of the next request.
package enum StatusMeaning: Hashable, Sendable {
  /// Too many requests just now.
  case overloaded
  /// The provider fails.
  case unavailable
  /// This request met another one, or took too long: it says nothing of the next.
  case passing
  /// Nobody pays for more requests.
  case outOfCredit
  /// The provider is there, and says no.
  case rejected
  /// It says no to this task, such as one that is too long: that says nothing of other tasks.
  case taskRejected

  /// - Parameter names: what the error calls itself, where it does.
  package init(status: Int, names: [String] = []) {
    if ErrorTable.meanings(of: names).contains(.outOfCredit) {
      self = .outOfCredit
      return
    }
    switch status {
    case 429, 529: self = .overloaded
    case 500...: self = .unavailable
    case 408, 409: self = .passing
    case 413, 422, 451: self = .taskRejected
    default: self = .rejected
    }
  }
}
