import AnnotationCore
import ArgumentParser
import Files
import Foundation
import GuidelineFiles
import JSON
import ModelReview
import ModelTasks
import ProjectStore

struct JuryBatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Send requests to OpenAI and Anthropic in batches, which cost less and take hours.",
    discussion: """
      Each call does the next step for every batch: it collects results, writes waiting requests to \
      files, and submits the files. Call it again until nothing is left; it can be stopped at any \
      time. Requests in a batch are not sent in any other way until the batch is over; requests \
      without a result then wait again. The files are in PROJECT-batches. They contain the items' \
      texts, so only their owner can read them. Exits with 1 if a batch needs attention.
      """
  )

  @OptionGroup var project: ProjectArgument

  @Option(help: "The jury file.", completion: .file(extensions: ["yaml", "yml"]))
  var jury: String?

  @Option(
    help: "Only this juror; may be given several times. Default: all whose protocol has batches."
  )
  var juror: [String] = []

  @Option(help: "Only this step: write, submit, poll or collect; may be given several times.")
  var step: [BatchStep] = []

  @Option(help: "Maximum number of requests in a file; a provider may take fewer. Default: 10000.")
  var lines: Int?

  @ArgumentParser.Flag(
    help: "Submit again the batches of which it is unknown whether the provider has them."
  )
  var resubmit = false

  @Option(
    help: ArgumentHelp(
      "The provider's id of a batch whose submission had no answer.",
      valueName: "batch=id"
    )
  )
  var adopt: [String] = []

  @Option(
    help: ArgumentHelp(
      "Give a batch up: its requests wait again, and its results are not collected.",
      valueName: "batch"
    )
  )
  var abandon: [String] = []

  @ArgumentParser.Flag(help: "Only list the batches.")
  var list = false

  @OptionGroup var options: ReportOptions

  func validate() throws {
    if let lines, lines < 1 { throw ValidationError("--lines is at least 1.") }
    try check("--lines", lines ?? 1, atMost: Bounds.batchLines)
    guard list || !abandon.isEmpty || !adopt.isEmpty || jury != nil else {
      throw ValidationError("Give the jury file with --jury FILE, or only --list.")
    }
    guard jury != nil && !list || juror.isEmpty && step.isEmpty && lines == nil && !resubmit else {
      throw ValidationError(
        "--juror, --step, --lines and --resubmit are for going on with batches: give --jury FILE, "
          + "without --list."
      )
    }
  }

  func run() async throws {
    let store = try project.open(for: .manage)
    for pair in adopt { try await store.inBackground { try Self.adopt(pair, $0) } }
    for key in abandon { try await store.inBackground { try Self.abandon(key, $0) } }
    var needsAttention = false
    if let jury, !list { needsAttention = try await advance(store, jury: jury) }
    let batches = try await store.inBackground { try $0.batches() }
    report(options, json: BatchReport.json(batches)) { BatchReport.text(batches) }
    if needsAttention { throw ExitCode(1) }
  }

  /// - Returns: whether something needs somebody's attention.
  private func advance(_ store: Project, jury: String) async throws -> Bool {
    let configuration = try JuryFile.read(path: jury)
    let jurors = try chosen(configuration)
    let folder = try Self.folder(of: store.path)
    let monitor = BatchMonitor()
    try await BatchClient.withClients(
      for: jurors,
      environment: ProcessInfo.processInfo.environment,
      certificates: configuration.certificates
    ) { clients in
      // Only a jury that can be asked takes its place in the project.
      let all = configuration.jurors
      try await store.inBackground { try $0.register(jurors: all, at: now()) }
      let examples = try await store.inBackground { try $0.examples(for: jurors) }
      let queue = ProjectQueue(project: store)
      let tasks = try ReviewTasks(
        guideline: store.guideline.guideline,
        jurors: jurors,
        queue: queue,
        examples: examples
      )
      let run = BatchRun(
        tasks,
        clients: clients,
        store: queue,
        folder: folder,
        budget: configuration.budget,
        options: BatchOptions(
          steps: step.isEmpty ? Set(BatchStep.allCases) : Set(step),
          mostLines: lines ?? 10_000,
          resubmits: resubmit
        ),
        clock: SystemClock(),
        seed: .random(in: 0 ... .max)
      ) { monitor.note($0) }
      try await run.run()
    }
    let named = Set(configuration.jurors.map(\.name))
    let batches = try await store.inBackground { try $0.batches() }
    for batch in batches where batch.isOpen && !named.contains(batch.client) {
      monitor.note(
        .stepFailed(
          batch,
          "its juror '\(batch.client)' is not in \(jury). Use the file that has it, or give the batch up "
            + "with --abandon \(batch.key)."
        )
      )
    }
    return monitor.needsAttention
  }

  /// The jurors to ask in batches.
  private func chosen(_ configuration: JuryConfiguration) throws -> [Juror] {
    let able = configuration.jurors.filter(\.model.takesBatches)
    for name in juror where !able.contains(where: { $0.name == name }) {
      let names = able.map { "'\($0.name)'" }.joined(separator: ", ")
      throw CommandFailure(
        "The juror '\(name)' cannot be asked in batches. Those that can, by the protocols chat, "
          + "responses and anthropic: \(names.isEmpty ? "none" : names)."
      )
    }
    guard !able.isEmpty else {
      throw CommandFailure(
        "No juror of this jury can be asked in batches: that needs an endpoint with the protocol chat, "
          + "responses or anthropic. Use 'review run'."
      )
    }
    return juror.isEmpty ? able : able.filter { juror.contains($0.name) }
  }

  private static func adopt(_ pair: String, _ project: Project) throws {
    let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2,
      parts[1].allSatisfy({ $0.isASCII && ($0.isLetter || "_-0123456789".contains($0)) })
    else {
      throw CommandFailure(
        "'\(pair)' is not BATCH=ID. Write the batch as --list shows it, and the id as the provider does."
      )
    }
    let batch = try batch(parts[0], project)
    guard case .unknown = batch.state else {
      throw CommandFailure(
        "It is known whether the provider has the batch \(batch.key). Nothing was changed."
      )
    }
    let event = Batch.Event(.submitted, providerID: parts[1], at: now())
    _ = try project.append(event, to: batch)
  }

  private static func batch(_ key: String, _ project: Project) throws -> Batch {
    guard let batch = try project.batches().first(where: { $0.key == key }) else {
      throw StoreError.jury(.noSuchBatch(key))
    }
    return batch
  }

  private static func abandon(_ key: String, _ project: Project) throws {
    let batch = try batch(key, project)
    guard batch.isOpen else {
      throw CommandFailure("The batch \(key) is over already. Nothing was changed.")
    }
    _ = try project.append(Batch.Event(.abandoned, at: now()), to: batch)
  }

  /// The folder of a project's batches.
  private static func folder(of project: String) throws -> String {
    let folder = project + "-batches"
    try FileRights.makeFolder(folder)
    return folder
  }
}

extension BatchStep: ExpressibleByArgument {}

extension ProjectQueue: BatchStore {
  func batches() async throws -> [Batch] { try await project.inBackground { try $0.batches() } }

  func add(
    _ batch: Batch,
    lines: [BatchLine<ReviewCase>],
    prompts: [ReviewPrompt]
  ) async throws {
    try await project.inBackground { try $0.add(batch, lines: lines, prompts: prompts.map(\.sent)) }
  }

  func append(_ event: Batch.Event, to batch: Batch) async throws -> Batch {
    try await project.inBackground { try $0.append(event, to: batch) }
  }

  func lines(of batch: Batch, numbers: [Int]) async throws -> [Int: BatchLine<ReviewCase>] {
    try await project.inBackground { try $0.lines(of: batch, numbers: numbers) }
  }

  func committed() async throws -> Money {
    try await project.inBackground { try $0.committedToReviews() }
  }
}
