package import Basics
package import Models

/// Where batches are kept.
package protocol BatchStore<Case, Prompt>: Sendable {
  associatedtype Case: Hashable & Sendable
  associatedtype Prompt: ModelPrompt

  /// The batches that are not over, and those that are, in the order in which they were written.
  func batches() async throws -> [Batch]

  /// Keeps a batch that was written; its cases wait for nobody else until it is over.
  func add(_ batch: Batch, lines: [BatchLine<Case>], prompts: [Prompt]) async throws

  /// Adds what happened to a batch, on disk when it returns.
  /// - Returns: the batch with the event.
  /// - Throws: where something else has happened to it since the caller looked.
  func append(_ event: Batch.Event, to batch: Batch) async throws -> Batch

  /// Lines of a batch by their numbers.
  func lines(of batch: Batch, numbers: [Int]) async throws -> [Int: BatchLine<Case>]

  /// What is spent, and what open batches may still cost.
  func committed() async throws -> Money
}
