import AnnotationCore

/// The first screen: what waits, by language, and how far its annotator has come.
struct QueueState: Hashable, Sendable {
  /// What waits, or nil until it is loaded.
  var contents: QueueContents?
  /// The chosen row: 0 is all languages.
  var row = 0

  var workload: [LanguageWorkload] { contents?.workload ?? [] }

  /// The language of the chosen row, or nil for all.
  var language: String? { row > 0 && row <= workload.count ? workload[row - 1].language : nil }

  /// Items of the chosen row that can be worked on now.
  var remaining: Int {
    workload.filter { language == nil || $0.language == language }.reduce(0) { $0 + $1.remaining }
  }
}
