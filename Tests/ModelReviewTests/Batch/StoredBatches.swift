import AnnotationCore
import Fixtures
import Foundation
import ModelReview
import Synchronization

/// Batches in memory, under the rules of the project file: a trial in an open batch waits for nobody
/// else, and a batch that moved on takes no event of somebody who did not see it.
final class MemoryBatches: BatchStore {
  /// The write at which this store was told to fail.
  struct Stopped: Error {}

  private struct State {
    var batches: [Batch] = []
    var lines: [String: [BatchLine]] = [:]
    var prompts: [SentPrompt] = []
    /// Writes until one fails; nil for never.
    var left: Int?

    mutating func count() throws {
      guard let left else { return }
      guard left > 0 else { throw Stopped() }
      self.left = left - 1
    }
  }

  private let queue: MemoryQueue
  private let state = Mutex(State())

  init(_ items: [Item]) { queue = MemoryQueue(items, isCache: true) }

  var reviews: [Review] { queue.reviews }
  var prompts: [SentPrompt] { state.withLock(\.prompts) }

  func add(_ item: Item) { queue.add(item) }

  /// Lets so many writes succeed, and the next one fail.
  func stop(after writes: Int?) { state.withLock { $0.left = writes } }

  func next(for juror: Juror, limit: Int) throws -> [ReviewCase] {
    let open = state.withLock { state in
      state.batches.filter { $0.isOpen && $0.juror == juror.name }
        .flatMap { state.lines[$0.key] ?? [] }
    }
    let waiting = Set(open.map(\.next.key))
    let cases = try queue.next(for: juror, limit: .max).filter { !waiting.contains($0.key) }
    return Array(cases.prefix(limit))
  }

  func record(_ reviews: [NewReview]) throws -> [NewReview] {
    guard !reviews.isEmpty else { return [] }
    try state.withLock { try $0.count() }
    let there = Set(queue.reviews.map { "\($0.item) \($0.trial) \($0.attempt)" })
    let new = reviews.filter {
      !there.contains("\($0.review.item) \($0.review.trial) \($0.review.attempt)")
    }
    return try queue.record(new)
  }

  func hasVerdicts(beside jurors: [String]) -> Bool { false }

  func knownReply(to requestHash: String) throws -> String? {
    queue.knownReply(to: requestHash)
  }

  func batches() throws -> [Batch] { state.withLock(\.batches) }

  func add(_ batch: Batch, lines: [BatchLine], prompts: [SentPrompt]) throws {
    try state.withLock { state in
      try state.count()
      state.batches.append(batch)
      state.lines[batch.key] = lines
      state.prompts += prompts
    }
  }

  func append(_ event: Batch.Event, to batch: Batch) throws -> Batch {
    try state.withLock { state in
      try state.count()
      guard let index = state.batches.firstIndex(of: batch) else { throw Stopped() }
      state.batches[index].events.append(event)
      return state.batches[index]
    }
  }

  func lines(of batch: Batch, numbers: [Int]) throws -> [Int: BatchLine] {
    state.withLock { state in
      (state.lines[batch.key] ?? []).filter { numbers.contains($0.number) }
        .reduce(into: [:]) { $0[$1.number] = $1 }
    }
  }

  func committed() throws -> Money {
    let spent = queue.reviews.reduce(into: Money.zero) { $0 += $1.trace.cost }
    return state.withLock { state in
      state.batches.filter(\.isOpen).flatMap { state.lines[$0.key] ?? [] }
        .reduce(into: spent) { $0 += $1.mostCost }
    }
  }
}
