import AnnotationCore
import ArgumentParser
import Foundation
import GuidelineFiles
import ItemFiles
import JSON
import Measurement
import ModelReview
import ModelTasks
import ProjectStore

struct JuryCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Test whether injections, order, language or length change what jurors say.",
    discussion: """
      A canary is a question-answer pair with a prompt injection. Each juror judges it with the \
      injection and without, with the choices in reverse order, in an English prompt, and with the \
      answer repeated. Nothing is saved in the project; --json has all results. Exits with 0 \
      whatever jurors do, and with 1 if one could not be asked.
      """
  )

  @OptionGroup var project: ProjectArgument

  @Option(help: "The jury file.", completion: .file(extensions: ["yaml", "yml"]))
  var jury: String

  @Option(help: "The canaries, as JSON lines.", completion: .file(extensions: ["jsonl"]))
  var canaries: String = "samples/canaries.jsonl"

  @Option(help: "Only canaries in these languages, separated by commas.")
  var languages: String?

  @Option(help: "Only this many canaries, evenly spaced, so that languages and kinds are mixed.")
  var limit: Int?

  @Option(help: "Append a line of JSON to this file for each request and each review.")
  var log: String?

  @OptionGroup var options: ReportOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is at least 1.") }
  }

  func run() async throws {
    let configuration = try JuryFile.read(path: jury)
    let guideline = try project.open(for: .figures).guideline.guideline
    let chosen = try chosen(CanaryReader(path: canaries, guideline: guideline).read())
    let plan = CheckPlan(chosen)
    let jurors = configuration.jurors
    let queue = CheckQueue(plan, jurors: jurors)
    let monitor = JuryMonitor(
      waiting: queue.waiting,
      at: now(),
      log: try log.map { try JuryLog(path: $0, withTexts: false) }
    )
    try await ModelClient.withClients(
      for: jurors,
      environment: ProcessInfo.processInfo.environment,
      certificates: configuration.certificates
    ) { clients in
      // Each variant is a juror of its own, with the replies of the one that it varies.
      let variants = zip(jurors, clients).flatMap { juror, client in
        CheckVariant.allCases.map { (juror: $0.asked(juror), source: client.source) }
      }
      let run = TaskRun(
        try ReviewTasks(guideline: guideline, jurors: variants.map(\.juror), queue: queue),
        clients: variants.map { ModelClient($0.juror, source: $0.source) },
        budget: Budget(limit: configuration.budget),
        clock: SystemClock(),
        seed: .random(in: 0 ... .max)
      )
      try await stoppable(monitor) { try await run.run { monitor.note($0, at: now()) } }
    }
    let results = jurors.map { juror in
      CheckResult(juror.name, plan) { queue.reviews(of: juror, $0) }
    }
    report(options, json: .array(results.map(CheckReport.json))) { CheckReport.text(results) }
    if results.contains(where: { $0.failed.of == 0 || $0.failed.count == $0.failed.of }) {
      throw ExitCode(1)
    }
  }

  private func chosen(_ canaries: [Canary]) throws -> [Canary] {
    var canaries = canaries
    if let languages {
      let wanted = Set(languages.split(separator: ",").map(String.init))
      canaries = canaries.filter { wanted.contains($0.language) }
    }
    if let limit, canaries.count > limit {
      let count = canaries.count
      canaries = (0..<limit).map { canaries[$0 * count / limit] }
    }
    guard !canaries.isEmpty else {
      throw CommandFailure("No canary of \(self.canaries) is in these languages.")
    }
    return canaries
  }
}
