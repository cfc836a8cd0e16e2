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
  let raterOf: [UInt32]
  /// The label of each rating, as a position in `labels`.
  let labelOf: [UInt32]

  /// How many ratings the table holds.
  package var ratingCount: Int { labelOf.count }

  /// The bytes that the ratings and the places of the items take, names left out.
  package var byteCount: Int { starts.count * 8 + labelOf.count * 8 }

  /// Builds the table, in time proportional to the ratings and the sorting of distinct names.
  ///
  /// Throws `RatingTableError.ratedTwice` where a rater has a second rating of the same item, even
  /// one with the same label: which of the two counts is for the caller to say.
  package init(_ ratings: some Sequence<Rating>) throws(RatingTableError) {
    var builder = RatingTableBuilder()
    for rating in ratings { builder.add(rating) }
    self = try builder.table()
  }

  init(
    items: [String],
    raters: [String],
    labels: [String],
    starts: [Int],
    raterOf: [UInt32],
    labelOf: [UInt32]
  ) {
    self.items = items
    self.raters = raters
    self.labels = labels
    self.starts = starts
    self.raterOf = raterOf
    self.labelOf = labelOf
  }

  /// The positions in `raterOf` and `labelOf` that hold an item's ratings.
  func positions(ofItem item: Int) -> Range<Int> {
    starts[item]..<starts[item + 1]
  }

  /// Each item's ratings, as positions of rater and label.
  package func forEachRating(_ body: (_ item: Int, _ rater: Int, _ label: Int) -> Void) {
    for item in items.indices {
      for position in positions(ofItem: item) {
        body(item, Int(raterOf[position]), Int(labelOf[position]))
      }
    }
  }
}

/// Gathers ratings one by one; a rating takes twelve bytes on its way.
package struct RatingTableBuilder: Sendable {
  private var items = Names()
  private var raters = Names()
  private var labels = Names()
  private var itemOf: [UInt32] = []
  private var raterOf: [UInt32] = []
  private var labelOf: [UInt32] = []

  package init() {}

  package var count: Int { itemOf.count }

  package mutating func add(_ rating: Rating) {
    itemOf.append(items.number(of: rating.item))
    raterOf.append(raters.number(of: rating.rater))
    labelOf.append(labels.number(of: rating.label))
  }

  /// The table of what was added.
  /// - Throws: ``RatingTableError/ratedTwice(item:rater:first:second:)``.
  package func table() throws(RatingTableError) -> RatingTable {
    // Two stable passes: by rater, then by item. What came first stays first where both are equal.
    let raterRank = raters.ranks
    let itemRank = items.ranks
    let byRater = order(itemOf.indices.lazy.map(UInt32.init), by: raterOf, raterRank)
    let sorted = order(byRater, by: itemOf, itemRank)
    for (earlier, later) in zip(sorted, sorted.dropFirst()) {
      let (one, other) = (Int(earlier), Int(later))
      guard itemOf[one] == itemOf[other], raterOf[one] == raterOf[other] else { continue }
      throw .ratedTwice(
        item: items[itemOf[other]],
        rater: raters[raterOf[other]],
        first: labels[labelOf[one]],
        second: labels[labelOf[other]]
      )
    }
    let labelRank = labels.ranks
    return RatingTable(
      items: items.sorted(itemRank),
      raters: raters.sorted(raterRank),
      labels: labels.sorted(labelRank),
      starts: startingPositions(of: itemOf, itemRank),
      raterOf: sorted.map { raterRank[Int(raterOf[Int($0)])] },
      labelOf: sorted.map { labelRank[Int(labelOf[Int($0)])] }
    )
  }

  /// Where the group of each key begins when keys are sorted by rank, with their number at the end.
  private func startingPositions(of keys: [UInt32], _ rank: [UInt32]) -> [Int] {
    var starts = [Int](repeating: 0, count: rank.count + 1)
    for key in keys { starts[Int(rank[Int(key)]) + 1] += 1 }
    for place in 0..<rank.count { starts[place + 1] += starts[place] }
    return starts
  }

  /// Elements ordered by the rank of their key; equal keys keep their order.
  private func order(
    _ elements: some Sequence<UInt32>,
    by keys: [UInt32],
    _ rank: [UInt32]
  ) -> [UInt32] {
    var next = startingPositions(of: keys, rank)
    var ordered = [UInt32](repeating: 0, count: keys.count)
    for element in elements {
      let place = Int(rank[Int(keys[Int(element)])])
      ordered[next[place]] = element
      next[place] += 1
    }
    return ordered
  }
}

/// Distinct names, numbered as they come.
private struct Names: Sendable {
  private var numbers: [String: UInt32] = [:]
  private var names: [String] = []

  subscript(number: UInt32) -> String { names[Int(number)] }

  mutating func number(of name: String) -> UInt32 {
    if let known = numbers[name] { return known }
    let number = UInt32(names.count)
    numbers[name] = number
    names.append(name)
    return number
  }

  /// The place of each number when the names are sorted.
  var ranks: [UInt32] {
    var ranks = [UInt32](repeating: 0, count: names.count)
    for (place, number) in names.indices.sorted(by: { names[$0] < names[$1] }).enumerated() {
      ranks[number] = UInt32(place)
    }
    return ranks
  }

  func sorted(_ ranks: [UInt32]) -> [String] {
    var sorted = [String](repeating: "", count: names.count)
    for (number, place) in ranks.enumerated() { sorted[Int(place)] = names[number] }
    return sorted
  }
}

/// Why ratings do not make a table.
package enum RatingTableError: Error, Hashable, Sendable {
  /// A rater has two ratings of one item; `first` and `second` are its labels as they came.
  case ratedTwice(item: String, rater: String, first: String, second: String)
}
