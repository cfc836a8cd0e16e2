package import AnnotationCore

/// Has writers answer the questions that wait, side by side, and keeps what they write.
///
/// Like ``JuryRun`` it can be stopped at any moment by cancelling its task: requests under way are
/// dropped and not recorded, and the next run goes on where this one stopped.
package struct AnswerRun: Sendable {
  /// What happens while it runs.
  package enum Progress: Sendable {
    case attempted(AnswerAttempt)
    case sent(SendRecord)
    /// The writer is not asked any more in this run.
    case gaveUp(writer: String, reason: String)
  }

  let queue: any AnswerQueue
  let prompter: AnswerPrompter
  let requirements: AnswerRequirements
  let clock: any RunClock
  let seed: UInt64
  private let seats: [JuryRun.Seat]
  private let purse: Attempt.Purses

  /// - Parameters:
  ///   - seats: the writers, each made by ``Juror/asWriter()``.
  ///   - purse: what may be spent.
  ///   - seed: what the jitter of waits grows from.
  /// - Throws: where the guideline's `answer` prompt cannot be used.
  package init(
    guideline: Guideline,
    seats: [JuryRun.Seat],
    queue: any AnswerQueue,
    requirements: AnswerRequirements = .init(),
    purse: Purse = Purse(budget: nil),
    clock: any RunClock,
    seed: UInt64
  ) throws(PromptError) {
    prompter = try AnswerPrompter(guideline, requirements)
    self.requirements = requirements
    self.seats = seats
    self.queue = queue
    self.clock = clock
    self.seed = seed
    self.purse = Attempt.Purses(purse)
  }

  /// Runs until nothing waits.
  /// - Throws: what the queue throws; `CancellationError` when it is stopped.
  package func run(progress: @escaping @Sendable (Progress) -> Void = { _ in }) async throws {
    let queue = queue
    let recorder = Recorder<AnswerAttempt> { try await queue.record($0) }
    try await withThrowingTaskGroup(of: Void.self) { writers in
      for seats in Dictionary(grouping: seats, by: { $0.juror.provider.key }).values {
        let throttle = JuryRun.throttle(for: seats.map(\.juror))
        let provider = Attempt.Provider(throttle: throttle, purse: purse)
        for seat in seats {
          let writer = WriterRun(
            seat: seat,
            provider: provider,
            recorder: recorder,
            run: self,
            progress: progress
          )
          writers.addTask { try await writer.run() }
        }
      }
      try await writers.waitForAll()
    }
  }
}
