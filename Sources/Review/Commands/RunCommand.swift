import AnnotationCore
import ArgumentParser
import CommandLineKit
import Foundation
import GuidelineFiles
import JSON
import ModelReview
import ModelTasks
import Models
import ProjectStore

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Let the jury review the items whose annotators are done.",
    discussion: """
      Stop the run at any time with ^C; the next run continues from there. API keys come from the \
      environment variables that the jury file names. A request that was already answered with a \
      verdict is not sent again. Exits with 1 if verdicts are still owed, and says why.
      """
  )

  @OptionGroup var project: ProjectArgument

  @Option(help: "The jury file.", completion: .file(extensions: ["yaml", "yml"]))
  var jury: String

  @ArgumentParser.Flag(help: "Keep reviewing what is queued until stopped.")
  var watch = false

  @Option(help: "Append a line of JSON to this file for each request and each review.")
  var log: String?

  @ArgumentParser.Flag(
    help: "With --log: include prompts and replies, which contain the items' texts."
  )
  var logTexts = false

  @OptionGroup var options: ReportOptions

  func validate() throws {
    if logTexts, log == nil { throw ValidationError("--log-texts needs --log FILE.") }
  }

  func run() async throws {
    let configuration = try JuryFile.read(path: jury)
    let jurors = configuration.jurors
    let store = try project.open(for: .manage)
    let log = try log.map { try JuryLog(path: $0, withTexts: logTexts) }
    let environment = ProcessInfo.processInfo.environment
    let unkept = UnkeptReplies(of: store, environment: environment)
    try await ModelClient.withClients(
      for: jurors,
      environment: environment,
      certificates: configuration.certificates
    ) { clients in
      // Only a jury that can be asked takes its place in the project.
      try await store.inBackground { try $0.register(jurors: jurors, at: now()) }
      let examples = try await store.inBackground { try $0.examples(for: jurors) }
      let spent = try await store.inBackground { try $0.committedToReviews() }
      let tasks = try ReviewTasks(
        guideline: store.guideline.guideline,
        jurors: jurors,
        queue: ProjectQueue(project: store),
        examples: examples
      )
      let run = TaskRun(
        tasks,
        clients: clients,
        budget: Budget(limit: configuration.budget, spent: spent),
        clock: SystemClock(),
        seed: .random(in: 0 ... .max),
        unkept: unkept
      )
      let waiting = try await store.inBackground { try $0.juryProgress() }
      let monitor = JuryMonitor(
        waiting: Dictionary(uniqueKeysWithValues: waiting.map { ($0.juror, $0.queued) }),
        at: now(),
        log: log
      )
      try await unkept.during {
        try await stoppable(monitor) {
          try await run.run(watchEvery: watch ? 2000 : nil) { monitor.note($0, at: now()) }
        }
      }
    }
    let progress = try await store.inBackground { try $0.juryProgress() }
    report(options, json: JuryReport.json(progress)) { JuryReport.text(progress) }
    for juror in jurors {
      let waiting = try await store.inBackground { try $0.casesAwaitingDecision(juror) }
      if waiting > 0 {
        printError(
          "\(juror.name) judges only the last stage, and \(waiting) of its trials wait until the "
            + "stages before it are decided: 'review decide', then 'review run' again."
        )
      }
    }
    if !watch, progress.contains(where: { $0.queued > 0 }) { throw ExitCode(1) }
  }
}

/// The project's queue, as the jury takes from it.
struct ProjectQueue: ReviewQueue {
  let project: Project

  func next(for juror: Juror, limit: Int) async throws -> [ReviewCase] {
    try await project.inBackground { try $0.casesForJury(juror, limit: limit) }
  }

  func record(_ reviews: [NewReview]) async throws -> [NewReview] {
    try await project.inBackground { try $0.record(reviews) }
  }

  func note(_ unanswered: UnansweredTask) async throws {
    try await project.inBackground { try $0.note(unanswered, for: .review) }
  }

  func hasVerdicts(beside jurors: [String]) async throws -> Bool {
    try await project.inBackground { try $0.hasVerdicts(beside: jurors) }
  }

  func knownReply(to requestHash: String) async throws -> String? {
    try await project.inBackground { try $0.knownReply(to: requestHash) }
  }
}

extension Project {
  /// Decided items for jurors that are shown examples, in an order that is the same for every run.
  func examples(for jurors: [Juror]) throws -> [Example] {
    guard jurors.contains(where: { $0.asking.examples > 0 }) else { return [] }
    return try settledExamples()
  }
}
