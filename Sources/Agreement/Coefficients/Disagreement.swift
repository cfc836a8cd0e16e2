/// Where raters' disagreement on a label comes from.
package struct DisagreementSources: Hashable, Sendable {
  /// Pairs of raters of one item.
  package struct Pairs: Hashable, Sendable {
    package var agreeing = 0
    package var all = 0

    package var differing: Int { all - agreeing }
    /// The share of pairs that differ, or nil where there is none.
    package var share: Double? { all > 0 ? Double(differing) / Double(all) : nil }

    mutating func note(_ agrees: Bool) {
      all += 1
      if agrees { agreeing += 1 }
    }
  }

  /// How often two labels met on one item, each pair of raters once; the first sorts before the second.
  package struct Confusion: Hashable, Sendable {
    package var one: String
    package var other: String
    package var pairs: Int
  }

  /// Pairs who judged by one criterion, and pairs whose stages one led to two.
  package private(set) var sameCriterion = Pairs()
  package private(set) var otherCriterion = Pairs()
  /// The labels that were given for one another, the most frequent first.
  package let confusions: [Confusion]

  /// The share of all disagreement that is between raters who applied two criteria, or nil where nobody
  /// differs.
  package var shareOfTwoCriteria: Double? {
    let all = sameCriterion.differing + otherCriterion.differing
    return all > 0 ? Double(otherCriterion.differing) / Double(all) : nil
  }

  /// - Parameters:
  ///   - items: the ratings of each item: label, and the criterion by which it was given.
  package init(items: some Sequence<[(label: String, criterion: String?)]>) {
    var met: [[String]: Int] = [:]
    for ratings in items {
      for (place, one) in ratings.enumerated() {
        for other in ratings[(place + 1)...] {
          let agrees = one.label == other.label
          if one.criterion == other.criterion {
            sameCriterion.note(agrees)
          } else {
            otherCriterion.note(agrees)
          }
          if !agrees { met[[one.label, other.label].sorted(), default: 0] += 1 }
        }
      }
    }
    confusions = met.map { Confusion(one: $0.key[0], other: $0.key[1], pairs: $0.value) }
      .sorted { ($1.pairs, $0.one, $0.other) < ($0.pairs, $1.one, $1.other) }
  }
}
