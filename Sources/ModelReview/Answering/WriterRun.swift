import AnnotationCore
import Synchronization

/// One writer's part of a run: as many requests at once as its provider takes.
struct WriterRun: Sendable {
  let seat: JuryRun.Seat
  let provider: Attempt.Provider
  let recorder: Recorder<AnswerAttempt>
  let run: AnswerRun
  let progress: @Sendable (AnswerRun.Progress) -> Void

  /// How many cases are fetched at least.
  private static let batch = 256

  private enum End: Sendable {
    case attempted(AnswerAttempt, isKept: Bool)
    case outOfMoney(AnswerCase.Key)
  }

  private struct State {
    var waiting: ArraySlice<AnswerCase> = []
    var underWay: Set<AnswerCase.Key> = []
    var isOver = false
    var asked: UInt64 = 0
    var lastFailure = ""
  }

  func run() async throws {
    try await withThrowingTaskGroup(of: End.self) { attempts in
      var state = State()
      try await fill(&state, &attempts)
      while let end = try await attempts.next() {
        take(end, &state)
        // What a provider that is down was still asked is dropped.
        if provider.throttle.withLock(\.isGivenUp) {
          attempts.cancelAll()
          progress(.gaveUp(writer: seat.juror.name, reason: state.lastFailure))
          return
        }
        try await fill(&state, &attempts)
      }
    }
  }

  private func take(_ end: End, _ state: inout State) {
    switch end {
    case .attempted(let attempt, let isKept):
      state.underWay.remove(attempt.key)
      if case .failed(let reason) = attempt.outcome { state.lastFailure = reason }
      if isKept { progress(.attempted(attempt)) }
    case .outOfMoney(let key):
      state.underWay.remove(key)
      guard !state.isOver else { return }
      state.isOver = true
      let reason = "another request could exceed the budget"
      progress(.gaveUp(writer: seat.juror.name, reason: reason))
    }
  }

  /// Starts as many attempts as there are places and cases.
  private func fill(
    _ state: inout State,
    _ attempts: inout ThrowingTaskGroup<End, any Error>
  ) async throws {
    while !state.isOver, state.underWay.count < seat.juror.limits.concurrency {
      // Writers of one provider share its places; who has none may always have one.
      let mayTakeOne = state.underWay.isEmpty
      guard provider.throttle.withLock({ $0.take(evenIfFull: mayTakeOne) }) else { return }
      guard let next = try await next(&state) else {
        provider.throttle.withLock { $0.leave() }
        return
      }
      state.underWay.insert(next.key)
      state.asked += 1
      let seed = run.seed &+ state.asked
      attempts.addTask { try await attempt(next, seed: seed) }
    }
  }

  private func next(_ state: inout State) async throws -> AnswerCase? {
    if let next = state.waiting.popFirst() { return next }
    // What is under way still waits in the queue, so as many more are asked for.
    let found = try await run.queue.next(for: seat.juror, limit: state.underWay.count + Self.batch)
    state.waiting = found.filter { !state.underWay.contains($0.key) }[...]
    return state.waiting.popFirst()
  }

  private func attempt(_ next: AnswerCase, seed: UInt64) async throws -> End {
    let prompt = run.prompter.prompt(for: next.question)
    let progress = progress
    let sender = Sender(
      seat: seat,
      provider: provider,
      clock: run.clock,
      log: { progress(.sent($0)) },
      seed: seed
    )
    let errand = Sender.Errand(
      item: next.question.id,
      trial: next.sample,
      attempt: next.attempt,
      draw: RequestDraw.number(sample: next.sample - 1, attempt: next.attempt)
    )
    let start = run.clock.now
    let end: Sender.End
    do {
      end = try await sender.send(prompt, errand)
      provider.throttle.withLock { $0.leave() }
    } catch {
      provider.throttle.withLock { $0.leave() }
      throw error
    }
    guard case .came(let exchange, let trace) = end else { return .outOfMoney(next.key) }
    let reply = exchange.reply
    let attempt = AnswerAttempt(
      question: next.question.id,
      writer: seat.juror.name,
      sample: next.sample,
      attempt: next.attempt,
      outcome: outcome(of: exchange, to: next.question),
      rawReply: reply?.raw,
      prompt: prompt.sent,
      trace: trace,
      reportedModel: reply?.model,
      latencyMilliseconds: Int(max(0, run.clock.now.rawValue - start.rawValue)),
      promptTokens: reply?.promptTokens,
      completionTokens: reply?.completionTokens,
      at: run.clock.now
    )
    return .attempted(attempt, isKept: try await recorder.keep(attempt))
  }

  private func outcome(
    of exchange: Exchange,
    to question: OpenQuestion
  ) -> AnswerAttempt.Outcome {
    switch exchange {
    case .reply(let reply):
      let text = ReplyText.withoutThoughts(reply.text).trimmingBlankEnds
      if let flaw = run.requirements.flaw(of: text, to: question) { return .flawed(flaw) }
      return .answered(text)
    case .cutShort(_, let reason): return .cutShort(reason: reason)
    case .refused(let reason, _): return .refused(reason: reason)
    case .failed(let trouble): return .failed(reason: trouble.sentence)
    }
  }
}
