import Basics
import Models

/// Sends one task until something comes of it: at the provider's pace, within the run's money, and
/// again where that may help.
struct TaskSender: Sendable {
  let client: ModelClient
  let throttle: SharedThrottle
  let budget: SharedBudget
  let clock: any RunClock
  let log: @Sendable (SendRecord) -> Void

  /// - Parameter seed: what the jitter of the waits grows from.
  /// - Returns: nil where the budget does not allow for another request; then nothing was sent.
  /// - Throws: `CancellationError` when the run is stopped; then nothing came of it.
  func completion(
    of task: ModelTask<some ModelPrompt>,
    seed: UInt64
  ) async throws -> Completion? {
    let start = clock.now
    var retry = RetryMachine(limit: client.model.limits.retries)
    var random = SplitMix64(seed: seed)
    var trace = RequestTrace(sends: 0)
    func completed(_ exchange: Exchange) -> Completion {
      Completion(exchange: exchange, trace: trace, start: start, end: clock.now)
    }
    while true {
      let planned = client.source.request(for: task)
      let most = client.model.price?.most(of: planned) ?? .zero
      guard try await budget.reserveWhenFree(most) else {
        return trace.sends > 0 ? completed(.failed(.permanent("the budget is spent"))) : nil
      }
      let exchange: Exchange
      do {
        exchange = try await sendOnce(task, planned, number: trace.sends + 1)
      } catch {
        budget.pay(.zero, of: most)
        throw error
      }
      let cost = client.model.price?.cost(of: exchange, atMost: most) ?? .zero
      budget.pay(cost, of: most)
      trace.sends += 1
      trace.cost += cost
      trace.requestHash = planned.hash
      trace.requestID = exchange.signs.requestID
      trace.output = planned.output
      trace.dropped = planned.dropped
      guard case .failed(let failure) = exchange else { return completed(exchange) }
      // A request that fails because the run is being stopped says nothing of the provider.
      try Task.checkCancellation()
      guard !throttle.isGivenUp,
        case .wait(let milliseconds) = retry.next(after: failure, using: &random)
      else { return completed(exchange) }
      if milliseconds > 0 { try await clock.sleep(milliseconds: milliseconds) }
    }
  }

  /// Sends once, when the provider's pace allows it.
  private func sendOnce(
    _ task: ModelTask<some ModelPrompt>,
    _ planned: PlannedRequest,
    number: Int
  ) async throws -> Exchange {
    let tokens = planned.promptTokensAtMost + (planned.completionTokensAtMost ?? 0)
    let reservation = throttle.change { $0.reserve(tokens: tokens, at: clock.now) }
    var wait = reservation.wait
    while wait > 0 {
      try await clock.sleep(milliseconds: wait)
      wait = throttle.change { $0.pause(at: clock.now) }
    }
    let start = clock.now
    let exchange = try await client.source.ask(task)
    let end = clock.now
    let reply = exchange.reply
    let used = reply.flatMap { reply in
      reply.promptTokens.map { $0 + (reply.completionTokens ?? 0) }
    }
    throttle.change { throttle in
      throttle.settle(reservation, used: used, at: end)
      throttle.note(exchange, at: end)
    }
    log(
      SendRecord(
        at: end,
        client: client.name,
        key: task.key,
        send: number,
        result: exchange.word,
        requestID: exchange.signs.requestID,
        milliseconds: Int(max(0, end.rawValue - start.rawValue)),
        promptTokens: reply?.promptTokens,
        completionTokens: reply?.completionTokens,
        promptHash: task.prompt.hash,
        system: task.prompt.system,
        user: task.prompt.user,
        raw: reply?.raw
      )
    )
    return exchange
  }
}
