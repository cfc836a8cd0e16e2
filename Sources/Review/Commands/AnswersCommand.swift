import AnnotationCore
import ArgumentParser
import Digests
import Foundation
import GuidelineFiles
import ItemFiles
import JSON
import ModelReview
import ModelTasks
import Models
import ProjectStore

struct AnswersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answers",
    abstract: "Let models write answers to questions, and make items of them.",
    discussion: """
      The file of questions has one question per line: {"id": …, "language": …, "question": …}, with \
      "source" where it is known. Without a file, the run continues with the project's questions. \
      The file of writers is a jury file; each of its models writes as many answers to a question as \
      its 'samples' says, by the guideline's 'answer' prompt. An answer that is empty, in another \
      script, of several paragraphs, too long or only restates the question is recorded with what is \
      wrong, and asked for again.

      When all writers have answered a question, its answers become items. An item's id is the \
      question's id with a letter drawn at random. Which model wrote an item is recorded and \
      released, and hidden from annotators and jurors.

      Stop the run at any time with ^C; the next run continues from there, and asks for nothing \
      twice. API keys come from the environment variables that the file names. A 'budget' covers all \
      answers of the project. Exits with 1 if answers are still owed, and says why.
      """
  )

  @OptionGroup var project: ProjectArgument

  @Argument(help: "The file of questions.", completion: .file(extensions: ["jsonl"]))
  var questions: String?

  @Option(
    help: "The file of the models that write, in the format of a jury file.",
    completion: .file(extensions: ["yaml", "yml"])
  )
  var writers: String

  @Option(help: "Maximum length of an answer in characters.")
  var longest = 1500

  @Option(help: "Seed for the letters in the items' ids. Default: random.")
  var seed: UInt64?

  @Option(help: "Append a line of JSON to this file for each request and each answer.")
  var log: String?

  @ArgumentParser.Flag(help: "With --log: include prompts and replies.")
  var logTexts = false

  @OptionGroup var options: ReportOptions

  func validate() throws {
    if longest < 1 { throw ValidationError("--longest is at least 1.") }
    try check("--longest", longest, atMost: Bounds.answerCharacters)
    if logTexts, log == nil { throw ValidationError("--log-texts needs --log FILE.") }
  }

  func run() async throws {
    let configuration = try JuryFile.readWriters(path: self.writers)
    let writers = configuration.writers
    let questions = try self.questions.map { try QuestionReader.read(path: $0) }
    let store = try project.open(for: .manage)
    let known = try await store.inBackground { try $0.questionCount() }
    if questions == nil, known == 0 {
      throw CommandFailure(
        "The project has no questions yet. Give a file: review answers PROJECT QUESTIONS.jsonl "
          + "--writers FILE."
      )
    }
    let log = try log.map { try JuryLog(path: $0, withTexts: logTexts) }
    let environment = ProcessInfo.processInfo.environment
    let unkept = UnkeptReplies(of: store, environment: environment)
    try await ModelClient.withClients(
      for: writers,
      environment: environment,
      certificates: configuration.certificates
    ) { clients in
      let spent = try await store.inBackground { try $0.spentOnAnswers() }
      let tasks = try AnswerTasks(
        guideline: store.guideline.guideline,
        writers: writers,
        queue: ProjectQuestions(project: store),
        requirements: AnswerRequirements(longest: longest)
      )
      let run = TaskRun(
        tasks,
        clients: clients,
        budget: Budget(limit: configuration.budget, spent: spent),
        clock: SystemClock(),
        seed: .random(in: 0 ... .max),
        unkept: unkept
      )
      // Only writers that can be asked, with a prompt that can be used, change the project.
      if let questions {
        let file = URL(fileURLWithPath: self.questions ?? "").lastPathComponent
        try await store.inBackground { try Self.add(questions, of: file, to: $0) }
      }
      try await store.inBackground { try $0.register(writers: writers, at: now()) }
      let waiting = try await store.inBackground { try $0.answerProgress(writers) }
      let monitor = JuryMonitor(
        waiting: Dictionary(uniqueKeysWithValues: waiting.map { ($0.writer, $0.queued) }),
        at: now(),
        log: log
      )
      try await unkept.during {
        try await stoppable(monitor) { try await run.run { monitor.note($0, at: now()) } }
      }
    }
    let seed = self.seed ?? .random(in: 0 ... .max)
    let made = try await store.inBackground { try Self.makeItems(of: writers, in: $0, seed: seed) }
    let progress = try await store.inBackground { try $0.answerProgress(writers) }
    report(options, json: AnswersReport.json(progress, made)) {
      AnswersReport.text(progress, made, of: writers)
    }
    if progress.contains(where: { $0.queued > 0 }) { throw ExitCode(1) }
  }

  private static func add(
    _ questions: [OpenQuestion],
    of file: String,
    to project: Project
  ) throws {
    switch try project.add(questions: questions, file: file, at: now()) {
    case .success: break
    case .failure(let problem):
      throw CommandFailure(
        "\(file): the project has a question '\(problem.question)' with another "
          + "language, text or source. A question never changes once it is in a project: give the "
          + "corrected one an id of its own. "
          + (problem.added == 0
            ? "Nothing was imported." : "\(problem.added) before it were imported.")
      )
    }
  }

  private static func makeItems(
    of writers: [Writer],
    in project: Project,
    seed: UInt64
  ) throws -> AnswerItemsReport {
    var letters = SplitMix64(seed: seed)
    let made = try project.makeItems(
      ofAnswersBy: writers,
      file: "answers",
      at: now(),
      using: &letters,
      by: .current(token: UUID().uuidString, clock: now)
    ) { items in
      SHA256Digest.hex(of: items.map { "\($0.id)\u{0}\($0.answer)" }.joined(separator: "\u{0}"))
    }
    if !made.items.isEmpty { try project.indexItems() }
    return made
  }
}

/// The project's questions, as writers take from them.
private struct ProjectQuestions: AnswerQueue {
  let project: Project

  func next(for writer: Writer, limit: Int) async throws -> [AnswerCase] {
    try await project.inBackground { try $0.casesForWriter(writer, limit: limit) }
  }

  func record(_ attempts: [AnswerAttempt]) async throws -> [Bool] {
    try await project.inBackground { try $0.record(attempts) }
  }

  func note(_ unanswered: UnansweredTask) async throws {
    try await project.inBackground { try $0.note(unanswered, for: .answer) }
  }
}
