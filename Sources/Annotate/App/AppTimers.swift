import AnnotationCore

/// What happens without a key, once its time has come.
extension App {
  /// How long until something is to be done, or nil where nothing is.
  func due(now: Timestamp) -> Int64? {
    [draftDue(now: now), watchDue(now: now), claimDue(now: now)].compactMap(\.self).min()
  }

  /// What is to be done now.
  mutating func effectsDue(now: Timestamp) -> [Effect] {
    var effects: [Effect] = []
    if draftDue(now: now) == 0 { effects += draftToSave(now: now) }
    if watchDue(now: now) == 0 { effects += watchAgain(now: now) }
    if claimDue(now: now) == 0 { effects += lookAtClaim(now: now) }
    return effects
  }

  /// Milliseconds that are left of a delay.
  ///
  /// A clock that was set back must not put anything off.
  func remaining(of delay: Int64, since start: Timestamp, now: Timestamp) -> Int64 {
    min(delay, max(0, start.rawValue + delay - now.rawValue))
  }
}
