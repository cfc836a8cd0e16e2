import AnnotationCore
import ProjectStore

/// How far the user has come today, and how fast.
struct Progress: Hashable, Sendable {
  /// Items that were completed today, and are not taken back.
  private(set) var today = 0
  /// Those of this session.
  private(set) var session = 0
  private(set) var pace: Pace?
  /// When this session began.
  private var start: Timestamp?

  mutating func note(_ completions: [Completion], at now: Timestamp) {
    let start = start ?? now
    self.start = start
    today = completions.count
    session = completions.count { $0.at >= start }
    pace = Pace(completions: completions.map { ($0.at, $0.active) }, now: now)
  }

  /// The progress in a few words for the header, such as `37 today · ▂▃▅▆▅▇ 14/h`.
  var words: String { "\(today) today" + (paceWords.map { " · " + $0 } ?? "") }

  /// The pace of the last hours, such as `▂▃▅▆▅▇ 14/h`; nil before the first item.
  var paceWords: String? {
    guard let pace, !pace.sparkline.isEmpty else { return nil }
    return pace.sparkline + (pace.perHour.map { " \(Int($0.rounded()))/h" } ?? "")
  }
}
