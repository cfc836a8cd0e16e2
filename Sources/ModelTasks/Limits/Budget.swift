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
  private let budget: Mutex<Budget>

  init(_ budget: Budget) { self.budget = Mutex(budget) }

  var spent: Money { budget.withLock(\.spent) }

  func reserve(_ most: Money) -> Bool { budget.withLock { $0.reserve(most) } }

  func mayFree(_ most: Money) -> Bool { budget.withLock { $0.mayFree(most) } }

  func pay(_ cost: Money, of most: Money) { budget.withLock { $0.pay(cost, of: most) } }
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
