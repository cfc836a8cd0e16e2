package import AnnotationCore

/// The money of a run: never more than the budget is spent, however many requests are under way.
///
/// What a request may cost at most is put aside before it is sent, and what it did not cost comes
/// back.
package struct Purse: Sendable {
  package let budget: Money?
  package private(set) var spent: Money
  private var aside = Money.zero

  /// - Parameter budget: for everything, the already spent included; nil for no limit.
  package init(budget: Money?, spent: Money = .zero) {
    self.budget = budget
    self.spent = spent
  }

  /// - Returns: whether there was enough.
  package mutating func putAside(_ most: Money) -> Bool {
    if let budget, spent + aside + most > budget { return false }
    aside += most
    return true
  }

  package mutating func pay(_ cost: Money, of most: Money) {
    aside = aside - most
    spent += cost
  }
}
