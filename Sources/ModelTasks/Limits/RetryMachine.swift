/// Decides whether a failed request is sent again, and when.
///
/// It never acts.
///
/// Again: 408, 409, 429, 500 and above, lost connections, timeouts, malformed answers; a header that
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
    after failure: RequestFailure,
    using random: inout some RandomNumberGenerator
  ) -> Step {
    if case .unsupportedParameter = failure {
      negotiated += 1
      return negotiated <= Self.negotiations ? .wait(milliseconds: 0) : .giveUp
    }
    guard tries < limit, Self.isTemporary(failure) else { return .giveUp }
    let doubled = min(Self.longestWait, 500 << Int64(min(tries, 10)))
    tries += 1
    let backoff = doubled - Int64.random(in: 0...(doubled / 4), using: &random)
    return .wait(milliseconds: min(Self.longestWait, Self.askedWait(failure) ?? backoff))
  }

  /// Whether the same request may be answered later.
  static func isTemporary(_ failure: RequestFailure) -> Bool {
    switch failure {
    case .connection, .timeout, .malformed: true
    case .permanent, .misconfigured, .unsupportedParameter: false
    case .status(_, .outOfCredit, _, _): false
    case .status(_, let meaning, _, let signs):
      signs.shouldRetry ?? ![.rejected, .taskRejected].contains(meaning)
    }
  }

  private static func askedWait(_ failure: RequestFailure) -> Int64? {
    guard case .status(let status, _, _, let signs) = failure else { return nil }
    return signs.retryAfterMilliseconds ?? (status == 429 ? signs.resetMilliseconds : nil)
  }
}
