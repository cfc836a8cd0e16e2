import AnnotationCore
import ModelReview
import ModelTasks
import ProjectStore
import Synchronization

/// The batches of a project, of which any write can be told to fail.
final class StoredBatches: ReviewQueue, BatchStore {
  /// The write at which this store was told to fail.
  struct Stopped: Error {}

  private struct State {
    var prompts: [SentPrompt] = []
    /// Writes until one fails; nil for never.
    var left: Int?
  }

  private let queue: StoredQueue
  private let state = Mutex(State())
  private var project: Project { queue.project }

  init(_ items: [Item]) throws { queue = try StoredQueue(items) }

  var reviews: [Review] { queue.reviews }
  var prompts: [SentPrompt] { state.withLock(\.prompts) }

  func register(_ jurors: [Juror]) throws { try queue.register(jurors) }

  func add(_ item: Item) throws { try queue.add(item) }

  /// Lets so many writes succeed, and the next one fail.
  func stop(after writes: Int?) { state.withLock { $0.left = writes } }

  private func countWrite() throws {
    try state.withLock { state in
      guard let left = state.left else { return }
      guard left > 0 else { throw Stopped() }
      state.left = left - 1
    }
  }

  func next(for juror: Juror, limit: Int) async throws -> [ReviewCase] {
    try await queue.next(for: juror, limit: limit)
  }

  func record(_ reviews: [NewReview]) async throws -> [NewReview] {
    if !reviews.isEmpty { try countWrite() }
    return try await queue.record(reviews)
  }

  func note(_ unanswered: UnansweredTask) async throws { try await queue.note(unanswered) }

  func hasVerdicts(beside jurors: [String]) async throws -> Bool {
    try await queue.hasVerdicts(beside: jurors)
  }

  func knownReply(to requestHash: String) async throws -> String? {
    try await queue.knownReply(to: requestHash)
  }

  func batches() throws -> [Batch] { try project.batches() }

  func add(_ batch: Batch, lines: [BatchLine<ReviewCase>], prompts: [ReviewPrompt]) throws {
    try countWrite()
    try project.add(batch, lines: lines, prompts: prompts.map(\.sent))
    state.withLock { $0.prompts += prompts.map(\.sent) }
  }

  func append(_ event: Batch.Event, to batch: Batch) throws -> Batch {
    try countWrite()
    return try project.append(event, to: batch)
  }

  func lines(of batch: Batch, numbers: [Int]) throws -> [Int: BatchLine<ReviewCase>] {
    try project.lines(of: batch, numbers: numbers)
  }

  func committed() throws -> Money { try project.committedToReviews() }
}
