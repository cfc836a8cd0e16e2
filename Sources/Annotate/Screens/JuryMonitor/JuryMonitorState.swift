import AnnotationCore
import ProjectStore
import TerminalKit

/// The jury at work in front of a lead: how it went when it was last looked at.
struct JuryMonitorState: Screen {
  var scope: Scope { .jury }

  var watch: JuryWatch
  /// When that was asked for, whether or not it could be read.
  var askedAt: Timestamp
  var scroll = 0

  mutating func scroll(_ step: Scroll, from metrics: Metrics) -> [Effect] {
    scroll = metrics.text.moved(by: step)
    return []
  }
}

/// Looking again, for as long as the screen is open.
extension App {
  var juryMonitor: JuryMonitorState? {
    get { self[screen: JuryMonitorState.self] }
    set { self[screen: JuryMonitorState.self] = newValue }
  }

  /// So many milliseconds lie between two looks.
  static let watchDelay: Int64 = 1000

  /// How long until the jury is looked at again, or nil where nobody watches it.
  func watchDue(now: Timestamp) -> Int64? {
    juryMonitor.map { remaining(of: Self.watchDelay, since: $0.askedAt, now: now) }
  }

  /// The next look, now that its time has come.
  ///
  /// It is noted that it was asked for, so that one that fails is not asked for in a circle.
  mutating func watchAgain(now: Timestamp) -> [Effect] {
    guard var state = juryMonitor else { return [] }
    state.askedAt = now
    screen = state
    return [.watchJury(since: state.watch)]
  }

  /// Shows a look at the jury; one that follows another leaves the screen scrolled as it is.
  mutating func showJury(_ watch: JuryWatch, now: Timestamp) {
    var state = juryMonitor ?? JuryMonitorState(watch: watch, askedAt: now)
    state.watch = watch
    screen = state
  }
}
