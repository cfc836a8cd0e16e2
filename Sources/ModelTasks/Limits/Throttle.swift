package import Basics
import Models

/// How many requests a provider is sent at once, and when the next may go.
///
/// It never acts and has no clock. One for all models that share a provider's limits.
///
/// At once: begins with a few, and doubles with each round of good answers until the provider says
/// that it is too much (429, 529); each such word takes a fifth off, at most once in a while, and from
/// then on a round in which all were used adds a twentieth. A failing provider (5xx, lost connections)
/// adds nothing. After several failures in a row the circuit opens: nothing is sent for a while, then
/// one request to see; each time it fails the pause doubles, and in the end the provider is given up.
/// One that rejects several requests in a row (a wrong key, no such model, no money) is given up at once.
package struct Throttle: Sendable {
  /// Failures in a row after which a provider counts as down.
  package static let outage = 5
  /// How often one looks whether it is back before it is given up.
  package static let probes = 3
  package static let firstPause: Int64 = 5_000
  package static let cooldown: Int64 = 2_000
  static let firstLimit = 8.0

  private let ceiling: Int
  private var limit: Double
  private var isDoubling = true
  private var lastCut: Timestamp?
  private var goodInRound = 0
  private var wasSaturated = false
  private var failuresInARow = 0
  private var rejectionsInARow = 0
  private var opened = 0
  private var pausedUntil: Timestamp?
  private var requests: Pace?
  private var tokens: TokenPace?
  package private(set) var underWay = 0
  /// Requests that were under way when the circuit opened: they must not keep one from looking.
  private var stale = 0
  package private(set) var tooMany = 0

  /// - Parameters:
  ///   - ceiling: never more than this at once.
  package init(ceiling: Int, requestsPerMinute: Int? = nil, tokensPerMinute: Int? = nil) {
    self.ceiling = max(1, ceiling)
    limit = min(Double(max(1, ceiling)), Self.firstLimit)
    requests = requestsPerMinute.map(Pace.init)
    tokens = tokensPerMinute.map(TokenPace.init)
  }

  /// The pace of a provider that several models may share.
  init(for limits: [RequestLimits]) {
    self.init(
      ceiling: limits.reduce(0) { $0 + $1.concurrency },
      requestsPerMinute: limits.compactMap(\.requestsPerMinute).min(),
      tokensPerMinute: limits.compactMap(\.tokensPerMinute).min()
    )
  }

  /// How many may be under way now.
  package var allowed: Int { isProbing ? 1 : max(1, Int(limit)) }

  /// Whether the provider is down for good, as far as this run goes.
  package var isGivenUp: Bool { opened > Self.probes }

  /// Tries a provider again that was given up: with one request, and more once that is answered.
  package mutating func tryAgain() {
    guard isGivenUp else { return }
    rejectionsInARow = Self.outage - 1
    failuresInARow = Self.outage
    opened = Self.probes
    pausedUntil = nil
    stale = underWay
  }

  private var isProbing: Bool { opened > 0 && failuresInARow >= Self.outage }

  /// Takes a place for a request, if there is one.
  /// - Parameter evenIfFull: for a model that has none, so that no model waits for ever for others.
  package mutating func take(evenIfFull: Bool = false) -> Bool {
    guard !isGivenUp, underWay - stale < allowed || evenIfFull else { return false }
    underWay += 1
    if underWay >= allowed { wasSaturated = true }
    return true
  }

  /// Gives a place back.
  package mutating func leave() {
    underWay -= 1
    stale = min(stale, underWay)
  }

  /// A request's time, which was taken with the asking.
  struct Reservation: Hashable, Sendable {
    /// Milliseconds to wait.
    var wait: Int64
    fileprivate var charge: TokenPace.Charge?
  }

  /// When a request that uses so many tokens at most may be sent.
  mutating func reserve(tokens most: Int, at now: Timestamp) -> Reservation {
    var wait: Int64 = 0
    if let until = pausedUntil { wait = max(wait, until.rawValue - now.rawValue) }
    wait = max(wait, requests?.reserve(1, at: now) ?? 0)
    let charge = tokens?.charge(most, at: now, earliest: now.rawValue + wait)
    wait = max(wait, charge?.wait ?? 0)
    // What waits for one of them must not bunch up with what comes after it under the other.
    requests?.hold(until: now.rawValue + wait)
    return Reservation(wait: wait, charge: charge)
  }

  /// Whether a request that waited may go now, or the provider asked for a pause meanwhile.
  package func pause(at now: Timestamp) -> Int64 {
    max(0, (pausedUntil?.rawValue ?? 0) - now.rawValue)
  }

  /// Settles a reservation by what was used; nil where the provider does not say.
  mutating func settle(_ reservation: Reservation, used: Int?, at now: Timestamp) {
    guard let charge = reservation.charge else { return }
    tokens?.settle(charge, used: used, at: now)
  }

  /// Notes what came of a request.
  package mutating func note(_ exchange: Exchange, at now: Timestamp) {
    let signs = exchange.signs
    if signs.isExhausted, let reset = signs.resetMilliseconds { pause(reset, at: now) }
    switch exchange {
    case .reply, .refused, .cutShort: good()
    case .failed(.unsupportedParameter), .failed(.permanent): break
    case .failed(.misconfigured): rejected()
    case .failed(.status(_, let meaning, _, _)):
      switch meaning {
      case .overloaded: cut(signs, at: now)
      case .unavailable: failed(at: now)
      case .passing: break
      case .taskRejected: failuresInARow = 0
      case .outOfCredit, .rejected: rejected()
      }
    case .failed(.connection), .failed(.timeout), .failed(.malformed): failed(at: now)
    }
  }

  /// The provider is there, and says no.
  private mutating func rejected() {
    failuresInARow = 0
    rejectionsInARow += 1
    if rejectionsInARow >= Self.outage { opened = Self.probes + 1 }
  }

  private mutating func good() {
    failuresInARow = 0
    rejectionsInARow = 0
    opened = 0
    stale = 0
    goodInRound += 1
    guard goodInRound >= Int(limit) else { return }
    goodInRound = 0
    if isDoubling {
      limit *= 2
    } else if wasSaturated {
      limit = max(limit + 1, limit * 1.05)
    }
    limit = min(limit, Double(ceiling))
    wasSaturated = false
  }

  private mutating func cut(_ signs: RateLimitHeaders, at now: Timestamp) {
    tooMany += 1
    goodInRound = 0
    if let wait = signs.retryAfterMilliseconds ?? signs.resetMilliseconds { pause(wait, at: now) }
    if let last = lastCut, now.rawValue - last.rawValue < Self.cooldown { return }
    lastCut = now
    isDoubling = false
    limit = max(1, limit * 0.8)
  }

  private mutating func failed(at now: Timestamp) {
    goodInRound = 0
    failuresInARow += 1
    // Those under way when it broke say nothing new.
    guard failuresInARow >= Self.outage, pause(at: now) == 0 else { return }
    opened += 1
    stale = max(0, underWay - 1)
    pause(Self.firstPause << Int64(min(opened - 1, 6)), at: now)
  }

  private mutating func pause(_ milliseconds: Int64, at now: Timestamp) {
    let until = now.advanced(byMilliseconds: min(milliseconds, RetryMachine.longestWait))
    pausedUntil = max(pausedUntil ?? until, until)
  }
}
