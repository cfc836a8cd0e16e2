package import Basics
import Models

/// Takes batches of one kind of task a step further: written, submitted, asked after, collected.
///
/// What is about to happen is kept before it happens, so that it can stop anywhere and goes on from
/// there: no batch is submitted twice, and no result is kept twice.
package struct BatchRun<Kind: TaskKind>: Sendable {
  let kind: Kind
  let store: any BatchStore<Kind.Case, Kind.Prompt>
  /// The folder of the batches' files.
  let folder: String
  let options: BatchOptions
  let clock: any RunClock
  let progress: @Sendable (BatchProgress) -> Void
  private let clients: [BatchClient]
  private let budget: Money?
  private let seed: UInt64

  /// - Parameters:
  ///   - folder: where the batches' files are; it is there already.
  ///   - budget: what may be spent on the project, the already spent included.
  ///   - seed: what the keys of new batches and the jitter of waits grow from.
  package init(
    _ kind: Kind,
    clients: [BatchClient],
    store: any BatchStore<Kind.Case, Kind.Prompt>,
    folder: String,
    budget: Money? = nil,
    options: BatchOptions = BatchOptions(),
    clock: any RunClock,
    seed: UInt64,
    progress: @escaping @Sendable (BatchProgress) -> Void = { _ in }
  ) {
    self.kind = kind
    self.clients = clients
    self.store = store
    self.folder = folder
    self.options = options
    self.clock = clock
    self.progress = progress
    self.budget = budget
    self.seed = seed
  }

  /// Takes every batch of these clients as far as it goes now.
  ///
  /// What came is collected first, so that what has to be asked again is in the next file.
  /// - Throws: what kind and store throw; `FileError`; `CancellationError` when it is stopped.
  package func run() async throws {
    var random = SplitMix64(seed: seed)
    for client in clients {
      for batch in try await openBatches(of: client) {
        guard case .submitted(let id, let start) = batch.state else { continue }
        var collecting = BatchCollecting(run: self, client: client, seed: random.next())
        try await collecting.advance(batch, id: id, since: start)
      }
    }
    if options.steps.contains(.write) {
      var budget = Budget(limit: budget, spent: try await store.committed())
      for client in clients {
        let writing = BatchWriting(run: self, client: client)
        try await writing.writeAll(&budget) { String(hexadecimal: random.next()) }
      }
    }
    guard options.steps.contains(.submit) else { return }
    for client in clients {
      for batch in try await openBatches(of: client) {
        var submitting = BatchSubmitting(run: self, client: client, seed: random.next())
        try await submitting.advance(batch)
      }
    }
  }

  func path(of batch: Batch) -> String { folder + "/" + batch.file }

  private func openBatches(of client: BatchClient) async throws -> [Batch] {
    try await store.batches().filter { $0.client == client.name && $0.isOpen }
  }

  /// Keeps that something happened to a batch.
  func add(
    _ kind: Batch.Kind,
    providerID: String? = nil,
    detail: String? = nil,
    to batch: Batch
  ) async throws -> Batch {
    let event = Batch.Event(kind, providerID: providerID, detail: detail, at: clock.now)
    return try await store.append(event, to: batch)
  }
}

extension String {
  /// Sixteen digits.
  fileprivate init(hexadecimal number: UInt64) {
    let digits = String(number, radix: 16)
    self = String(repeating: "0", count: 16 - digits.count) + digits
  }
}
