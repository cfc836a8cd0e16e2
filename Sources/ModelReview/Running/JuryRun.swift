package import AnnotationCore

/// Puts the items that wait to every juror, side by side, and keeps what comes of it.
///
/// A run can be stopped at any moment by cancelling its task: requests under way are dropped and
/// not recorded, and the next run goes on where this one stopped, since what waits is the queue's.
package struct JuryRun: Sendable {
  /// A juror with the source of its replies.
  package struct Seat: Sendable {
    package var juror: Juror
    package var source: any ReviewSource

    package init(juror: Juror, source: any ReviewSource) {
      self.juror = juror
      self.source = source
    }
  }

  /// What happens while it runs.
  package enum Progress: Hashable, Sendable {
    case reviewed(NewReview)
    /// The juror is not asked any more in this run: it failed too often in a row.
    case gaveUp(juror: String, reason: String)
  }

  /// Failures in a row after which a juror counts as down.
  package static let outage = 5

  private let seats: [Seat]
  private let queue: any ReviewQueue
  private let clock: any RunClock
  private let prompter: ReviewPrompter
  private let parser: ReplyParser
  private let seed: UInt64

  /// - Parameter seed: what the jitter of waits grows from.
  /// - Throws: where the guideline's prompt cannot be used.
  package init(
    guideline: Guideline,
    seats: [Seat],
    queue: any ReviewQueue,
    clock: any RunClock,
    seed: UInt64
  ) throws(PromptError) {
    self.seats = seats
    self.queue = queue
    self.clock = clock
    self.seed = seed
    prompter = try ReviewPrompter(guideline)
    parser = ReplyParser(guideline)
  }

  /// Runs until nothing waits; with `watchEvery`, looks again that often until it is cancelled.
  /// - Throws: what the queue throws; `CancellationError` when it is stopped.
  package func run(
    watchEvery milliseconds: Int64? = nil,
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { jurors in
      for seat in seats {
        jurors.addTask { try await run(seat, watchEvery: milliseconds, progress) }
      }
      try await jurors.waitForAll()
    }
  }

  private func run(
    _ seat: Seat,
    watchEvery milliseconds: Int64?,
    _ progress: @Sendable (Progress) -> Void
  ) async throws {
    var underWay: Set<ItemID> = []
    var failuresInARow = 0
    var asked: UInt64 = 0
    try await withThrowingTaskGroup(of: (review: NewReview, isOutage: Bool).self) { attempts in
      while true {
        try Task.checkCancellation()
        let free = seat.juror.limits.concurrency - underWay.count
        if free > 0 {
          // What is under way still waits in the queue, so as many more are asked for.
          let waiting = try queue.next(for: seat.juror, limit: underWay.count + free)
            .filter { !underWay.contains($0.item.id) }
          for (item, number) in waiting.prefix(free) {
            underWay.insert(item.id)
            asked += 1
            let attempt = Attempt(
              juror: seat.juror,
              source: seat.source,
              prompter: prompter,
              parser: parser,
              clock: clock,
              seed: seed &+ asked
            )
            attempts.addTask { try await attempt.run(item, number: number) }
          }
        }
        guard let (review, isOutage) = try await attempts.next() else {
          guard let milliseconds else { return }
          try await clock.sleep(milliseconds: milliseconds)
          continue
        }
        underWay.remove(review.item)
        try queue.record(review)
        progress(.reviewed(review))
        failuresInARow = isOutage ? failuresInARow + 1 : 0
        if failuresInARow >= Self.outage, case .failed(let reason) = review.outcome {
          attempts.cancelAll()
          progress(.gaveUp(juror: seat.juror.name, reason: reason))
          return
        }
      }
    }
  }
}
