/// An amount in the currency of a file's prices, in whole billionths.
package struct Money: Hashable, Sendable, Codable, Comparable {
  package var billionths: Int64

  package init(billionths: Int64) { self.billionths = billionths }

  /// - Parameter units: such as 2.5 for two and a half dollars.
  package init(units: Double) { billionths = Int64((units * 1e9).rounded()) }

  package static let zero = Money(billionths: 0)

  package var units: Double { Double(billionths) / 1e9 }

  package static func + (left: Money, right: Money) -> Money {
    Money(billionths: left.billionths + right.billionths)
  }

  package static func - (left: Money, right: Money) -> Money {
    Money(billionths: left.billionths - right.billionths)
  }

  package static func += (left: inout Money, right: Money) { left = left + right }

  package static func < (left: Money, right: Money) -> Bool { left.billionths < right.billionths }
}
