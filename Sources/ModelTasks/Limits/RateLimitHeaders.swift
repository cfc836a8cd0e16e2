import Basics
import Foundation
import NIOHTTP1

/// What an answer's headers say of when, and whether, to ask again.
package struct RateLimitHeaders: Hashable, Sendable {
  /// The provider's own word on whether another try makes sense.
  package var shouldRetry: Bool?
  /// How long to wait, where the provider says so for this request.
  package var retryAfterMilliseconds: Int64?
  /// Whether the requests or tokens of a window are used up.
  package var isExhausted: Bool
  /// How long until the windows that are used up are full again, the longest of them; where none is,
  /// until all are.
  package var resetMilliseconds: Int64?
  package var requestID: String?

  package init(
    shouldRetry: Bool? = nil,
    retryAfterMilliseconds: Int64? = nil,
    isExhausted: Bool = false,
    resetMilliseconds: Int64? = nil,
    requestID: String? = nil
  ) {
    self.shouldRetry = shouldRetry
    self.retryAfterMilliseconds = retryAfterMilliseconds
    self.isExhausted = isExhausted
    self.resetMilliseconds = resetMilliseconds
    self.requestID = requestID
  }

  /// Reads `x-should-retry`, `retry-after-ms`, `retry-after`, `x-ratelimit-{remaining,reset}` with or
  /// without `-requests` or `-tokens`, `anthropic-ratelimit-*`, `ratelimit-*` and the request's id.
  init(_ headers: HTTPHeaders, at now: Timestamp) {
    self.init(
      shouldRetry: headers.first(name: "x-should-retry").flatMap(Bool.init),
      requestID: headers.first(name: "x-request-id") ?? headers.first(name: "request-id")
    )
    if let milliseconds = headers.first(name: "retry-after-ms").flatMap(Double.init) {
      retryAfterMilliseconds = Self.bounded(milliseconds)
    } else if let text = headers.first(name: "retry-after") {
      retryAfterMilliseconds = Self.reset(text, at: now)
    }
    // A window's name is what is left of the header's: `x-ratelimit-reset-tokens` is of `tokens`.
    var resets: [String: Int64] = [:]
    var used: Set<String> = []
    for (name, value) in headers {
      let parts = name.lowercased().split(separator: "-").map(String.init)
      guard parts.contains("ratelimit") else { continue }
      let window = parts.filter { !["remaining", "reset"].contains($0) }.joined(separator: "-")
      if parts.contains("remaining"), Double(value) == 0 { used.insert(window) }
      if parts.contains("reset"), let milliseconds = Self.reset(value, at: now) {
        resets[window] = milliseconds
      }
    }
    isExhausted = !used.isEmpty
    resetMilliseconds = resets.filter { used.contains($0.key) }.values.max() ?? resets.values.max()
  }

  /// The longest wait that a header is believed.
  static let longest: Double = 86_400_000

  private static func bounded(_ milliseconds: Double) -> Int64? {
    milliseconds.isNaN ? nil : Int64(min(longest, max(0, milliseconds)))
  }

  /// A date as HTTP writes it, such as `Sat, 21 Nov 2026 03:52:41 GMT` (RFC 9110, 5.6.7).
  private static func untilDate(_ text: String, at now: Timestamp) -> Int64? {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "GMT")
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    return format.date(from: text).flatMap { until($0, at: now) }
  }

  private static func until(_ date: Date, at now: Timestamp) -> Int64? {
    bounded(date.timeIntervalSince1970 * 1000 - Double(now.rawValue))
  }

  /// How long until a moment, as OpenAI (`1m30s`, `250ms`), Anthropic (ISO 8601), HTTP (a date),
  /// OpenRouter and GitHub (milliseconds or seconds since 1970) and others (seconds) write it.
  static func reset(_ text: String, at now: Timestamp) -> Int64? {
    if let number = Double(text) {
      // No wait is thirty years long: so great a number is a moment.
      if number > 1e11 { return bounded(number - Double(now.rawValue)) }
      if number > 1e9 { return bounded(number * 1000 - Double(now.rawValue)) }
      return bounded(number * 1000)
    }
    return duration(text)
      ?? (try? Date(text, strategy: .iso8601)).flatMap { until($0, at: now) }
      ?? untilDate(text, at: now)
  }

  /// A time such as `1m30s` or `250ms`; nil for anything else.
  private static func duration(_ text: String) -> Int64? {
    var total = 0.0
    var rest = text[...]
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      let unit = rest.dropFirst(digits.count).prefix { $0.isASCII && $0.isLetter }
      let scales = ["h": 3_600_000.0, "m": 60_000, "s": 1000, "ms": 1]
      guard let number = Double(digits), let scale = scales[String(unit)] else { return nil }
      total += number * scale
      rest = rest.dropFirst(digits.count + unit.count)
    }
    return text.isEmpty ? nil : bounded(total)
  }
}
