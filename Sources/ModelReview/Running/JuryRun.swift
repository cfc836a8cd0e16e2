package import AnnotationCore
import Synchronization

/// Puts the cases that wait to every juror, side by side, and keeps what comes of it.
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
  package enum Progress: Sendable {
    case reviewed(Review)
    case sent(SendRecord)
    /// The juror is not asked any more in this run.
    case gaveUp(juror: String, reason: String)
  }

  let queue: any ReviewQueue
  let clock: any RunClock
  let seed: UInt64
  private let guideline: Guideline
  private let seats: [Seat]
  private let prompters: [String: ReviewPrompter]
  private let purse: Attempt.Purses
  private let recorder: Recorder<NewReview>

  /// - Parameters:
  ///   - examples: decided items, in the order in which jurors that want some are shown them.
  ///   - purse: what may be spent.
  ///   - seed: what the jitter of waits grows from.
  /// - Throws: where one of the guideline's prompts cannot be used.
  package init(
    guideline: Guideline,
    seats: [Seat],
    queue: any ReviewQueue,
    examples: [Example] = [],
    purse: Purse = Purse(budget: nil),
    clock: any RunClock,
    seed: UInt64
  ) throws(PromptError) {
    self.guideline = guideline
    self.seats = seats
    self.queue = queue
    self.clock = clock
    self.seed = seed
    self.purse = Attempt.Purses(purse)
    recorder = Recorder(queue)
    prompters = try ReviewPrompter.each(of: seats.map(\.juror), guideline, examples)
  }

  /// What has been spent so far.
  package var spent: Money { purse.purse.withLock { $0.spent } }

  /// Runs until nothing waits; with `watchEvery`, looks again that often until it is cancelled.
  /// - Throws: what the queue throws; `CancellationError` when it is stopped.
  package func run(
    watchEvery milliseconds: Int64? = nil,
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) async throws {
    var providers: [String: Attempt.Provider] = [:]
    for (key, seats) in Dictionary(grouping: seats, by: { $0.juror.provider.key }) {
      providers[key] = Attempt.Provider(
        throttle: Self.throttle(for: seats.map(\.juror)),
        purse: purse
      )
    }
    let looksForKnown = try await queue.hasVerdicts(beside: seats.map(\.juror.name))
    try await withThrowingTaskGroup(of: Void.self) { jurors in
      for seat in seats {
        guard let provider = providers[seat.juror.provider.key],
          let prompter = prompters[seat.juror.name]
        else { continue }
        let asked = SeatRun(
          seat: seat,
          provider: provider,
          prompter: prompter,
          guideline: guideline,
          recorder: recorder,
          run: self,
          looksForKnown: looksForKnown,
          watchEvery: milliseconds,
          progress: progress
        )
        jurors.addTask { try await asked.run() }
      }
      try await jurors.waitForAll()
    }
  }

  /// The pace of a provider that several jurors may share.
  static func throttle(for jurors: [Juror]) -> Throttle {
    let limits = jurors.map(\.limits)
    return Throttle(
      ceiling: limits.reduce(0) { $0 + $1.concurrency },
      requestsPerMinute: limits.compactMap(\.requestsPerMinute).min(),
      tokensPerMinute: limits.compactMap(\.tokensPerMinute).min()
    )
  }
}
