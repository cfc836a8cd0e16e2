package import AnnotationCore
import AsyncHTTPClient

/// Takes batches a step further: written, submitted, asked after, collected.
///
/// What is about to happen is kept before it happens, so that it can stop anywhere and goes on from
/// there: no batch is submitted twice, and no result becomes two reviews.
package struct BatchRun: Sendable {
  /// A juror whose provider takes batches.
  package struct Seat: Sendable {
    let juror: Juror
    let endpoint: Juror.Endpoint
    let dialect: any BatchDialect
    let transport: HTTPTransport
  }

  /// What can be done with a batch.
  package enum Step: String, Hashable, Sendable, CaseIterable {
    case write, submit, poll, collect
  }

  /// What somebody decided about a run.
  package struct Options: Hashable, Sendable {
    package var steps: Set<Step>
    /// The lines that a file may have at most, if the provider takes as many.
    package var mostLines: Int
    /// Whether a batch of which nobody knows if the provider has it is submitted again.
    package var resubmits: Bool

    package init(
      steps: Set<Step> = Set(Step.allCases),
      mostLines: Int = 10_000,
      resubmits: Bool = false
    ) {
      self.steps = steps
      self.mostLines = mostLines
      self.resubmits = resubmits
    }
  }

  /// What happened.
  package enum Progress: Hashable, Sendable {
    case wrote(Batch)
    case submitted(Batch)
    /// The provider is at it.
    case underWay(Batch)
    case collected(Batch)
    /// The batch came to nothing; its trials wait again.
    case failed(Batch, reason: String)
    /// Nobody knows whether the provider has the batch.
    case unknown(Batch)
    /// A step that did not come off; the next run tries it again.
    case trouble(Batch, String)
    /// Another request could exceed the budget.
    case outOfMoney(juror: String)

    /// Whether somebody should look at it.
    package var isTrouble: Bool {
      switch self {
      case .failed, .unknown, .trouble, .outOfMoney: true
      case .wrote, .submitted, .underWay, .collected: false
      }
    }
  }

  let guideline: Guideline
  let store: any BatchStore
  /// The folder of the batches' files.
  let folder: String
  let options: Options
  let clock: any RunClock
  let progress: @Sendable (Progress) -> Void
  private let seats: [Seat]
  private let prompters: [String: ReviewPrompter]
  private let budget: Money?
  private let seed: UInt64

  /// - Parameters:
  ///   - folder: where the batches' files are; it is there already.
  ///   - examples: decided items, in the order in which jurors that want some are shown them.
  ///   - budget: what may be spent on the project, the already spent included.
  ///   - seed: what the keys of new batches and the jitter of waits grow from.
  /// - Throws: where one of the guideline's prompts cannot be used.
  package init(
    guideline: Guideline,
    seats: [Seat],
    store: any BatchStore,
    folder: String,
    examples: [Example] = [],
    budget: Money? = nil,
    options: Options = Options(),
    clock: any RunClock,
    seed: UInt64,
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) throws(PromptError) {
    self.guideline = guideline
    self.seats = seats
    self.store = store
    self.folder = folder
    self.options = options
    self.clock = clock
    self.progress = progress
    self.budget = budget
    self.seed = seed
    prompters = try ReviewPrompter.each(of: seats.map(\.juror), guideline, examples)
  }

  /// Takes every batch of the seated jurors as far as it goes now.
  ///
  /// What came is collected first, so that what has to be asked again is in the next file.
  /// - Throws: what the store throws; `FileError`; `CancellationError` when it is stopped.
  package func run() async throws {
    var random = SplitMix64(seed: seed)
    for seat in seats {
      for batch in try await openBatches(of: seat) {
        guard case .submitted(let id, let start) = batch.state else { continue }
        var collecting = BatchCollecting(run: self, seat: seat, seed: random.next())
        try await collecting.advance(batch, id: id, since: start)
      }
    }
    if options.steps.contains(.write) {
      var purse = Purse(budget: budget, spent: try await store.committed())
      for seat in seats {
        guard let prompter = prompters[seat.juror.name] else { continue }
        let writing = BatchWriting(run: self, seat: seat, prompter: prompter)
        try await writing.writeAll(&purse) { String(hexadecimal: random.next()) }
      }
    }
    guard options.steps.contains(.submit) else { return }
    for seat in seats {
      for batch in try await openBatches(of: seat) {
        var submitting = BatchSubmitting(run: self, seat: seat, seed: random.next())
        try await submitting.advance(batch)
      }
    }
  }

  func path(of batch: Batch) -> String { folder + "/" + batch.file }

  private func openBatches(of seat: Seat) async throws -> [Batch] {
    try await store.batches().filter { $0.juror == seat.juror.name && $0.isOpen }
  }
}

extension BatchRun {
  /// Seats the jurors whose providers take batches, for as long as `body` runs.
  /// - Parameters:
  ///   - environment: where keys are read from.
  ///   - certificates: a PEM file with authorities to trust besides the system's.
  /// - Throws: ``SeatError`` before anything is sent; what `body` throws.
  package static func withSeats<Result>(
    for jurors: [Juror],
    environment: [String: String],
    certificates: String? = nil,
    clock: any RunClock = SystemClock(),
    _ body: ([Seat]) async throws -> Result
  ) async throws -> Result {
    try await HTTPClient.serving(jurors, certificates: certificates) { client in
      let seats = try jurors.compactMap { juror in
        try Seat(juror, client: client, environment: environment, clock: clock)
      }
      return try await body(seats)
    }
  }
}

extension BatchRun.Seat {
  /// A file of many megabytes takes longer than one request.
  private static let leastTimeout = 600.0

  /// Nil where the juror's provider takes no batches.
  init?(
    _ juror: Juror,
    client: HTTPClient,
    environment: [String: String],
    clock: any RunClock
  ) throws {
    guard case .endpoint(let endpoint) = juror.provider, let dialect = endpoint.wire.batchDialect
    else { return nil }
    let key = try JuryRun.Seat.key(of: juror.name, in: endpoint.keyVariable, environment)
    self.juror = juror
    self.endpoint = endpoint
    self.dialect = dialect
    transport = HTTPTransport(
      client: client,
      address: endpoint.address,
      headers: endpoint.wire.dialect.headers(key: key),
      key: key,
      timeoutSeconds: max(Self.leastTimeout, juror.limits.timeoutSeconds),
      clock: clock
    )
  }

  /// How the juror's requests look in a batch.
  ///
  /// OpenAI's own models take the newer name of the limit of tokens, and nothing can be tried out here.
  func form(output: Juror.StructuredOutput? = nil, dropped: [String] = []) -> RequestForm {
    var parameters = Set(dropped.compactMap(Juror.Parameter.init(rawValue:)))
    if endpoint.wire == .chat { parameters.insert(.maxTokens) }
    return RequestForm(endpoint, sampling: juror.sampling, output: output, dropped: parameters)
  }
}

extension Juror {
  /// Whether its provider has a way to take batches.
  package var takesBatches: Bool {
    if case .endpoint(let endpoint) = provider { endpoint.wire.batchDialect != nil } else { false }
  }
}

extension String {
  /// Sixteen digits.
  fileprivate init(hexadecimal number: UInt64) {
    let digits = String(number, radix: 16)
    self = String(repeating: "0", count: 16 - digits.count) + digits
  }
}
