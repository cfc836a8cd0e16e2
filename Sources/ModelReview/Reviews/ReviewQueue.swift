package import AnnotationCore
package import Models

/// Where items wait for jurors, and where reviews are kept.
///
/// It may wait for a disk or for another program, and does so off the threads of async code.
package protocol ReviewQueue: Sendable {
  /// Cases that wait for a juror, those first that were tried least.
  func next(for juror: Juror, limit: Int) async throws -> [ReviewCase]

  /// Keeps what came of attempts, on disk when it returns.
  /// - Returns: those that were kept; one that is there already is left out.
  func record(_ reviews: [NewReview]) async throws -> [NewReview]

  /// Whether anybody but these jurors has verdicts, so that it is worth to look for known replies.
  func hasVerdicts(beside jurors: [String]) async throws -> Bool

  /// The raw reply of a verdict to the same request, whoever asked.
  func knownReply(to requestHash: String) async throws -> String?

  /// Keeps that a provider could not take a task.
  func note(_ unanswered: UnansweredTask) async throws
}
