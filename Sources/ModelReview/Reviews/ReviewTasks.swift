package import AnnotationCore
package import ModelTasks
package import Models

/// Reviews as a kind of task: what a juror is asked about an item, and how its reply is read.
package struct ReviewTasks: TaskKind {
  private let queue: any ReviewQueue
  private let jurors: [String: AskedJuror]

  private struct AskedJuror: Sendable {
    let juror: Juror
    let prompter: ReviewPrompter
    let reader: ReviewReader
    let trials: [Int: Juror.Trial]
  }

  /// - Parameter examples: decided items, in the order in which jurors that want some are shown them.
  /// - Throws: where one of the guideline's prompts cannot be used.
  package init(
    guideline: Guideline,
    jurors: [Juror],
    queue: any ReviewQueue,
    examples: [Example] = []
  ) throws(PromptError) {
    self.queue = queue
    var asked: [String: AskedJuror] = [:]
    for juror in jurors {
      asked[juror.name] = AskedJuror(
        juror: juror,
        prompter: try ReviewPrompter(
          guideline,
          mode: juror.asking.mode,
          examples: examples,
          count: juror.asking.examples
        ),
        reader: ReviewReader(guideline, juror: juror),
        trials: juror.asking.trials.reduce(into: [:]) { $0[$1.number] = $1 }
      )
    }
    self.jurors = asked
  }

  private func asked(_ name: String) throws(UnknownCase) -> AskedJuror {
    guard let asked = jurors[name] else { throw UnknownCase(client: name, trial: nil) }
    return asked
  }

  package func next(for client: String, limit: Int) async throws -> [ReviewCase] {
    try await queue.next(for: asked(client).juror, limit: limit)
  }

  package func task(
    for next: ReviewCase,
    of client: String
  ) throws -> ModelTask<ReviewPrompt> {
    let asked = try asked(client)
    guard let trial = asked.trials[next.trial] else {
      throw UnknownCase(client: client, trial: next.trial)
    }
    return ModelTask(
      key: next.taskKey,
      sample: trial.draw,
      prompt: asked.prompter.prompt(for: next, trial)
    )
  }

  package func result(
    of next: ReviewCase,
    by client: String,
    promptHash: String,
    prompt: ReviewPrompt?,
    _ completion: Completion
  ) throws -> NewReview {
    NewReview(
      try asked(client).reader.review(of: next, promptHash: promptHash, completion),
      prompt: prompt?.sent
    )
  }

  package func record(_ reviews: [NewReview]) async throws -> [Bool] {
    let kept = Set(try await queue.record(reviews).map(\.review.place))
    return reviews.map { kept.contains($0.review.place) }
  }

  package func note(_ unanswered: UnansweredTask) async throws {
    try await queue.note(unanswered)
  }

  package func hasKnownReplies(beside clients: [String]) async throws -> Bool {
    try await queue.hasVerdicts(beside: clients)
  }

  package func knownReply(to requestHash: String) async throws -> String? {
    try await queue.knownReply(to: requestHash)
  }
}

extension ReviewCase: TaskCase {
  package var taskKey: TaskKey { TaskKey(subject: item.id, trial: trial, attempt: attempt) }
}

extension NewReview: TaskResult {
  package var isFinal: Bool { review.outcome.isFinal }

  package var isFormless: Bool { if case .unparsable = review.outcome { true } else { false } }

  package var tally: String {
    switch review.outcome {
    case .verdict: Self.tallies[0]
    case .refused: Self.tallies[1]
    case .unparsable: Self.tallies[2]
    case .failed: Self.tallies[3]
    }
  }

  package static let tallies = ["with a verdict", "refused", "unparsable", "failed"]
}

extension Review {
  /// Where it belongs: no two reviews share it.
  fileprivate var place: [String] { [item, juror, String(trial), String(attempt)] }
}

/// A queue gave a case that the model it was given for does not hold.
package struct UnknownCase: Error, Hashable, Sendable, CustomStringConvertible {
  package var client: String
  /// Nil where the model itself is not known.
  package var trial: Int?

  package var description: String {
    trial.map { "The project asks the juror '\(client)' for a trial \($0) that it does not have." }
      ?? "The project asks for '\(client)', who is not in this file."
  }
}
