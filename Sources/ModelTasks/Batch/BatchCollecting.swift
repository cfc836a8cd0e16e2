import Basics
import Foundation
import Models

/// Asks how far a batch is, and keeps its results once it is over.
struct BatchCollecting<Kind: TaskKind> {
  /// How many results are kept at once.
  private static var group: Int { 500 }

  private let run: BatchRun<Kind>
  private let client: BatchClient
  private var requests: BatchRequests

  init(run: BatchRun<Kind>, client: BatchClient, seed: UInt64) {
    self.run = run
    self.client = client
    requests = BatchRequests(client, clock: run.clock, seed: seed)
  }

  /// - Parameters:
  ///   - id: what the provider calls the batch.
  ///   - start: when it was submitted.
  mutating func advance(_ known: Batch, id: String, since start: Timestamp) async throws {
    guard !run.options.steps.isDisjoint(with: [.poll, .collect]) else { return }
    var batch = known
    let body: String
    switch try await requests.get(client.dialect.path(of: id)) {
    case .body(let answer): body = answer
    case .failed(let failure):
      try Task.checkCancellation()
      report(batch, "asking how far it is did not work: \(failure.sentence)")
      return
    }
    guard let status = try? client.dialect.status(body) else {
      report(batch, "what the provider says of it cannot be read: \(body.prefix(120))")
      return
    }
    let words = client.transport.redaction.applied(to: status.words)
    if batch.events.last(where: { $0.kind == .polled })?.detail != words {
      batch = try await run.add(.polled, detail: words, to: batch)
    }
    switch status.end {
    case nil: run.progress(.underWay(batch))
    case .failed(let reason):
      let why = client.transport.redaction.applied(to: reason)
      batch = try await run.add(.failed, detail: why, to: batch)
      run.progress(.failed(batch, reason: why))
    case .results(let places):
      guard run.options.steps.contains(.collect) else {
        run.progress(.underWay(batch))
        return
      }
      // A gateway may pass on an address that is not its own, and that the key must not go to.
      let own = places.map { place in
        client.transport.isOwn(place) ? place : client.dialect.path(of: id) + "/results"
      }
      try await collect(batch, from: own, since: start)
    }
  }

  private mutating func collect(
    _ batch: Batch,
    from places: [String],
    since start: Timestamp
  ) async throws {
    var tally = Tally()
    for (index, place) in places.enumerated() {
      let file = "\(run.folder)/\(batch.key).results-\(index + 1).jsonl"
      if !FileManager.default.fileExists(atPath: file) {
        if let failure = try await requests.download(place, to: file) {
          report(batch, "fetching its results did not work: \(failure.sentence)")
          return
        }
      }
      var lines = try ResultLines(path: file)
      while case let group = try lines.next(Self.group), !group.isEmpty {
        try Task.checkCancellation()
        try await keep(group, of: batch, since: start, &tally)
      }
    }
    var batch = batch
    for what in tally.unsupported.sorted() {
      batch = try await run.add(.unsupportedParameter, detail: what, to: batch)
    }
    batch = try await run.add(.collected, detail: tally.words(of: batch.lines), to: batch)
    run.progress(.collected(batch))
  }

  /// What came of the lines.
  private struct Tally {
    var answered: Set<Int> = []
    var counts: [String: Int] = [:]
    /// Lines of the results that are not what the provider's documentation says, or nobody's.
    var strange = 0
    var unsupported: Set<String> = []

    func words(of lines: Int) -> String {
      let kept = Kind.Result.tallies.map { ($0, counts[$0] ?? 0) }
      let others = [
        ("without a result", lines - answered.count), ("of its lines strange", strange),
      ]
      return (kept + others).filter { $0.1 > 0 }.map { "\($1) \($0)" }.joined(separator: ", ")
    }
  }

  private func keep(
    _ group: [String],
    of batch: Batch,
    since start: Timestamp,
    _ tally: inout Tally
  ) async throws {
    var results: [(number: Int, status: Int, body: ResponseBody)] = []
    for text in group {
      guard let result = try? client.dialect.result(text),
        let number = batch.line(of: result.customID)
      else {
        tally.strange += 1
        continue
      }
      guard case .answer(let status, let body, let id) = result.what,
        tally.answered.insert(number).inserted
      else { continue }
      results.append(
        (number, status, ResponseBody(text: body, signs: RateLimitHeaders(requestID: id)))
      )
    }
    let lines = try await run.store.lines(of: batch, numbers: results.map(\.number))
    let form = client.form(output: batch.output, dropped: batch.dropped)
    let price = client.model.price?.inBatch
    var kept: [Kind.Result] = []
    for (number, status, body) in results {
      guard let line = lines[number] else { continue }
      var exchange = client.transport.redaction.applied(
        to: ProviderAnswer.exchange(
          status: status,
          body: body,
          for: form.requestWithoutPrompt,
          in: form.dialect
        )
      )
      if case .failed(.unsupportedParameter(let what)) = exchange {
        var next = form
        if next.stepDown(from: what, asked: form.output) {
          // The next batch asks without it, and this line was never put to the model.
          tally.unsupported.insert(what)
          tally.answered.remove(number)
          continue
        }
        exchange = .failed(.permanent(RequestForm.refusal(of: what)))
      }
      if let failure = exchange.failure, failure.isOfProvider {
        // It was not the line's fault, and does not count as an attempt at it.
        tally.answered.remove(number)
        let key = line.next.taskKey
        try await run.kind.note(
          UnansweredTask(
            model: client.name,
            subject: key.subject,
            trial: key.trial,
            sends: 1,
            cost: .zero,
            reason: failure.sentence,
            at: run.clock.now
          )
        )
        continue
      }
      let trace = RequestTrace(
        requestHash: line.requestHash,
        requestID: exchange.signs.requestID,
        output: form.output,
        dropped: form.leftOut,
        cost: price?.cost(of: exchange, atMost: line.mostCost) ?? .zero
      )
      let result = try run.kind.result(
        of: line.next,
        by: client.name,
        promptHash: line.promptHash,
        prompt: nil,
        Completion(exchange: exchange, trace: trace, start: start, end: run.clock.now)
      )
      tally.counts[result.tally, default: 0] += 1
      kept.append(result)
    }
    _ = try await run.kind.record(kept)
  }

  private func report(_ batch: Batch, _ what: String) { run.progress(.stepFailed(batch, what)) }
}
