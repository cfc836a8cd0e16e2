import Basics

/// So much a minute, evenly: a leaky bucket that is paid before it is used, so that no minute holds
/// more.
struct Pace: Sendable {
  private let perMillisecond: Double
  /// When all that was reserved is paid, in milliseconds since 1970.
  private var paid = -Double.infinity

  init(_ perMinute: Int) { perMillisecond = Double(max(1, perMinute)) / 60_000 }

  /// - Returns: milliseconds to wait until so much may be used.
  mutating func reserve(_ amount: Int, at now: Timestamp) -> Int64 {
    paid = max(paid, Double(now.rawValue)) + Double(amount) / perMillisecond
    return Int64((paid - Double(now.rawValue)).rounded(.up))
  }

  /// Lets nothing go before a moment.
  mutating func hold(until moment: Int64) { paid = max(paid, Double(moment)) }
}
