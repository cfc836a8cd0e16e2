/// How much a jury file can ask for: beyond any use, and short of what would fill a disk or a bill by a
/// typing error.
enum JurorBounds {
  /// Each is a request for every item.
  static let samples = 1...1_000
  /// As many as a project gives (`settledExamples`).
  static let examples = 0...20
  static let attempts = 1...100
  static let retries = 0...100
  static let concurrency = 1...10_000
  static let tokens = 1...10_000_000
  static let logProbabilities = 1...100
  static let perMinute = 1...1_000_000_000
  /// In seconds.
  static let timeout = 86_400.0
}
