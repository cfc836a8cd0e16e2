import AnnotationCore
import Synchronization

/// One juror's part of a run: as many requests at once as its provider takes.
///
/// A place is free as soon as the reply is there; that it is on disk is waited for besides.
struct SeatRun: Sendable {
  let seat: JuryRun.Seat
  let provider: Attempt.Provider
  let prompter: ReviewPrompter
  let guideline: Guideline
  let recorder: Recorder<NewReview>
  let run: JuryRun
  let looksForKnown: Bool
  let watchEvery: Int64?
  let progress: @Sendable (JuryRun.Progress) -> Void

  /// Replies that may wait for the disk before no more are asked for.
  private static let mostUnkept = 1_000
  /// How many cases are fetched at least.
  private static let batch = 1_024

  private enum Event: Sendable {
    case replied
    case kept(Review)
    /// Somebody else's review was there first.
    case wasThere(ReviewCase.Key)
    case outOfMoney(ReviewCase.Key)
    case failed(any Error)
  }

  func run() async throws {
    try await withThrowingDiscardingTaskGroup { attempts in
      let (events, post) = AsyncStream.makeStream(of: Event.self)
      var happened = events.makeAsyncIterator()
      var state = State(juror: seat.juror)
      try await fill(&state, &attempts, post)
      while true {
        try Task.checkCancellation()
        if state.underWay.isEmpty {
          guard let watchEvery, !state.isOver else { return }
          try await run.clock.sleep(milliseconds: watchEvery)
          state.isDrained = false
        } else {
          // A stopped run ends the stream.
          guard let event = await happened.next() else { throw CancellationError() }
          try take(event, &state)
          // Before the end one looks once more.
          if state.underWay.isEmpty { state.isDrained = false }
          // What a provider that is down was still asked is dropped.
          if state.isGivenUp { return attempts.cancelAll() }
        }
        try await fill(&state, &attempts, post)
      }
    }
  }

  private struct State {
    let trials: [Int: Juror.Trial]
    var waiting: ArraySlice<ReviewCase> = []
    var underWay: Set<ReviewCase.Key> = []
    var atProvider = 0
    var isOver = false
    var isGivenUp = false
    /// Whether the queue had nothing more when it was asked last: asking it again with each reply would
    /// read all that is under way each time.
    var isDrained = false
    var asked: UInt64 = 0
    var lastFailure = ""

    init(juror: Juror) {
      trials = juror.asking.trials.reduce(into: [:]) { $0[$1.number] = $1 }
    }
  }

  private func take(_ event: Event, _ state: inout State) throws {
    switch event {
    case .replied: state.atProvider -= 1
    case .kept(let review):
      state.underWay.remove(ReviewCase.Key(item: review.item, trial: review.trial))
      if case .failed(let reason) = review.outcome { state.lastFailure = reason }
      // It waits for its next attempt, if it has one.
      if !review.outcome.isFinal { state.isDrained = false }
      progress(.reviewed(review))
      if !state.isOver, provider.throttle.withLock(\.isGivenUp) {
        state.isOver = true
        state.isGivenUp = true
        progress(.gaveUp(juror: seat.juror.name, reason: state.lastFailure))
      }
    case .wasThere(let key): state.underWay.remove(key)
    case .outOfMoney(let key):
      state.underWay.remove(key)
      if !state.isOver {
        state.isOver = true
        progress(.gaveUp(juror: seat.juror.name, reason: "another request could exceed the budget"))
      }
    case .failed(let error): throw error
    }
  }

  /// Starts as many attempts as there are places and cases.
  private func fill(
    _ state: inout State,
    _ attempts: inout ThrowingDiscardingTaskGroup<any Error>,
    _ post: AsyncStream<Event>.Continuation
  ) async throws {
    while !state.isOver, state.underWay.count < Self.mostUnkept {
      // Jurors of one provider share its places; who has none may always have one.
      let isOwn = state.atProvider < seat.juror.limits.concurrency
      let mayTakeOne = state.atProvider == 0
      guard isOwn, provider.throttle.withLock({ $0.take(evenIfFull: mayTakeOne) }) else { return }
      guard let next = try await next(&state), let trial = state.trials[next.trial] else {
        provider.throttle.withLock { $0.leave() }
        return
      }
      state.atProvider += 1
      state.underWay.insert(next.key)
      state.asked += 1
      let attempt = attempt(number: state.asked)
      attempts.addTask {
        await Self.hold(attempt, next, trial, recorder, post)
      }
    }
  }

  private func next(_ state: inout State) async throws -> ReviewCase? {
    if let next = state.waiting.popFirst() { return next }
    if state.isDrained { return nil }
    // What is under way still waits in the queue, so as many more are asked for.
    let found = try await run.queue.next(for: seat.juror, limit: state.underWay.count + Self.batch)
    state.waiting = found.filter { !state.underWay.contains($0.key) }[...]
    state.isDrained = state.waiting.isEmpty
    return state.waiting.popFirst()
  }

  private func attempt(number: UInt64) -> Attempt {
    let progress = progress
    return Attempt(
      seat: seat,
      provider: provider,
      prompter: prompter,
      reading: ReplyReading(guideline, juror: seat.juror),
      queue: run.queue,
      looksForKnown: looksForKnown,
      clock: run.clock,
      log: { progress(.sent($0)) },
      seed: run.seed &+ number
    )
  }

  /// Holds one trial, and says when the provider's place is free and when the disk has it.
  private static func hold(
    _ attempt: Attempt,
    _ next: ReviewCase,
    _ trial: Juror.Trial,
    _ recorder: Recorder<NewReview>,
    _ post: AsyncStream<Event>.Continuation
  ) async {
    let end: Attempt.End
    do {
      end = try await attempt.run(next, trial)
    } catch {
      attempt.provider.throttle.withLock { $0.leave() }
      post.yield(.replied)
      post.yield(.failed(error))
      return
    }
    attempt.provider.throttle.withLock { $0.leave() }
    post.yield(.replied)
    switch end {
    case .outOfMoney: post.yield(.outOfMoney(next.key))
    case .review(let review):
      do {
        let isKept = try await recorder.keep(review)
        post.yield(isKept ? .kept(review.review) : .wasThere(next.key))
      } catch {
        post.yield(.failed(error))
      }
    }
  }
}
