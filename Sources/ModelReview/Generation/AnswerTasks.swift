package import AnnotationCore
package import ModelTasks
package import Models

/// Answers as a kind of task: what a writer is asked about a question, and how its reply is read.
package struct AnswerTasks: TaskKind {
  private let queue: any AnswerQueue
  private let prompter: AnswerPrompter
  private let requirements: AnswerRequirements
  private let writers: [String: Writer]

  /// - Throws: where the guideline's `answer` prompt cannot be used.
  package init(
    guideline: Guideline,
    writers: [Writer],
    queue: any AnswerQueue,
    requirements: AnswerRequirements = .init()
  ) throws(PromptError) {
    prompter = try AnswerPrompter(guideline, requirements)
    self.requirements = requirements
    self.queue = queue
    self.writers = writers.reduce(into: [:]) { $0[$1.name] = $1 }
  }

  package func next(for client: String, limit: Int) async throws -> [AnswerCase] {
    guard let writer = writers[client] else { throw UnknownCase(client: client, trial: nil) }
    return try await queue.next(for: writer, limit: limit)
  }

  package func task(for next: AnswerCase, of client: String) -> ModelTask<ReviewPrompt> {
    ModelTask(
      key: next.taskKey,
      sample: next.sample - 1,
      prompt: prompter.prompt(for: next.question)
    )
  }

  package func result(
    of next: AnswerCase,
    by client: String,
    promptHash: String,
    prompt: ReviewPrompt?,
    _ completion: Completion
  ) -> AnswerAttempt {
    let reply = completion.exchange.reply
    return AnswerAttempt(
      question: next.question.id,
      writer: client,
      sample: next.sample,
      attempt: next.attempt,
      outcome: outcome(of: completion.exchange, to: next.question),
      rawReply: reply?.raw,
      prompt: (prompt ?? prompter.prompt(for: next.question)).sent,
      trace: completion.trace,
      reportedModel: reply?.model,
      latencyMilliseconds: completion.milliseconds,
      promptTokens: reply?.promptTokens,
      completionTokens: reply?.completionTokens,
      at: completion.end
    )
  }

  private func outcome(
    of exchange: Exchange,
    to question: OpenQuestion
  ) -> AnswerAttempt.Outcome {
    switch exchange {
    case .reply(let reply):
      let text = ReplyText.withoutThoughts(reply.text).trimmingBlankEnds
      if let flaw = requirements.flaw(of: text, to: question) { return .flawed(flaw) }
      return .answered(text)
    case .cutShort(_, let reason): return .cutShort(reason: reason)
    case .refused(let reason, _): return .refused(reason: reason)
    case .failed(let failure): return .failed(reason: failure.sentence)
    }
  }

  package func record(_ attempts: [AnswerAttempt]) async throws -> [Bool] {
    try await queue.record(attempts)
  }

  package func note(_ unanswered: UnansweredTask) async throws {
    try await queue.note(unanswered)
  }
}

extension AnswerCase: TaskCase {
  package var taskKey: TaskKey {
    TaskKey(subject: question.id, trial: sample, attempt: attempt)
  }
}

extension AnswerAttempt: TaskResult {
  package var isFinal: Bool {
    switch outcome {
    case .answered, .refused: true
    case .flawed, .cutShort, .failed: false
    }
  }

  package var isFormless: Bool {
    switch outcome {
    case .flawed, .cutShort: true
    case .answered, .refused, .failed: false
    }
  }

  package var tally: String {
    switch outcome {
    case .answered: Self.tallies[0]
    case .refused: Self.tallies[1]
    case .flawed, .cutShort: Self.tallies[2]
    case .failed: Self.tallies[3]
    }
  }

  package static let tallies = ["answered", "refused", "flawed", "failed"]
}
