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
  let brake: Brake
  let looksForKnown: Bool
  let watchEvery: Int64?
  let progress: @Sendable (TaskProgress<Kind.Result>) -> Void

  /// Replies that may wait for the disk before no more are asked for.
  private static var mostUnkept: Int { 64 }
  /// How many cases are fetched at least.
  private static var batch: Int { 1_024 }
  /// A model of whose first replies so many are not in the form that was asked for, all of them, never
  /// gives it.
  private static var formlessReplies: Int { 10 }
  /// What a provider could not take is put to it so often before it is left for another run.
  private static var rounds: Int { 3 }
  /// A run that watches waits so long before it tries a provider again, then twice as long each time; in
  /// milliseconds.
  private static var firstPause: Int64 { 30_000 }
  private static var longestPause: Int64 { 600_000 }

  private enum Event: Sendable {
    case replied
    case kept(Kind.Result, TaskKey)
    /// Another run's result was there first.
    case wasThere(TaskKey)
    /// The provider could not take it, which says nothing of the task.
    case unanswered(TaskKey, RequestFailure)
    case outOfBudget(TaskKey)
    case failed(TaskKey, any Error)
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
          if let failure = state.failure { throw failure }
          if state.takesUpLeft(upTo: Self.rounds) { try await fill(&state, &tasks, post) }
          guard state.underWay.isEmpty else { continue }
          guard let watchEvery, !brake.isSet else { return tellOwed(state) }
          try await wait(&state, watchEvery)
        } else {
          // A stopped run ends the stream.
          guard let event = await happened.next() else { throw CancellationError() }
          try take(event, &state)
          // Before the end one looks once more.
          if state.underWay.isEmpty { state.isDrained = false }
          // What a provider that is down was still asked is dropped.
          if state.isGivenUp, watchEvery == nil, !brake.isSet {
            tellOwed(state)
            return tasks.cancelAll()
          }
        }
        try await fill(&state, &tasks, post)
      }
    }
  }

  private struct State {
    var waiting: ArraySlice<Kind.Case> = []
    var underWay: Set<TaskKey> = []
    /// What the provider could not take: left for the next run, or until it is tried again.
    var left: Set<TaskKey> = []
    var atProvider = 0
    var isOver = false
    var isGivenUp = false
    /// Whether the queue had nothing more when it was asked last: asking it again with each reply would
    /// read all that is under way each time.
    var isDrained = false
    var asked: UInt64 = 0
    var lastFailure = ""
    /// How often the provider was tried again without success.
    var pauses = 0
    /// Replies that were not in the form that was asked for; nil once one was.
    var formless: Int? = 0
    /// How often the provider was given what it could not take, and all else.
    var round = 1
    var failure: (any Error)?

    /// Takes up what the provider could not take, if it is there and has not had it often enough.
    mutating func takesUpLeft(upTo rounds: Int) -> Bool {
      guard !isOver, !left.isEmpty, round < rounds else { return false }
      round += 1
      (left, waiting, isDrained) = ([], [], false)
      return true
    }
  }

  private func take(_ event: Event, _ state: inout State) throws {
    switch event {
    case .replied: state.atProvider -= 1
    case .kept(let result, let key):
      state.underWay.remove(key)
      state.pauses = 0
      // It waits for its next attempt, if it has one.
      if !result.isFinal { state.isDrained = false }
      progress(.kept(result))
      noteForm(of: result, &state)
    case .wasThere(let key): state.underWay.remove(key)
    case .unanswered(let key, let failure):
      state.underWay.remove(key)
      state.left.insert(key)
      state.lastFailure = failure.sentence
      // A wrong key is as wrong the next time.
      if !RetryMachine.isTemporary(failure) { state.round = Self.rounds }
      if sender.throttle.isGivenUp, !state.isGivenUp {
        state.isGivenUp = true
        if watchEvery == nil { giveUp(&state, state.lastFailure) } else { state.isOver = true }
      }
    case .outOfBudget(let key):
      state.underWay.remove(key)
      giveUp(&state, "another request could exceed the budget")
    case .failed(let key, let error):
      state.underWay.remove(key)
      if error is CancellationError { throw error }
      // Nothing more is asked, by nobody; what is under way is paid for, and waited for.
      brake.set()
      state.failure = state.failure ?? error
    }
  }

  /// A model that never gives the form is stopped before it has spent every item's attempts.
  private func noteForm(of result: Kind.Result, _ state: inout State) {
    guard let count = state.formless else { return }
    state.formless = result.isFormless ? count + 1 : result.isFinal ? nil : count
    guard state.formless == Self.formlessReplies else { return }
    giveUp(
      &state,
      "none of its first \(Self.formlessReplies) replies was in the form that was asked for"
    )
  }

  private func giveUp(_ state: inout State, _ reason: String) {
    guard !state.isOver else { return }
    state.isOver = true
    progress(.gaveUp(client: client.name, reason: reason))
  }

  /// Says what the provider could not take.
  private func tellOwed(_ state: State) {
    guard !state.left.isEmpty, !state.isOver else { return }
    progress(.left(client: client.name, count: state.left.count, reason: state.lastFailure))
  }

  /// Waits until the queue may hold more, or a provider that failed may be there again.
  private func wait(_ state: inout State, _ watchEvery: Int64) async throws {
    guard state.isGivenUp || !state.isOver && !state.left.isEmpty else {
      try await run.clock.sleep(milliseconds: watchEvery)
      state.isDrained = false
      return
    }
    var pause = min(Self.longestPause, Self.firstPause << Int64(min(state.pauses, 5)))
    progress(.pausing(client: client.name, milliseconds: pause, reason: state.lastFailure))
    while pause > 0, !brake.isSet {
      let step = min(pause, watchEvery)
      try await run.clock.sleep(milliseconds: step)
      pause -= step
    }
    sender.throttle.change { $0.tryAgain() }
    state.pauses += 1
    state.round = 1
    (state.left, state.waiting) = ([], [])
    (state.isOver, state.isGivenUp, state.isDrained) = (false, false, false)
  }

  /// Starts as many tasks as there are places and cases.
  private func fill(
    _ state: inout State,
    _ tasks: inout ThrowingDiscardingTaskGroup<any Error>,
    _ post: AsyncStream<Event>.Continuation
  ) async throws {
    while !state.isOver, !brake.isSet,
      state.underWay.count - state.atProvider < Self.mostUnkept
    {
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
    // What is under way or left still waits in the queue, so as many more are asked for.
    let busy = state.underWay.union(state.left)
    let found = try await run.kind.next(for: client.name, limit: busy.count + Self.batch)
    state.waiting = found.filter { !busy.contains($0.taskKey.place) }[...]
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
      if let failure = completion.exchange.failure, failure.isOfProvider {
        try await run.kind.note(
          UnansweredTask(
            model: client.name,
            subject: key.subject,
            trial: key.trial,
            sends: completion.trace.sends,
            cost: completion.trace.cost,
            reason: failure.sentence,
            at: completion.end
          )
        )
        post.yield(.unanswered(key, failure))
        return
      }
      let result = try run.kind.result(
        of: next,
        by: client.name,
        promptHash: task.prompt.hash,
        prompt: task.prompt,
        completion
      )
      let isKept: Bool
      do { isKept = try await recorder.keep(result) } catch {
        rescue(completion, of: task)
        throw error
      }
      run.unkept?.take(task.key, of: client.name)
      post.yield(isKept ? .kept(result, key) : .wasThere(key))
    } catch {
      post.yield(.failed(key, error))
    }
  }

  /// Puts a reply that could not be kept where a later run finds it.
  private func rescue(_ completion: Completion, of task: ModelTask<Kind.Prompt>) {
    guard let reply = completion.exchange.reply else { return }
    let entry = UnkeptReplies.Entry(
      raw: reply.raw,
      promptHash: task.prompt.hash,
      requestHash: completion.trace.requestHash,
      cost: completion.trace.cost
    )
    run.unkept?.keep(entry, to: task.key, of: client.name)
  }

  private func leave(_ post: AsyncStream<Event>.Continuation) {
    sender.throttle.change { $0.leave() }
    post.yield(.replied)
  }

  /// What is known already, or comes of asking; nil where the budget does not allow for asking.
  private func completion(of task: ModelTask<Kind.Prompt>, seed: UInt64) async throws -> Completion?
  {
    if let completion = unkept(task) { return completion }
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

  /// What an earlier run was told and could not keep.
  private func unkept(_ task: ModelTask<Kind.Prompt>) -> Completion? {
    guard
      let known = run.unkept?.reply(
        to: task.key,
        of: client.name,
        promptHash: task.prompt.hash
      )
    else { return nil }
    let now = run.clock.now
    var completion = Completion(
      knownAs: client.source.request(for: task),
      client.source.reread(known.raw),
      start: now,
      end: now
    )
    completion.trace.requestHash = known.requestHash ?? completion.trace.requestHash
    completion.trace.cost = known.cost
    return completion
  }
}

extension Completion {
  /// What came of a reply that was known.
  init(knownAs planned: PlannedRequest, _ exchange: Exchange, start: Timestamp, end: Timestamp) {
    let trace = RequestTrace(requestHash: planned.hash, sends: 0, output: planned.output)
    self.init(exchange: exchange, trace: trace, start: start, end: end)
  }
}
