import AnnotationCore

/// One attempt to get a juror's verdict on one item: asked, asked again where that may help, read.
struct Attempt: Sendable {
  let juror: Juror
  let source: any ReviewSource
  let prompter: ReviewPrompter
  let parser: ReplyParser
  let clock: any RunClock
  /// What the jitter of the waits grows from.
  let seed: UInt64

  /// - Throws: `CancellationError` when the run is stopped; then nothing came of it.
  func run(_ item: Item, number: Int) async throws -> (review: NewReview, isOutage: Bool) {
    let prompt = prompter.prompt(for: item)
    var retry = RetryMachine(limit: juror.limits.retries)
    var random = SplitMix64(seed: seed)
    let start = clock.now
    while true {
      let exchange = try await source.ask(prompt, about: item)
      // A request that fails because the run is being stopped says nothing of the provider.
      if case .failed = exchange { try Task.checkCancellation() }
      if case .failed(let trouble) = exchange,
        case .wait(let milliseconds) = retry.next(after: trouble, at: clock.now, using: &random)
      {
        try await clock.sleep(milliseconds: milliseconds)
        continue
      }
      let (outcome, reply, raw) = read(exchange)
      let end = clock.now
      let review = NewReview(
        item: item.id,
        juror: juror.name,
        attempt: number,
        outcome: outcome,
        rawReply: raw,
        promptHash: prompt.hash,
        reportedModel: reply?.model,
        latencyMilliseconds: Int(max(0, end.rawValue - start.rawValue)),
        promptTokens: reply?.promptTokens,
        completionTokens: reply?.completionTokens,
        at: end
      )
      return (review, isOutage(exchange))
    }
  }

  private func read(
    _ exchange: Exchange
  ) -> (outcome: Review.Outcome, reply: Exchange.Reply?, raw: String?) {
    switch exchange {
    case .reply(let reply):
      do throws(UnparsableReply) {
        return (.verdict(try parser.verdict(in: reply.text)), reply, reply.raw)
      } catch {
        return (.unparsable(reason: error.reason), reply, reply.raw)
      }
    case .cutShort(let reply, let reason): return (.unparsable(reason: reason), reply, reply.raw)
    case .refused(let reason, let raw): return (.refused(reason: reason), nil, raw)
    case .failed(let trouble): return (.failed(reason: trouble.sentence), nil, nil)
    }
  }

  /// Whether the failure says something of the provider, and not of this item.
  private func isOutage(_ exchange: Exchange) -> Bool {
    switch exchange {
    case .failed(.hopeless), .reply, .cutShort, .refused: false
    case .failed: true
    }
  }
}
