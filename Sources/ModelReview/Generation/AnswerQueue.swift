package import AnnotationCore
package import Models

/// Where questions wait for writers, and where what they write is kept.
package protocol AnswerQueue: Sendable {
  /// Answers that a writer owes, those first that were tried least.
  func next(for writer: Writer, limit: Int) async throws -> [AnswerCase]

  /// Keeps attempts, on disk when it returns.
  /// - Returns: of each whether it was kept; one that is there already is not.
  func record(_ attempts: [AnswerAttempt]) async throws -> [Bool]

  /// Keeps that a provider could not take a task.
  func note(_ unanswered: UnansweredTask) async throws
}
