import AnnotationCore
import ProjectStore

/// The jury at work in front of a lead: how it went when it was last looked at.
struct JuryWatchState: Hashable, Sendable {
  var watch: JuryWatch
  /// When that was asked for, whether or not it could be read.
  var askedAt: Timestamp
  var scroll = 0
}

/// Looking again, for as long as the screen is open.
extension App {
  /// So many milliseconds lie between two looks.
  static let watchDelay: Int64 = 1000

  /// How long until the jury is looked at again, or nil where nobody watches it.
  func watchDue(now: Timestamp) -> Int64? {
    // A clock that was set back must not put it off.
    jury.map { min(Self.watchDelay, max(0, $0.askedAt.rawValue + Self.watchDelay - now.rawValue)) }
  }

  /// The next look, now that its time has come.
  ///
  /// It is noted that it was asked for, so that one that fails is not asked for in a circle.
  mutating func watchAgain(now: Timestamp) -> [Effect] {
    guard var state = jury else { return [] }
    state.askedAt = now
    jury = state
    return [.watchJury(since: state.watch)]
  }

  /// Shows a look at the jury; one that follows another leaves the screen scrolled as it is.
  mutating func showJury(_ watch: JuryWatch, now: Timestamp) {
    var state = jury ?? JuryWatchState(watch: watch, askedAt: now)
    state.watch = watch
    screen = .jury(state)
  }

  mutating func scrollJury(_ step: Scroll) {
    let first = metrics.text.moved(by: step)
    jury?.scroll = first
  }
}
