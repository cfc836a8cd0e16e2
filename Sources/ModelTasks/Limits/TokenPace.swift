import Basics

/// So many tokens a minute, evenly, by what requests are likely to use.
///
/// How many tokens a request will use is known only afterwards, and what it may use at most is several
/// times that. So each is charged what requests lately used of their most, with something for those that
/// use more, and what it did use is settled with its answer. Beside the even pace, no minute is given more
/// than the limit; it is exceeded at most by what requests under way use beyond their charge.
struct TokenPace: Sendable {
  /// A request that has its time.
  private struct Entry: Sendable {
    var id: Int
    var at: Int64
    var tokens: Int
  }

  /// How many requests back the share that is used is remembered.
  private static let memory = 32.0
  private static let minute: Int64 = 60_000

  private let limit: Int
  private let perMillisecond: Double
  /// When all that was charged is paid, in milliseconds since 1970.
  private var paid = -Double.infinity
  /// No request has an earlier time than one before it.
  private var latest = Int64.min
  /// In their order, with numbers that follow one another; those before ``first`` have left the minute.
  private var entries: [Entry] = []
  private var first = 0
  private var inMinute = 0
  private var nextID = 0
  /// What part of their most requests use, and how far they are from it.
  private var share = 1.0
  private var deviation = 0.0
  private var settled = 0.0

  init(_ perMinute: Int) {
    limit = max(1, perMinute)
    perMillisecond = Double(limit) / Double(Self.minute)
  }

  /// A request's time, to be settled with its answer.
  struct Charge: Hashable, Sendable {
    fileprivate var id: Int
    fileprivate var most: Int
    fileprivate var tokens: Int
    /// Milliseconds to wait.
    var wait: Int64
  }

  /// When a request may be sent.
  /// - Parameters:
  ///   - most: the tokens that it may use at most.
  ///   - earliest: no earlier than this moment, as others have a say.
  mutating func charge(_ most: Int, at now: Timestamp, earliest: Int64 = .min) -> Charge {
    let part = min(1, share + deviation / 2)
    let tokens = max(1, Int((Double(most) * part).rounded(.up)))
    paid = max(paid, Double(now.rawValue)) + Double(tokens) / perMillisecond
    var time = max(Int64(paid.rounded(.up)), latest, earliest)
    leave(before: time)
    // A request that is more than a minute's tokens waits for a minute of its own.
    while first < entries.count, inMinute + tokens > limit {
      time = max(time, entries[first].at + Self.minute)
      leave(before: time)
    }
    paid = max(paid, Double(earliest))
    latest = time
    nextID += 1
    entries.append(Entry(id: nextID, at: time, tokens: tokens))
    inMinute += tokens
    return Charge(id: nextID, most: most, tokens: tokens, wait: max(0, time - now.rawValue))
  }

  /// Settles a request.
  /// - Parameter used: nil where the provider does not say; then the charge stands.
  mutating func settle(_ charge: Charge, used: Int?, at now: Timestamp) {
    guard let used else { return }
    let place = charge.id - (entries.first?.id ?? 0)
    if place >= first, place < entries.count {
      inMinute += used - entries[place].tokens
      entries[place].tokens = used
    }
    paid = max(Double(now.rawValue), paid - Double(charge.tokens - used) / perMillisecond)
    learn(Double(used) / Double(max(1, charge.most)))
  }

  private mutating func learn(_ part: Double) {
    settled += 1
    let weight = 1 / min(settled, Self.memory)
    if settled > 1 { deviation += (abs(part - share) - deviation) * weight }
    share += (part - share) * weight
  }

  private mutating func leave(before time: Int64) {
    while first < entries.count, entries[first].at <= time - Self.minute {
      inMinute -= entries[first].tokens
      first += 1
    }
    guard first > 1_024, first > entries.count / 2 else { return }
    entries.removeFirst(first)
    first = 0
  }
}
