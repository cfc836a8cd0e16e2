import AnnotationCore
import Fixtures
import ModelFixtures
import ModelReview
import ModelTasks
import Synchronization

/// Everything that a run of batches needs, for a test to run it again and again.
final class BatchDesk: Sendable {
  let kind: BatchProvider.Kind
  let provider: BatchProvider
  let store: StoredBatches
  let folder: TemporaryFolder
  let clock = StubClock(at: 1_000_000)
  private let price: TokenPrice?
  private let budget: Money?
  private let sampling: SamplingParameters
  private let runs = Mutex<UInt64>(0)
  private let said = Mutex<[BatchProgress]>([])

  init(
    _ kind: BatchProvider.Kind,
    items: [String] = ["a", "b", "c"],
    price: TokenPrice? = nil,
    budget: Money? = nil,
    sampling: SamplingParameters = .init(temperature: 0.5, maximumTokens: 100),
    _ play: @escaping @Sendable (Int) -> BatchProvider.Line = { _ in .reply(goodReply) }
  ) throws {
    self.kind = kind
    provider = BatchProvider(kind, play)
    store = try StoredBatches(items.map { equalItem($0, question: "May \($0)?") })
    folder = try TemporaryFolder()
    self.price = price
    self.budget = budget
    self.sampling = sampling
  }

  func juror(_ address: String) -> Juror {
    Juror(
      name: "one",
      provider: .endpoint(
        .init(
          wire: kind == .openAI ? .chat : .anthropic,
          address: address,
          model: "m",
          keyVariable: "KEY"
        )
      ),
      sampling: sampling,
      limits: .init(concurrency: 1, attempts: 2, retries: 1),
      price: price
    )
  }

  /// Runs once, at the address where the provider is served.
  /// - Returns: what was said.
  @discardableResult
  func run(
    _ address: String,
    _ options: BatchOptions = .init()
  ) async throws -> [BatchProgress] {
    let seed = runs.withLock { runs in
      runs += 1
      return runs
    }
    said.withLock { $0 = [] }
    try store.register([juror(address)])
    try await BatchClient.withClients(
      for: [juror(address)],
      environment: ["KEY": "sk-secret"],
      clock: clock
    ) { clients in
      let tasks = try ReviewTasks(
        guideline: promptedGuideline(),
        jurors: [juror(address)],
        queue: store
      )
      try await BatchRun(
        tasks,
        clients: clients,
        store: store,
        folder: folder.path,
        budget: budget,
        options: options,
        clock: clock,
        seed: seed
      ) { progress in self.said.withLock { $0.append(progress) } }
      .run()
    }
    return said.withLock { $0 }
  }

  /// Runs until everything is over, whatever stops it on the way.
  func finish(_ address: String, rounds: Int = 10) async throws {
    provider.finish()
    store.stop(after: nil)
    for _ in 0..<rounds {
      try await run(address, .init(resubmits: true))
      try await clock.sleep(milliseconds: 61_000)
    }
  }

  var reviews: [String] { store.reviews.map(\.short).sorted() }

  func states() throws -> [Batch.State] { try store.batches().map(\.state) }
}
