package import Basics
import Models
import Synchronization

/// Puts what waits of one kind of task to every model, side by side, and keeps what comes of it.
///
/// A run can be stopped at any moment by cancelling its task: requests under way are dropped and
/// not recorded, and the next run goes on where this one stopped, since what waits is the kind's.
package struct TaskRun<Kind: TaskKind>: Sendable {
  let kind: Kind
  let clock: any RunClock
  let seed: UInt64
  let unkept: UnkeptReplies?
  private let clients: [ModelClient]
  private let budget: SharedBudget

  /// - Parameters:
  ///   - budget: what may be spent.
  ///   - seed: what the jitter of waits grows from.
  ///   - unkept: where replies go that cannot be kept, and where those of earlier runs are.
  package init(
    _ kind: Kind,
    clients: [ModelClient],
    budget: Budget = Budget(limit: nil),
    clock: any RunClock,
    seed: UInt64,
    unkept: UnkeptReplies? = nil
  ) {
    self.kind = kind
    self.unkept = unkept
    self.clients = clients
    self.budget = SharedBudget(budget)
    self.clock = clock
    self.seed = seed
  }

  /// What has been spent so far.
  package var spent: Money { budget.spent }

  /// Runs until nothing waits; with `watchEvery`, looks again that often until it is cancelled.
  /// - Throws: what the kind throws, once what is under way is kept; `CancellationError` when it is
  ///   stopped.
  package func run(
    watchEvery milliseconds: Int64? = nil,
    progress: @escaping @Sendable (TaskProgress<Kind.Result>) -> Void = { _ in }
  ) async throws {
    let recorder = Recorder<Kind.Result> { [kind] in try await kind.record($0) }
    let brake = Brake()
    let looksForKnown = try await kind.hasKnownReplies(beside: clients.map(\.name))
    try await withThrowingTaskGroup(of: Void.self) { workers in
      for clients in Dictionary(grouping: clients, by: { $0.model.provider.key }).values {
        let throttle = SharedThrottle(Throttle(for: clients.map(\.model.limits)))
        for client in clients {
          let worker = TaskWorker(
            client: client,
            run: self,
            sender: TaskSender(
              client: client,
              throttle: throttle,
              budget: budget,
              clock: clock,
              log: { progress(.sent($0)) }
            ),
            recorder: recorder,
            brake: brake,
            looksForKnown: looksForKnown,
            watchEvery: milliseconds,
            progress: progress
          )
          workers.addTask { try await worker.run() }
        }
      }
      // The others keep what they are told before the first failure ends the run.
      var failure: (any Error)?
      while let result = await workers.nextResult() {
        if case .failure(let error) = result, failure == nil {
          failure = error
          if error is CancellationError { workers.cancelAll() }
        }
      }
      if let failure { throw failure }
    }
  }
}

/// Whether no more is to be asked in a run, by no model.
final class Brake: Sendable {
  private let state = Mutex(false)

  var isSet: Bool { state.withLock(\.self) }

  func set() { state.withLock { $0 = true } }
}

/// What happens while a run goes on.
package enum TaskProgress<Result: Sendable>: Sendable {
  case kept(Result)
  case sent(SendRecord)
  /// The model is not asked any more in this run.
  case gaveUp(client: String, reason: String)
  /// So many tasks are left for another run, since the provider could not take them.
  case left(client: String, count: Int, reason: String)
  /// The provider is tried again after a pause.
  case pausing(client: String, milliseconds: Int64, reason: String)
}

/// The pace of a provider, which the models behind it share.
final class SharedThrottle: Sendable {
  private let throttle: Mutex<Throttle>

  init(_ throttle: Throttle) { self.throttle = Mutex(throttle) }

  var isGivenUp: Bool { throttle.withLock(\.isGivenUp) }

  func change<Value: Sendable>(_ body: (inout Throttle) -> Value) -> Value {
    throttle.withLock { body(&$0) }
  }
}
