import AnnotationCore
import ArgumentParser
import Dispatch
import Foundation
import GuidelineFiles
import ModelReview
import OrderedJSON
import ProjectStore
import Synchronization

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Let the jury review the items whose annotators are done.",
    discussion: """
      The run can be stopped at any moment with ^C; the next one goes on where it stopped. Keys \
      come from the environment variables that the jury file names.
      """
  )

  @OptionGroup var project: ProjectArgument

  @Option(help: "The jury file.", completion: .file(extensions: ["yaml", "yml"]))
  var jury: String

  @ArgumentParser.Flag(help: "Go on taking what is queued until stopped.")
  var watch = false

  @OptionGroup var options: ReportOptions

  func run() async throws {
    let jurors = try JuryFile.read(path: jury)
    let store = try project.open()
    let guideline = store.guideline.guideline
    try await JuryRun.withSeats(
      for: jurors,
      environment: ProcessInfo.processInfo.environment
    ) { seats in
      // Only a jury that can be asked takes its place in the project.
      try store.register(jurors: jurors, at: now())
      let run = try JuryRun(
        guideline: guideline,
        seats: seats,
        queue: ProjectQueue(project: store),
        clock: SystemClock(),
        seed: .random(in: 0 ... .max)
      )
      try await Self.stoppable(run, watchEvery: watch ? 2000 : nil)
    }
    let progress = try store.juryProgress()
    report(
      options,
      json: .array(
        progress.map {
          .object([
            ("name", .string($0.juror)), ("verdicts", .int($0.verdicts)),
            ("refused", .int($0.refused)), ("unparsable", .int($0.unparsable)),
            ("failed", .int($0.failed)), ("queued", .int($0.queued)),
            ("given_up", .int($0.exhausted)),
          ])
        }
      )
    ) {
      table(
        [["juror", "verdicts", "refused", "unparsable", "failed", "waits", "given up"]]
          + progress.map {
            [
              $0.juror, String($0.verdicts), String($0.refused), String($0.unparsable),
              String($0.failed), String($0.queued), String($0.exhausted),
            ]
          }
      )
    }
    if !watch, progress.contains(where: { $0.queued > 0 }) { throw ExitCode(1) }
  }

  /// Runs until nothing waits, or until ^C or SIGTERM, which is a good end too.
  private static func stoppable(_ run: JuryRun, watchEvery: Int64?) async throws {
    let line = ProgressLine()
    let counts = Mutex<[String: Int]>([:])
    let work = Task {
      try await run.run(watchEvery: watchEvery) { progress in
        switch progress {
        case .reviewed(let review):
          let text = counts.withLock { counts in
            counts[review.juror, default: 0] += 1
            return counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
              .joined(separator: " · ")
          }
          line.show(text)
        case .gaveUp(let juror, let reason):
          line.clear()
          printError("\(juror) is not asked any more in this run: \(reason)")
        }
      }
    }
    let signals = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { work.cancel() }
      source.resume()
      return source
    }
    defer {
      for source in signals { source.cancel() }
      line.clear()
    }
    do { try await work.value } catch is CancellationError {
      line.clear()
      printError("Stopped. The next run goes on from here.")
    }
  }
}

/// The project's queue, as the jury takes from it.
private struct ProjectQueue: ReviewQueue {
  let project: Project

  func next(for juror: Juror, limit: Int) throws -> [(item: Item, attempt: Int)] {
    try project.queuedForJury(
      juror: juror.name,
      attempts: juror.limits.attempts,
      limit: limit
    )
  }

  func record(_ review: NewReview) throws {
    _ = try project.record(
      item: review.item,
      juror: review.juror,
      attempt: review.attempt,
      outcome: review.outcome,
      rawReply: review.rawReply,
      promptHash: review.promptHash,
      reportedModel: review.reportedModel,
      latencyMilliseconds: review.latencyMilliseconds,
      promptTokens: review.promptTokens,
      completionTokens: review.completionTokens,
      at: review.at
    )
  }
}
