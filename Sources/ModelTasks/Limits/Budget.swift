package import Basics
import Models
import Synchronization

/// The money of a run: never more than the limit is spent, however many requests are under way.
///
/// What a request may cost at most is set aside before it is sent, and what it did not cost comes
/// back.
package struct Budget: Sendable {
  package let limit: Money?
  package private(set) var spent: Money
  private var reserved = Money.zero

  /// - Parameter limit: for everything, the already spent included; nil for no limit.
  package init(limit: Money?, spent: Money = .zero) {
    self.limit = limit
    self.spent = spent
  }

  /// - Returns: whether there was enough.
  package mutating func reserve(_ most: Money) -> Bool {
    if let limit, spent + reserved + most > limit { return false }
    reserved += most
    return true
  }

  /// Whether there may be enough once others have paid what they cost.
  package func mayFree(_ most: Money) -> Bool {
    guard let limit else { return true }
    return reserved > .zero && spent + most <= limit
  }

  package mutating func pay(_ cost: Money, of most: Money) {
    reserved = reserved - most
    spent += cost
  }
}

/// The budget of a run, which all providers share.
final class SharedBudget: Sendable {
  private struct State {
    var budget: Budget
    /// Those who wait until somebody has paid.
    var waiting: [Int: CheckedContinuation<Bool?, Never>] = [:]
    var waited = 0
  }

  private let state: Mutex<State>

  init(_ budget: Budget) { state = Mutex(State(budget: budget)) }

  var spent: Money { state.withLock(\.budget.spent) }

  /// Sets money aside at once.
  /// - Returns: whether there was enough.
  func reserve(_ most: Money) -> Bool { state.withLock { $0.budget.reserve(most) } }

  /// Sets money aside, once there is enough.
  ///
  /// What others that are under way do not cost may be enough, so that they are waited for.
  /// - Returns: whether there was enough in the end.
  /// - Throws: `CancellationError`.
  func reserveWhenFree(_ most: Money) async throws -> Bool {
    while true {
      try Task.checkCancellation()
      if let isReserved = await reserved(most) { return isReserved }
    }
  }

  func pay(_ cost: Money, of most: Money) {
    wake { state in
      state.budget.pay(cost, of: most)
      defer { state.waiting = [:] }
      return Array(state.waiting.values)
    }
  }

  /// Whether money was set aside; nil after a wait, when it is to be tried again.
  private func reserved(_ most: Money) async -> Bool? {
    let place = state.withLock { state in
      state.waited += 1
      return state.waited
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let (ends, answer) = state.withLock { state -> (Bool, Bool?) in
          if state.budget.reserve(most) { return (true, true) }
          if !state.budget.mayFree(most) { return (true, false) }
          if Task.isCancelled { return (true, nil) }
          state.waiting[place] = continuation
          return (false, nil)
        }
        if ends { continuation.resume(returning: answer) }
      }
    } onCancel: {
      wake { state in state.waiting.removeValue(forKey: place).map { [$0] } ?? [] }
    }
  }

  private func wake(_ chosen: (inout State) -> [CheckedContinuation<Bool?, Never>]) {
    for continuation in state.withLock({ chosen(&$0) }) { continuation.resume(returning: nil) }
  }
}

extension TokenPrice {
  /// What a request costs at most, before it is sent.
  func most(of planned: PlannedRequest) -> Money {
    cost(prompt: planned.promptTokensAtMost, completion: planned.completionTokensAtMost ?? 0)
  }

  /// What an exchange cost.
  /// - Parameter most: what it counts as where the provider does not say, or may have worked for
  ///   nothing.
  func cost(of exchange: Exchange, atMost most: Money) -> Money {
    switch exchange {
    case .reply(let reply), .refused(_, let reply), .cutShort(let reply, _):
      guard let prompt = reply.promptTokens else {
        // A refusal by status counts no tokens; a reply that does not say is taken at its most.
        if case .refused = exchange { return .zero }
        return most
      }
      return cost(prompt: prompt, completion: reply.completionTokens ?? 0)
    case .failed(let failure): return failure.mayBeCharged ? most : .zero
    }
  }
}
