import AnnotationCore
import Foundation

/// Asks how far a batch is, and makes reviews of its results once it is over.
struct BatchCollecting {
  /// How many results become reviews at once.
  private static let group = 500

  private let run: BatchRun
  private let seat: BatchRun.Seat
  private var asking: BatchAsking

  init(run: BatchRun, seat: BatchRun.Seat, seed: UInt64) {
    self.run = run
    self.seat = seat
    asking = BatchAsking(seat, clock: run.clock, seed: seed)
  }

  /// - Parameters:
  ///   - id: what the provider calls the batch.
  ///   - start: when it was submitted.
  mutating func advance(_ known: Batch, id: String, since start: Timestamp) async throws {
    guard !run.options.steps.isDisjoint(with: [.poll, .collect]) else { return }
    var batch = known
    let body: String
    switch try await asking.get(seat.dialect.path(of: id)) {
    case .body(let answer): body = answer
    case .trouble(let trouble):
      try Task.checkCancellation()
      report(batch, "asking how far it is did not work: \(trouble.sentence)")
      return
    }
    guard let standing = try? seat.dialect.standing(body) else {
      report(batch, "what the provider says of it cannot be read: \(body.prefix(120))")
      return
    }
    let words = seat.transport.redaction.applied(to: standing.words)
    if batch.events.last(where: { $0.kind == .polled })?.detail != words {
      batch = try await add(.polled, detail: words, to: batch)
    }
    switch standing.end {
    case nil: run.progress(.underWay(batch))
    case .failed(let reason):
      let why = seat.transport.redaction.applied(to: reason)
      batch = try await add(.failed, detail: why, to: batch)
      run.progress(.failed(batch, reason: why))
    case .results(let places):
      guard run.options.steps.contains(.collect) else {
        run.progress(.underWay(batch))
        return
      }
      // A gateway may pass on an address that is not its own, and that the key must not go to.
      let own = places.map { place in
        seat.transport.isOwn(place) ? place : seat.dialect.path(of: id) + "/results"
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
        if let trouble = try await asking.download(place, to: file) {
          report(batch, "fetching its results did not work: \(trouble.sentence)")
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
    for what in tally.notTaken.sorted() {
      batch = try await add(.notTaken, detail: what, to: batch)
    }
    batch = try await add(.collected, detail: tally.words(of: batch.lines), to: batch)
    run.progress(.collected(batch))
  }

  /// What came of the lines.
  private struct Tally {
    var answered: Set<Int> = []
    var counts: [(word: String, count: Int)] = [
      ("with a verdict", 0), ("refused", 0), ("unparsable", 0), ("failed", 0),
    ]
    /// Lines of the results that are not what the provider's documentation says, or nobody's.
    var strange = 0
    var notTaken: Set<String> = []

    mutating func note(_ outcome: Review.Outcome) {
      let index =
        switch outcome {
        case .verdict: 0
        case .refused: 1
        case .unparsable: 2
        case .failed: 3
        }
      counts[index].count += 1
    }

    func words(of lines: Int) -> String {
      let others = [
        ("without a result", lines - answered.count), ("of its lines strange", strange),
      ]
      return (counts + others).filter { $0.1 > 0 }.map { "\($1) \($0)" }.joined(separator: ", ")
    }
  }

  private func keep(
    _ group: [String],
    of batch: Batch,
    since start: Timestamp,
    _ tally: inout Tally
  ) async throws {
    var results: [(number: Int, status: Int, body: Body)] = []
    for text in group {
      guard let result = try? seat.dialect.result(text),
        let number = batch.line(of: result.customID)
      else {
        tally.strange += 1
        continue
      }
      guard case .answer(let status, let body, let id) = result.what,
        tally.answered.insert(number).inserted
      else { continue }
      results.append((number, status, Body(text: body, signs: PacingSigns(requestID: id))))
    }
    let lines = try await run.store.lines(of: batch, numbers: results.map(\.number))
    let form = seat.form(output: batch.output, dropped: batch.dropped)
    let reading = ReplyReading(run.guideline, juror: seat.juror)
    let price = seat.juror.price?.inBatch
    var reviews: [NewReview] = []
    for (number, status, body) in results {
      guard let line = lines[number] else { continue }
      var exchange = seat.transport.redaction.applied(
        to: WireAnswer.exchange(
          status: status,
          body: body,
          for: form.questionWithoutTexts,
          in: form.dialect
        )
      )
      if case .failed(.notTaken(let what)) = exchange {
        var next = form
        if next.stepDown(from: what, asked: form.output) {
          // The next batch asks without it, and this line was never put to the model.
          tally.notTaken.insert(what)
          tally.answered.remove(number)
          continue
        }
        exchange = .failed(.hopeless(RequestForm.refusal(of: what)))
      }
      let trace = Review.Trace(
        requestHash: line.requestHash,
        requestID: exchange.signs.requestID,
        output: form.output,
        dropped: form.droppedNames,
        cost: price?.cost(of: exchange, atMost: line.mostCost) ?? .zero
      )
      let review = reading.review(
        of: line.next,
        promptHash: line.promptHash,
        exchange,
        trace,
        from: start,
        to: run.clock.now
      )
      tally.note(review.outcome)
      reviews.append(NewReview(review, prompt: nil))
    }
    _ = try await run.store.record(reviews)
  }

  private func report(_ batch: Batch, _ what: String) { run.progress(.trouble(batch, what)) }

  private func add(
    _ kind: Batch.Kind,
    detail: String,
    to batch: Batch
  ) async throws -> Batch {
    try await run.store.append(Batch.Event(kind, detail: detail, at: run.clock.now), to: batch)
  }
}
