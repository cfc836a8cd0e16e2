/// Decides whether a failed request is sent again, and when.
///
/// It never acts.
///
/// Again: 408, 409, 429, 500 and above, lost connections, timeouts, garbled answers; a header that
/// says otherwise wins, and a spent quota is final. The wait is what the provider asks for, else
/// 0.5 s doubled each time, with up to a quarter taken off at random; never more than a minute. A
/// request that only left out what the endpoint does not take is sent at once.
package struct RetryMachine: Sendable {
  package static let longestWait: Int64 = 60_000
  /// Parameters and means of output that can be found not to be taken, one after another.
  package static let negotiations = 8

  private let limit: Int
  private var tries = 0
  private var negotiated = 0

  /// - Parameter limit: how often a request is sent again at most.
  package init(limit: Int) { self.limit = limit }

  package enum Step: Hashable, Sendable {
    case wait(milliseconds: Int64)
    case giveUp
  }

  /// What follows a failure.
  package mutating func next(
    after trouble: Trouble,
    using random: inout some RandomNumberGenerator
  ) -> Step {
    if case .notTaken = trouble {
      negotiated += 1
      return negotiated <= Self.negotiations ? .wait(milliseconds: 0) : .giveUp
    }
    guard tries < limit, Self.isPassing(trouble) else { return .giveUp }
    let doubled = min(Self.longestWait, 500 << Int64(min(tries, 10)))
    tries += 1
    let backoff = doubled - Int64.random(in: 0...(doubled / 4), using: &random)
    return .wait(milliseconds: min(Self.longestWait, Self.askedWait(trouble) ?? backoff))
  }

  private static func isPassing(_ trouble: Trouble) -> Bool {
    switch trouble {
    case .connection, .timeout, .garbled: return true
    case .hopeless, .misconfigured, .notTaken: return false
    case .status(let status, let message, let signs):
      if status == 429, message.contains("insufficient_quota") { return false }
      if let asked = signs.shouldRetry { return asked }
      return [408, 409, 429].contains(status) || status >= 500
    }
  }

  private static func askedWait(_ trouble: Trouble) -> Int64? {
    guard case .status(let status, _, let signs) = trouble else { return nil }
    return signs.retryAfterMilliseconds ?? (status == 429 ? signs.resetMilliseconds : nil)
  }
}
