import AnnotationCore

/// The first screen: what waits, by language, and how far its annotator has come.
struct QueueState: Hashable, Sendable {
  /// The work by language, or nil until it is loaded.
  var workload: [LanguageWorkload]?
  /// Items that were completed since midnight.
  var doneToday = 0
  /// Disputes that wait for this lead; nil for annotators.
  var disputes: Int?
  /// The chosen row: 0 is all languages.
  var row = 0

  /// The language of the chosen row, or nil for all.
  var language: String? {
    guard let workload, row > 0, row <= workload.count else { return nil }
    return workload[row - 1].language
  }

  /// Items of the chosen row that can be worked on now.
  var remaining: Int {
    guard let workload else { return 0 }
    return workload.filter { language == nil || $0.language == language }
      .reduce(0) { $0 + $1.remaining }
  }
}
