package import AnnotationCore
import Synchronization

/// One attempt to get a juror's verdict in one sitting: asked, asked again where that may help, read.
struct Attempt: Sendable {
  let seat: JuryRun.Seat
  let provider: Provider
  let prompter: ReviewPrompter
  let reading: ReplyReading
  let queue: any ReviewQueue
  let clock: any RunClock
  let log: @Sendable (SendRecord) -> Void
  /// What the jitter of the waits grows from.
  let seed: UInt64

  /// The provider's pace and the run's money, which attempts share.
  final class Provider: Sendable {
    let throttle: Mutex<Throttle>
    let purse: Purses

    init(throttle: Throttle, purse: Purses) {
      self.throttle = Mutex(throttle)
      self.purse = purse
    }
  }

  /// The run's purse, which all providers share.
  final class Purses: Sendable {
    let purse: Mutex<Purse>

    init(_ purse: Purse) { self.purse = Mutex(purse) }
  }

  /// What came of it.
  enum End: Sendable {
    case review(NewReview)
    /// The budget does not allow for another request; nothing was sent.
    case outOfMoney
  }

  /// - Throws: `CancellationError` when the run is stopped; then nothing came of it.
  func run(_ next: ReviewCase, _ sitting: Juror.Sitting) async throws -> End {
    let prompt = prompter.prompt(for: next, sitting)
    let start = clock.now
    // An attempt with the seed of the one before would end as that did.
    let draw = sitting.draw + (next.attempt - 1) * max(1, seat.juror.asking.samples)
    let known = seat.source.request(for: prompt, draw: draw)
    if let raw = try queue.knownReply(to: known.hash) {
      let trace = Review.Trace(requestHash: known.hash, sends: 0, output: known.output)
      return .review(review(of: next, prompt, seat.source.reread(raw), trace, since: start))
    }
    var retry = RetryMachine(limit: seat.juror.limits.retries)
    var random = SplitMix64(seed: seed)
    var trace = Review.Trace(sends: 0)
    while true {
      let planned = seat.source.request(for: prompt, draw: draw)
      let most = mostCost(of: planned)
      guard provider.purse.purse.withLock({ $0.putAside(most) }) else {
        guard trace.sends > 0 else { return .outOfMoney }
        let spent = Exchange.failed(.hopeless("the budget is spent"))
        return .review(review(of: next, prompt, spent, trace, since: start))
      }
      let exchange: Exchange
      do {
        exchange = try await send(prompt, planned, next, draw: draw, number: trace.sends + 1)
      } catch {
        provider.purse.purse.withLock { $0.pay(.zero, of: most) }
        throw error
      }
      let cost = cost(of: exchange, atMost: most)
      provider.purse.purse.withLock { $0.pay(cost, of: most) }
      trace.sends += 1
      trace.cost += cost
      trace.requestHash = planned.hash
      trace.requestID = exchange.signs.requestID
      trace.output = planned.output
      trace.dropped = planned.dropped
      // A request that fails because the run is being stopped says nothing of the provider.
      if case .failed = exchange { try Task.checkCancellation() }
      if case .failed(let trouble) = exchange, !isGivenUp,
        case .wait(let milliseconds) = retry.next(after: trouble, using: &random)
      {
        if milliseconds > 0 { try await clock.sleep(milliseconds: milliseconds) }
        continue
      }
      return .review(review(of: next, prompt, exchange, trace, since: start))
    }
  }

  private var isGivenUp: Bool { provider.throttle.withLock { $0.isGivenUp } }

  /// Sends once, when the provider's pace allows it.
  private func send(
    _ prompt: ReviewPrompt,
    _ planned: PlannedRequest,
    _ next: ReviewCase,
    draw: Int,
    number: Int
  ) async throws -> Exchange {
    let tokens = planned.promptTokensAtMost + (planned.completionTokensAtMost ?? 0)
    var wait = provider.throttle.withLock { $0.reserve(tokens: tokens, at: clock.now) }
    while wait > 0 {
      try await clock.sleep(milliseconds: wait)
      wait = provider.throttle.withLock { $0.pause(at: clock.now) }
    }
    let start = clock.now
    let exchange = try await seat.source.ask(prompt, about: next, draw: draw)
    let end = clock.now
    let reply = exchange.reply
    let used = reply.flatMap { reply in
      reply.promptTokens.map { $0 + (reply.completionTokens ?? 0) }
    }
    provider.throttle.withLock { throttle in
      throttle.settle(reserved: tokens, used: used, at: end)
      throttle.note(exchange, at: end)
    }
    log(
      SendRecord(
        at: end,
        juror: seat.juror.name,
        item: next.item.id,
        sitting: next.sitting,
        attempt: next.attempt,
        send: number,
        result: exchange.kind,
        requestID: exchange.signs.requestID,
        milliseconds: Int(max(0, end.rawValue - start.rawValue)),
        promptTokens: reply?.promptTokens,
        completionTokens: reply?.completionTokens,
        prompt: prompt.sent,
        raw: reply?.raw
      )
    )
    return exchange
  }

  private func mostCost(of planned: PlannedRequest) -> Money {
    seat.juror.price?.most(of: planned) ?? .zero
  }

  private func cost(of exchange: Exchange, atMost most: Money) -> Money {
    seat.juror.price?.cost(of: exchange, atMost: most) ?? .zero
  }

  private func review(
    of next: ReviewCase,
    _ prompt: ReviewPrompt,
    _ exchange: Exchange,
    _ trace: Review.Trace,
    since start: Timestamp
  ) -> NewReview {
    NewReview(
      reading.review(
        of: next,
        promptHash: prompt.sent.hash,
        exchange,
        trace,
        from: start,
        to: clock.now
      ),
      prompt: prompt.sent
    )
  }
}

/// One request that was sent, for a log: without what the item says, unless somebody asks for it.
package struct SendRecord: Sendable {
  package var at: Timestamp
  package var juror: String
  package var item: ItemID
  package var sitting: Int
  package var attempt: Int
  /// Which request of this attempt, from 1.
  package var send: Int
  /// Such as `reply`, `refused`, `429` or `timeout`.
  package var result: String
  package var requestID: String?
  package var milliseconds: Int
  package var promptTokens: Int?
  package var completionTokens: Int?
  package var prompt: SentPrompt
  package var raw: String?
}

extension Exchange {
  /// What came of it, in a word.
  var kind: String {
    switch self {
    case .reply: "reply"
    case .refused: "refused"
    case .cutShort: "cut_short"
    case .failed(.status(let status, _, _)): String(status)
    case .failed(.notTaken): "not_taken"
    case .failed(.connection): "connection"
    case .failed(.timeout): "timeout"
    case .failed(.garbled): "garbled"
    case .failed(.hopeless), .failed(.misconfigured): "hopeless"
    }
  }
}
