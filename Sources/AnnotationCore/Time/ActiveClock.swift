/// The time that somebody works on something, without the time that they are away.
///
/// Every sign of life is a tick. The time between two ticks counts unless it is longer than one works
/// without touching a key; a system clock that is set back counts nothing.
package struct ActiveClock: Hashable, Sendable {
  /// Milliseconds; a longer pause is idle.
  package let idleAfter: Int64
  /// Milliseconds of work so far.
  package private(set) var counted: Int64
  private var last: Timestamp?

  package init(idleAfter: Int64, counted: Int64 = 0) {
    self.idleAfter = idleAfter
    self.counted = counted
  }

  /// Notes a sign of life.
  package mutating func tick(at moment: Timestamp) {
    if let last {
      let gap = moment.rawValue - last.rawValue
      if gap > 0, gap <= idleAfter { counted += gap }
    }
    last = moment
  }

  /// Forgets the last sign of life: what comes until the next one does not count.
  package mutating func pause() { last = nil }
}
