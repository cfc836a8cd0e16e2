/// Cohen's kappa of two raters, on the items that both rated.
///
/// Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological
/// Measurement 20(1), 37-46. On N common items, d of them with the same label, where label c was
/// given a_c times by the one rater and b_c times by the other:
///
///     po    = d / N                               observed agreement
///     pe    = (sum over c of a_c b_c) / N²        agreement expected by chance
///     kappa = (po - pe) / (1 - pe)
///
/// The shares a_c / N and b_c / N are those on the common items; ratings of other items do not
/// enter. Kappa is the same whichever rater is named first.
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

  var common: [LabelPair] = []
  for item in table.items.indices {
    var firstLabel: Int?
    var secondLabel: Int?
    for position in table.positions(ofItem: item) {
      if table.raterOf[position] == first { firstLabel = table.labelOf[position] }
      if table.raterOf[position] == second { secondLabel = table.labelOf[position] }
    }
    if let firstLabel, let secondLabel {
      common.append(LabelPair(one: firstLabel, other: secondLabel))
    }
  }
  return kappa(of: common, raters: (one, other), labels: table.labels)
}

/// Cohen's kappa of every two raters who have rated an item in common.
///
/// Sorted by the name of the first rater, then of the second; the first name sorts before the
/// second. Two raters without a common item are left out: in a project with many raters most pairs
/// never meet, and nothing can be said of them. A pair that met and has no kappa is there, with its
/// reason. Empty where no two raters met.
package func cohenKappaPairs(_ table: RatingTable) -> [Coefficient] {
  // By the pair's number, first * raters + second: its order is the order of the names.
  var meetings: [Int: [LabelPair]] = [:]
  for item in table.items.indices {
    let positions = table.positions(ofItem: item)
    for first in positions {
      for second in (first + 1)..<positions.upperBound {
        let pair = table.raterOf[first] * table.raters.count + table.raterOf[second]
        meetings[pair, default: []].append(
          LabelPair(one: table.labelOf[first], other: table.labelOf[second])
        )
      }
    }
  }
  return meetings.sorted { $0.key < $1.key }.map { pair, common in
    let (first, second) = pair.quotientAndRemainder(dividingBy: table.raters.count)
    return kappa(
      of: common,
      raters: (table.raters[first], table.raters[second]),
      labels: table.labels
    )
  }
}

/// The labels that two raters gave one item, as positions among the table's labels.
private struct LabelPair {
  var one: Int
  var other: Int
}

/// Kappa from the labels that two raters gave their common items.
private func kappa(
  of common: [LabelPair],
  raters: (String, String),
  labels: [String]
) -> Coefficient {
  guard let sample = common.first else {
    return noKappa(raters.0, raters.1, because: .noCommonItems(raters.0, raters.1))
  }
  // Keyed by the labels that occur: a free-text field has nearly as many labels as items.
  var ones: [Int: Int] = [:]
  var others: [Int: Int] = [:]
  var agreeing = 0
  for pair in common {
    ones[pair.one, default: 0] += 1
    others[pair.other, default: 0] += 1
    if pair.one == pair.other { agreeing += 1 }
  }
  // In whole numbers, po = agreeing / n and pe = chance / n²; both sides of the fraction times n²
  // keep kappa exact up to its one division.
  let n = common.count
  let chance = ones.reduce(0) { $0 + $1.value * others[$1.key, default: 0] }
  let value: Measure =
    chance == n * n
    ? .undefined(.oneCategoryOnly(label: labels[sample.one]))
    : .value(Double(n * agreeing - chance) / Double(n * n - chance))
  return Coefficient(
    name: .cohenKappa,
    value: value,
    observed: Double(agreeing) / Double(n),
    expected: Double(chance) / Double(n * n),
    items: n,
    raters: [raters.0, raters.1],
    ratings: 2 * n
  )
}

/// The kappa of two raters who cannot be compared.
private func noKappa(_ one: String, _ other: String, because reason: Undefined) -> Coefficient {
  Coefficient(
    name: .cohenKappa,
    value: .undefined(reason),
    observed: nil,
    expected: nil,
    items: 0,
    raters: [one, other],
    ratings: 0
  )
}
