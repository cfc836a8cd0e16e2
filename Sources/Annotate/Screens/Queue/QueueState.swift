import AnnotationCore
import ProjectStore

/// The first screen: what waits, by language, and how far its annotator has come.
struct QueueState: Screen {
  var scope: Scope { .queue }

  /// What waits, or nil until it is loaded.
  var contents: QueueContents?
  /// The chosen row: 0 is all languages.
  var row = 0

  var workload: [LanguageWorkload] { contents?.workload ?? [] }

  var queueLanguage: String? { language }

  /// The language of the chosen row, or nil for all.
  var language: String? { row > 0 && row <= workload.count ? workload[row - 1].language : nil }

  /// Items of the chosen row that can be worked on now.
  var remaining: Int {
    workload.filter { language == nil || $0.language == language }.reduce(0) { $0 + $1.remaining }
  }
}

extension App {
  var queue: QueueState? {
    get { self[screen: QueueState.self] }
    set { self[screen: QueueState.self] = newValue }
  }

  /// Shows the queue, at the language that the user worked in.
  mutating func showQueue(_ contents: QueueContents) {
    var state = QueueState()
    if let before = queue {
      state.row = min(before.row, contents.workload.count)
    } else {
      state.row = row(of: screen.queueLanguage, in: contents)
    }
    state.contents = contents
    screen = state
  }

  /// The row of the language that the user worked in.
  private func row(of language: String?, in contents: QueueContents) -> Int {
    contents.workload.firstIndex { $0.language == language }.map { $0 + 1 } ?? 0
  }
}
