import Basics
import Models

/// One model's part of a run: as many requests at once as its provider takes.
///
/// The one loop in which tasks are taken from their queue, whatever their kind. A place at the provider
/// is free as soon as the reply is there; that it is on disk is waited for besides.
struct TaskWorker<Kind: TaskKind>: Sendable {
  let client: ModelClient
  let run: TaskRun<Kind>
  let sender: TaskSender
  let recorder: Recorder<Kind.Result>
  let looksForKnown: Bool
  let watchEvery: Int64?
  let progress: @Sendable (TaskProgress<Kind.Result>) -> Void

  /// Replies that may wait for the disk before no more are asked for.
  private static var mostUnkept: Int { 1_000 }
  /// How many cases are fetched at least.
  private static var batch: Int { 1_024 }

  private enum Event: Sendable {
    case replied
    case kept(Kind.Result, TaskKey, failure: RequestFailure?)
    /// Another run's result was there first.
    case wasThere(TaskKey)
    case outOfBudget(TaskKey)
    case failed(any Error)
  }

  func run() async throws {
    try await withThrowingDiscardingTaskGroup { tasks in
      let (events, post) = AsyncStream.makeStream(of: Event.self)
      var happened = events.makeAsyncIterator()
      var state = State()
      try await fill(&state, &tasks, post)
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
          if state.isGivenUp { return tasks.cancelAll() }
        }
        try await fill(&state, &tasks, post)
      }
    }
  }

  private struct State {
    var waiting: ArraySlice<Kind.Case> = []
    var underWay: Set<TaskKey> = []
    var atProvider = 0
    var isOver = false
    var isGivenUp = false
    /// Whether the queue had nothing more when it was asked last: asking it again with each reply would
    /// read all that is under way each time.
    var isDrained = false
    var asked: UInt64 = 0
    var lastFailure = ""
  }

  private func take(_ event: Event, _ state: inout State) throws {
    switch event {
    case .replied: state.atProvider -= 1
    case .kept(let result, let key, let failure):
      state.underWay.remove(key)
      if let failure { state.lastFailure = failure.sentence }
      // It waits for its next attempt, if it has one.
      if !result.isFinal { state.isDrained = false }
      progress(.kept(result))
      if sender.throttle.isGivenUp {
        state.isGivenUp = true
        giveUp(&state, state.lastFailure)
      }
    case .wasThere(let key): state.underWay.remove(key)
    case .outOfBudget(let key):
      state.underWay.remove(key)
      giveUp(&state, "another request could exceed the budget")
    case .failed(let error): throw error
    }
  }

  private func giveUp(_ state: inout State, _ reason: String) {
    guard !state.isOver else { return }
    state.isOver = true
    progress(.gaveUp(client: client.name, reason: reason))
  }

  /// Starts as many tasks as there are places and cases.
  private func fill(
    _ state: inout State,
    _ tasks: inout ThrowingDiscardingTaskGroup<any Error>,
    _ post: AsyncStream<Event>.Continuation
  ) async throws {
    while !state.isOver, state.underWay.count < Self.mostUnkept {
      // Models of one provider share its places; who has none may always have one.
      let isOwn = state.atProvider < client.model.limits.concurrency
      let mayTakeOne = state.atProvider == 0
      guard isOwn, sender.throttle.change({ $0.take(evenIfFull: mayTakeOne) }) else { return }
      guard let next = try await next(&state) else {
        sender.throttle.change { $0.leave() }
        return
      }
      state.atProvider += 1
      state.underWay.insert(next.taskKey.place)
      state.asked += 1
      let seed = run.seed &+ state.asked
      tasks.addTask { await hold(next, seed: seed, post) }
    }
  }

  private func next(_ state: inout State) async throws -> Kind.Case? {
    if let next = state.waiting.popFirst() { return next }
    if state.isDrained { return nil }
    // What is under way still waits in the queue, so as many more are asked for.
    let limit = state.underWay.count + Self.batch
    let found = try await run.kind.next(for: client.name, limit: limit)
    state.waiting = found.filter { !state.underWay.contains($0.taskKey.place) }[...]
    state.isDrained = state.waiting.isEmpty
    return state.waiting.popFirst()
  }

  /// Holds one task, and says when the provider's place is free and when the disk has its result.
  private func hold(
    _ next: Kind.Case,
    seed: UInt64,
    _ post: AsyncStream<Event>.Continuation
  ) async {
    let key = next.taskKey.place
    do {
      let task: ModelTask<Kind.Prompt>
      let completion: Completion?
      do {
        task = try run.kind.task(for: next, of: client.name)
        completion = try await self.completion(of: task, seed: seed)
      } catch {
        leave(post)
        throw error
      }
      leave(post)
      guard let completion else {
        post.yield(.outOfBudget(key))
        return
      }
      let result = try run.kind.result(
        of: next,
        by: client.name,
        promptHash: task.prompt.hash,
        prompt: task.prompt,
        completion
      )
      let isKept = try await recorder.keep(result)
      let failure = completion.exchange.failure
      post.yield(isKept ? .kept(result, key, failure: failure) : .wasThere(key))
    } catch {
      post.yield(.failed(error))
    }
  }

  private func leave(_ post: AsyncStream<Event>.Continuation) {
    sender.throttle.change { $0.leave() }
    post.yield(.replied)
  }

  /// What is known already, or comes of asking; nil where the budget does not allow for asking.
  private func completion(of task: ModelTask<Kind.Prompt>, seed: UInt64) async throws -> Completion?
  {
    if looksForKnown {
      let start = run.clock.now
      let planned = client.source.request(for: task)
      if let raw = try await run.kind.knownReply(to: planned.hash) {
        return Completion(
          knownAs: planned,
          client.source.reread(raw),
          start: start,
          end: run.clock.now
        )
      }
    }
    return try await sender.completion(of: task, seed: seed)
  }
}

extension Completion {
  /// What came of a reply that was known.
  init(knownAs planned: PlannedRequest, _ exchange: Exchange, start: Timestamp, end: Timestamp) {
    let trace = RequestTrace(requestHash: planned.hash, sends: 0, output: planned.output)
    self.init(exchange: exchange, trace: trace, start: start, end: end)
  }
}
