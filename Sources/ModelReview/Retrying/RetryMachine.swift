package import AnnotationCore
import Foundation

/// Decides whether a failed request is sent again, and when.
///
/// It never acts.
///
/// Again: 408, 409, 429, 500 and above, lost connections, timeouts, garbled answers; a header that
/// says otherwise wins, and a spent quota is final. The wait is what the provider asks for, else
/// 0.5 s doubled each time, with up to a quarter taken off at random; never more than a minute.
package struct RetryMachine: Sendable {
  package static let longestWait: Int64 = 60_000

  private let limit: Int
  private var tries = 0

  /// - Parameter limit: how often a request is sent again at most.
  package init(limit: Int) { self.limit = limit }

  package enum Step: Hashable, Sendable {
    case wait(milliseconds: Int64)
    case giveUp
  }

  /// What follows a failure.
  package mutating func next(
    after trouble: Trouble,
    at now: Timestamp,
    using random: inout some RandomNumberGenerator
  ) -> Step {
    guard tries < limit, Self.isPassing(trouble) else { return .giveUp }
    let doubled = min(Self.longestWait, 500 << Int64(min(tries, 10)))
    tries += 1
    let backoff = doubled - Int64.random(in: 0...(doubled / 4), using: &random)
    let asked = Self.askedWait(trouble, at: now)
    return .wait(milliseconds: min(Self.longestWait, max(0, asked ?? backoff)))
  }

  private static func isPassing(_ trouble: Trouble) -> Bool {
    switch trouble {
    case .connection, .timeout, .garbled: return true
    case .hopeless: return false
    case .status(let status, let message, let headers):
      if status == 429, message.contains("insufficient_quota") { return false }
      if let asked = headers.shouldRetry { return asked }
      return [408, 409, 429].contains(status) || status >= 500
    }
  }

  private static func askedWait(_ trouble: Trouble, at now: Timestamp) -> Int64? {
    guard case .status(_, _, let headers) = trouble else { return nil }
    if let milliseconds = headers.retryAfterMilliseconds { return milliseconds }
    guard let text = headers.retryAfter else { return nil }
    if let seconds = Double(text) {
      // Whatever a header says, it has to fit before it is made a whole number.
      return seconds.isNaN ? nil : Int64(min(Double(longestWait), max(0, seconds * 1000)))
    }
    return httpDate(text).map { $0.rawValue - now.rawValue }
  }

  /// A date as HTTP writes it, such as `Sat, 21 Nov 2026 03:52:41 GMT` (RFC 9110, 5.6.7).
  static func httpDate(_ text: String) -> Timestamp? {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "GMT")
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    return format.date(from: text).map {
      Timestamp(rawValue: Int64($0.timeIntervalSince1970 * 1000))
    }
  }
}
