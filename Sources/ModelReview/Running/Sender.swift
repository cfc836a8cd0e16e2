import AnnotationCore
import Synchronization

/// Sends one prompt until something comes of it: at the provider's pace, within the run's money, and
/// again where that may help.
struct Sender: Sendable {
  let seat: JuryRun.Seat
  let provider: Attempt.Provider
  let clock: any RunClock
  let log: @Sendable (SendRecord) -> Void
  /// What the jitter of the waits grows from.
  let seed: UInt64

  /// What a prompt is sent for.
  struct Errand: Sendable {
    /// The item, or the question, that it is about.
    var item: ItemID
    var trial: Int
    var attempt: Int
    /// What tells its seed from those of other samples and attempts: see ``RequestDraw``.
    var draw: Int
  }

  enum End: Sendable {
    case came(Exchange, Review.Trace)
    /// The budget does not allow for another request; nothing was sent.
    case outOfMoney
  }

  /// - Throws: `CancellationError` when the run is stopped; then nothing came of it.
  func send(_ prompt: ReviewPrompt, _ errand: Errand) async throws -> End {
    var retry = RetryMachine(limit: seat.juror.limits.retries)
    var random = SplitMix64(seed: seed)
    var trace = Review.Trace(sends: 0)
    while true {
      let planned = seat.source.request(for: prompt, draw: errand.draw)
      let most = mostCost(of: planned)
      guard provider.purse.purse.withLock({ $0.putAside(most) }) else {
        guard trace.sends > 0 else { return .outOfMoney }
        return .came(.failed(.hopeless("the budget is spent")), trace)
      }
      let exchange: Exchange
      do {
        exchange = try await sendOnce(prompt, planned, errand, number: trace.sends + 1)
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
      return .came(exchange, trace)
    }
  }

  private var isGivenUp: Bool { provider.throttle.withLock { $0.isGivenUp } }

  /// Sends once, when the provider's pace allows it.
  private func sendOnce(
    _ prompt: ReviewPrompt,
    _ planned: PlannedRequest,
    _ errand: Errand,
    number: Int
  ) async throws -> Exchange {
    let tokens = planned.promptTokensAtMost + (planned.completionTokensAtMost ?? 0)
    var wait = provider.throttle.withLock { $0.reserve(tokens: tokens, at: clock.now) }
    while wait > 0 {
      try await clock.sleep(milliseconds: wait)
      wait = provider.throttle.withLock { $0.pause(at: clock.now) }
    }
    let start = clock.now
    let exchange = try await seat.source.ask(prompt, about: errand.item, draw: errand.draw)
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
        item: errand.item,
        trial: errand.trial,
        attempt: errand.attempt,
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
}
