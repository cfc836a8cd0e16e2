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
    add(
      item: number(ofItem: rating.item),
      rater: number(ofRater: rating.rater),
      label: number(ofLabel: rating.label)
    )
  }

  /// Adds a rating of an item, a rater and a label by their numbers.
  package mutating func add(item: UInt32, rater: UInt32, label: UInt32) {
    itemOf.append(item)
    raterOf.append(rater)
    labelOf.append(label)
  }

  /// Names have numbers from 0, in the order in which they are asked for.
  package mutating func number(ofItem name: String) -> UInt32 { items.number(of: name) }
  package mutating func number(ofRater name: String) -> UInt32 { raters.number(of: name) }
  package mutating func number(ofLabel name: String) -> UInt32 { labels.number(of: name) }

  package func name(ofItem number: UInt32) -> String { items[number] }
  package func name(ofRater number: UInt32) -> String { raters[number] }

  /// The table of what was added; names that no rating has are left out.
  /// - Throws: ``RatingTableError/ratedTwice(item:rater:first:second:)``.
  package func table() throws(RatingTableError) -> RatingTable {
    let sorted = sortedRatings
    if let (one, other) = firstRepeat(in: sorted) {
      throw .ratedTwice(
        item: items[itemOf[other]],
        rater: raters[raterOf[other]],
        first: labels[labelOf[one]],
        second: labels[labelOf[other]]
      )
    }
    let itemRank = items.ranks(of: itemOf)
    let raterRank = raters.ranks(of: raterOf)
    let labelRank = labels.ranks(of: labelOf)
    return RatingTable(
      items: itemRank.names,
      raters: raterRank.names,
      labels: labelRank.names,
      starts: startingPositions(of: itemOf, itemRank.ranks, count: itemRank.names.count),
      raterOf: sorted.map { raterRank.ranks[Int(raterOf[Int($0)])] },
      labelOf: sorted.map { labelRank.ranks[Int(labelOf[Int($0)])] }
    )
  }

  /// The rating, as a place in the order of adding, whose rater had rated its item before.
  ///
  /// Nil where there is none.
  package var repeatedRating: Int? { firstRepeat(in: sortedRatings)?.other }

  /// What was added, with one rating of each rater for each item.
  /// - Parameter last: whether the last one is kept, or else the first.
  /// - Returns: also how many ratings are left out.
  package func withoutRepeats(keepingLast last: Bool) -> (RatingTableBuilder, leftOut: Int) {
    let sorted = sortedRatings
    var isKept = [Bool](repeating: true, count: count)
    for (earlier, later) in zip(sorted, sorted.dropFirst()) where isSame(earlier, later) {
      isKept[Int(last ? earlier : later)] = false
    }
    var kept = self
    kept.itemOf = zip(itemOf, isKept).filter(\.1).map(\.0)
    kept.raterOf = zip(raterOf, isKept).filter(\.1).map(\.0)
    kept.labelOf = zip(labelOf, isKept).filter(\.1).map(\.0)
    return (kept, count - kept.count)
  }

  /// The ratings by item, then by rater.
  ///
  /// Two stable passes: what came first stays first where both are equal.
  private var sortedRatings: [UInt32] {
    let raterRank = raters.ranks(of: raterOf).ranks
    let itemRank = items.ranks(of: itemOf).ranks
    let byRater = order(itemOf.indices.lazy.map(UInt32.init), by: raterOf, raterRank)
    return order(byRater, by: itemOf, itemRank)
  }

  private func firstRepeat(in sorted: [UInt32]) -> (one: Int, other: Int)? {
    for (earlier, later) in zip(sorted, sorted.dropFirst()) where isSame(earlier, later) {
      return (Int(earlier), Int(later))
    }
    return nil
  }

  private func isSame(_ one: UInt32, _ other: UInt32) -> Bool {
    itemOf[Int(one)] == itemOf[Int(other)] && raterOf[Int(one)] == raterOf[Int(other)]
  }

  /// Where the group of each key begins when keys are sorted by rank, with their number at the end.
  private func startingPositions(of keys: [UInt32], _ rank: [UInt32], count: Int) -> [Int] {
    var starts = [Int](repeating: 0, count: count + 1)
    for key in keys { starts[Int(rank[Int(key)]) + 1] += 1 }
    for place in 0..<count { starts[place + 1] += starts[place] }
    return starts
  }

  /// Elements ordered by the rank of their key; equal keys keep their order.
  private func order(
    _ elements: some Sequence<UInt32>,
    by keys: [UInt32],
    _ rank: [UInt32]
  ) -> [UInt32] {
    var next = startingPositions(of: keys, rank, count: rank.count)
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

  /// The names that are used, sorted, and the place of each number among them; 0 for the others.
  func ranks(of used: [UInt32]) -> (names: [String], ranks: [UInt32]) {
    var isUsed = [Bool](repeating: false, count: names.count)
    for number in used { isUsed[Int(number)] = true }
    let sorted = names.indices.filter { isUsed[$0] }.sorted { names[$0] < names[$1] }
    var ranks = [UInt32](repeating: 0, count: names.count)
    for (place, number) in sorted.enumerated() { ranks[number] = UInt32(place) }
    return (sorted.map { names[$0] }, ranks)
  }
}

/// Why ratings do not make a table.
package enum RatingTableError: Error, Hashable, Sendable {
  /// A rater has two ratings of one item; `first` and `second` are its labels as they came.
  case ratedTwice(item: String, rater: String, first: String, second: String)
}
