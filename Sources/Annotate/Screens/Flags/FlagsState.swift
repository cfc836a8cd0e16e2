import AnnotationCore
import ProjectStore
import TerminalKit

/// What annotators told the lead about items, the latest first.
struct FlagsState: Screen {
  var scope: Scope { .flags }

  let flags: [FlagOnItem]
  /// How many there are with those that are not shown.
  let total: Int
  var scroll = 0

  /// So many are shown; more are in `review status --json`.
  static let most = 500

  init(flags: [FlagOnItem], total: Int) {
    self.flags = flags
    self.total = total
  }

  mutating func scroll(_ step: Scroll, from metrics: Metrics) -> [Effect] {
    scroll = metrics.text.moved(by: step)
    return []
  }

  /// What is said of those that are not shown; nil where all are.
  var moreWords: String? {
    total > flags.count
      ? "\(total - flags.count) earlier ones: review status PROJECT --json has all." : nil
  }
}
