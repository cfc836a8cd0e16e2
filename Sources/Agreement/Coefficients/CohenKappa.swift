/// Cohen's kappa of two raters by their names, unweighted, on the items that both rated.
///
/// The formula stands at ``CrossSample``. Ratings of other items do not enter, and kappa is the same
/// whichever rater is named first.
///
/// Undefined with `sameRater`, `raterNotFound` (the first of the two that is missing),
/// `noCommonItems`, or `oneCategoryOnly` where both gave one and the same label throughout
/// (pe is 1).
package func cohenKappa(_ table: RatingTable, _ one: String, _ other: String) -> Coefficient {
  guard one != other else { return noKappa(one, other, because: .sameRater(one)) }
  guard let first = table.raters.firstIndex(of: one) else {
    return noKappa(one, other, because: .raterNotFound(one))
  }
  guard let second = table.raters.firstIndex(of: other) else {
    return noKappa(one, other, because: .raterNotFound(other))
  }
  return kappa(table, first, second, items: Array(table.items.indices))
}

/// Cohen's kappa of every two raters who have rated an item in common.
///
/// Sorted by the name of the first rater, then of the second; the first name sorts before the
/// second. Two raters without a common item are left out: in a project with many raters most pairs
/// never meet, and nothing can be said of them. A pair that met and has no kappa is there, with its
/// reason. Empty where no two raters met.
package func cohenKappaPairs(_ table: RatingTable) -> [Coefficient] {
  // By the pair's number, first * raters + second: its order is the order of the names.
  var meetings: [Int: [Int]] = [:]
  for item in table.items.indices {
    let positions = table.positions(ofItem: item)
    for first in positions {
      for second in (first + 1)..<positions.upperBound {
        let pair = Int(table.raterOf[first]) * table.raters.count + Int(table.raterOf[second])
        meetings[pair, default: []].append(item)
      }
    }
  }
  return meetings.sorted { $0.key < $1.key }.map { pair, items in
    let (first, second) = pair.quotientAndRemainder(dividingBy: table.raters.count)
    return kappa(table, first, second, items: items)
  }
}

private func kappa(_ table: RatingTable, _ one: Int, _ other: Int, items: [Int]) -> Coefficient {
  let measurement = AgreementMeasurement(table, Categories(nominal: table), items: items)
  var unused = NoRandomness()
  return measurement.pair(one, other, [.cohenKappa], using: &unused)[0]
}

/// The kappa of two raters who cannot be compared.
private func noKappa(_ one: String, _ other: String, because reason: Undefined) -> Coefficient {
  Coefficient(
    name: .cohenKappa,
    weights: .unweighted,
    value: .undefined(reason),
    observed: nil,
    expected: nil,
    items: 0,
    raters: [one, other],
    ratings: 0
  )
}

/// For measurements without intervals.
struct NoRandomness: RandomNumberGenerator {
  mutating func next() -> UInt64 { 0 }
}
