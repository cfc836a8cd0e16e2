/// The ratings that a coefficient is computed from: who gave which item which label.
///
/// Any number of raters may have rated an item, and any rating may be missing. The table is the
/// same value in whatever order the ratings came, because names and ratings are kept sorted.
/// Two spellings of one Unicode text (composed, decomposed) are one name, as for `String`.
package struct RatingTable: Hashable, Sendable {
  /// Every item that was rated, sorted by name.
  package let items: [String]
  /// Every rater, sorted by name.
  package let raters: [String]
  /// Every label that was given, sorted by name.
  package let labels: [String]

  /// Where each item's ratings begin, with the number of ratings at the end: `items.count + 1`
  /// positions in `raterOf` and `labelOf`.
  let starts: [Int]
  /// The rater of each rating, as a position in `raters`; ascending within an item.
  let raterOf: [Int]
  /// The label of each rating, as a position in `labels`.
  let labelOf: [Int]

  /// How many ratings the table holds.
  package var ratingCount: Int { labelOf.count }

  /// Builds the table, in time proportional to the ratings and the sorting of distinct names.
  ///
  /// Throws `RatingTableError.ratedTwice` where a rater has a second rating of the same item, even
  /// one with the same label: which of the two counts is for the caller to say.
  package init(_ ratings: some Sequence<Rating>) throws(RatingTableError) {
    let ratings = Array(ratings)
    let (items, itemOf) = distinctNames(ratings.lazy.map(\.item))
    let (raters, raterOf) = distinctNames(ratings.lazy.map(\.rater))
    let (labels, labelOf) = distinctNames(ratings.lazy.map(\.label))

    // Two stable passes: by rater, then by item. What came first stays first where both are equal.
    let byRater = stableOrder(Array(ratings.indices), by: raterOf, bound: raters.count)
    let order = stableOrder(byRater, by: itemOf, bound: items.count)

    for (earlier, later) in zip(order, order.dropFirst())
    where itemOf[earlier] == itemOf[later] && raterOf[earlier] == raterOf[later] {
      throw .ratedTwice(
        item: ratings[later].item,
        rater: ratings[later].rater,
        first: ratings[earlier].label,
        second: ratings[later].label
      )
    }

    self.items = items
    self.raters = raters
    self.labels = labels
    self.starts = startingPositions(of: itemOf, bound: items.count)
    self.raterOf = order.map { raterOf[$0] }
    self.labelOf = order.map { labelOf[$0] }
  }

  /// The positions in `raterOf` and `labelOf` that hold an item's ratings.
  func positions(ofItem item: Int) -> Range<Int> {
    starts[item]..<starts[item + 1]
  }
}

/// Why ratings do not make a table.
package enum RatingTableError: Error, Hashable, Sendable {
  /// A rater has two ratings of one item; `first` and `second` are its labels as they came.
  case ratedTwice(item: String, rater: String, first: String, second: String)
}

/// The distinct names, sorted, and for each name that came its position among them.
private func distinctNames(
  _ names: some Collection<String>
) -> (distinct: [String], positions: [Int]) {
  var found: [String: Int] = [:]
  var distinct: [String] = []
  let arrivals = names.map { name in
    if let known = found[name] { return known }
    found[name] = distinct.count
    distinct.append(name)
    return distinct.count - 1
  }
  let sorted = distinct.indices.sorted { distinct[$0] < distinct[$1] }
  var rank = Array(repeating: 0, count: distinct.count)
  for (place, arrival) in sorted.enumerated() {
    rank[arrival] = place
  }
  return (sorted.map { distinct[$0] }, arrivals.map { rank[$0] })
}

/// Where each key's group begins when the keys, all below `bound`, are sorted: `bound + 1` numbers.
private func startingPositions(of keys: [Int], bound: Int) -> [Int] {
  var starts = Array(repeating: 0, count: bound + 1)
  for key in keys {
    starts[key + 1] += 1
  }
  for key in 0..<bound {
    starts[key + 1] += starts[key]
  }
  return starts
}

/// The elements ordered by their key (`keys[element]`, below `bound`); equal keys keep their order.
private func stableOrder(_ elements: [Int], by keys: [Int], bound: Int) -> [Int] {
  var next = startingPositions(of: keys, bound: bound)
  var ordered = Array(repeating: 0, count: elements.count)
  for element in elements {
    ordered[next[keys[element]]] = element
    next[keys[element]] += 1
  }
  return ordered
}
