/// Ratings whose items, raters and labels are numbers, in the order in which they came.
///
/// Who reads a large file finds a name's number by its bytes, and names it only once: a rating takes
/// twelve bytes on its way into a ``RatingTable``.
package struct NumberedRatings: Sendable {
  private(set) var itemOf: [UInt32] = []
  private(set) var raterOf: [UInt32] = []
  private(set) var labelOf: [UInt32] = []

  package init() {}

  package var count: Int { itemOf.count }

  package mutating func add(item: UInt32, rater: UInt32, label: UInt32) {
    itemOf.append(item)
    raterOf.append(rater)
    labelOf.append(label)
  }

  /// Makes room for so many ratings.
  package mutating func reserveCapacity(_ count: Int) {
    itemOf.reserveCapacity(count)
    raterOf.reserveCapacity(count)
    labelOf.reserveCapacity(count)
  }

  /// The ratings by item, then by rater, each in the order of their names.
  /// - Parameters:
  ///   - items: the name of each number; no two are the same text.
  ///   - raters: the same of raters.
  ///   - labels: the same of labels.
  package func sorted(items: [String], raters: [String], labels: [String]) -> SortedRatings {
    SortedRatings(
      self,
      items: RankedNames(items, used: itemOf),
      raters: RankedNames(raters, used: raterOf),
      labels: RankedNames(labels, used: labelOf)
    )
  }

  /// The ratings with some left out.
  fileprivate func keeping(_ isKept: [Bool]) -> NumberedRatings {
    var kept = NumberedRatings()
    kept.itemOf = zip(itemOf, isKept).filter(\.1).map(\.0)
    kept.raterOf = zip(raterOf, isKept).filter(\.1).map(\.0)
    kept.labelOf = zip(labelOf, isKept).filter(\.1).map(\.0)
    return kept
  }
}

/// Numbered ratings in the order of a table.
package struct SortedRatings: Sendable {
  package let items: RankedNames
  package let raters: RankedNames
  private let labels: RankedNames
  private let ratings: NumberedRatings
  /// Where each item's ratings begin in ``order``, with their number at the end.
  private let starts: [Int]
  /// The ratings as places in the order of adding; of one rater and item, the first that came first.
  private let order: [UInt32]

  fileprivate init(
    _ ratings: NumberedRatings,
    items: RankedNames,
    raters: RankedNames,
    labels: RankedNames
  ) {
    self.ratings = ratings
    self.items = items
    self.raters = raters
    self.labels = labels
    var starts = [Int](repeating: 0, count: items.names.count + 1)
    for item in ratings.itemOf { starts[Int(items.ranks[Int(item)]) + 1] += 1 }
    for place in items.names.indices { starts[place + 1] += starts[place] }
    self.starts = starts
    order = Self.order(ratings, items.ranks, raters.ranks, starts)
  }

  /// The ratings are put to their items in the order in which they came, then sorted within each.
  private static func order(
    _ ratings: NumberedRatings,
    _ itemRank: [UInt32],
    _ raterRank: [UInt32],
    _ starts: [Int]
  ) -> [UInt32] {
    var next = starts
    var order = [UInt32](repeating: 0, count: ratings.count)
    for (place, item) in ratings.itemOf.enumerated() {
      let rank = Int(itemRank[Int(item)])
      order[next[rank]] = UInt32(truncatingIfNeeded: place)
      next[rank] += 1
    }
    func rank(_ place: UInt32) -> UInt32 { raterRank[Int(ratings.raterOf[Int(place)])] }
    for item in 0..<(starts.count - 1) {
      let (start, end) = (starts[item], starts[item + 1])
      if end - start > Self.mostToInsert {
        order[start..<end].sort { (rank($0), $0) < (rank($1), $1) }
        continue
      }
      var place = start + 1
      while place < end {
        let rating = order[place]
        let own = rank(rating)
        var before = place
        while before > start, rank(order[before - 1]) > own {
          order[before] = order[before - 1]
          before -= 1
        }
        order[before] = rating
        place += 1
      }
    }
    return order
  }

  /// Longer groups are sorted faster than by insertion.
  private static let mostToInsert = 32

  /// The rating, as a place in the order of adding, whose rater had rated its item before, and the
  /// one before it; nil where there is none.
  package var firstRepeat: (earlier: Int, later: Int)? {
    for place in order.indices.dropFirst() where isSame(order[place - 1], order[place]) {
      return (Int(order[place - 1]), Int(order[place]))
    }
    return nil
  }

  /// The ratings with one of each rater for each item.
  /// - Parameter last: whether the last one is kept, or else the first.
  package func withoutRepeats(keepingLast last: Bool) -> NumberedRatings {
    var isKept = [Bool](repeating: true, count: order.count)
    for (earlier, later) in zip(order, order.dropFirst()) where isSame(earlier, later) {
      isKept[Int(last ? earlier : later)] = false
    }
    return ratings.keeping(isKept)
  }

  /// The table; names that no rating has are left out.
  /// - Throws: ``RatingTableError/ratedTwice(item:rater:first:second:)``.
  package func table() throws(RatingTableError) -> RatingTable {
    if let (earlier, later) = firstRepeat {
      throw .ratedTwice(
        item: items.name(of: ratings.itemOf[later]),
        rater: raters.name(of: ratings.raterOf[later]),
        first: labels.name(of: ratings.labelOf[earlier]),
        second: labels.name(of: ratings.labelOf[later])
      )
    }
    return RatingTable(
      items: items.names,
      raters: raters.names,
      labels: labels.names,
      starts: starts,
      raterOf: order.map { raters.ranks[Int(ratings.raterOf[Int($0)])] },
      labelOf: order.map { labels.ranks[Int(ratings.labelOf[Int($0)])] }
    )
  }

  private func isSame(_ one: UInt32, _ other: UInt32) -> Bool {
    ratings.itemOf[Int(one)] == ratings.itemOf[Int(other)]
      && ratings.raterOf[Int(one)] == ratings.raterOf[Int(other)]
  }
}

/// Those of numbered names that are used, sorted.
package struct RankedNames: Sendable {
  /// The names, sorted.
  package let names: [String]
  /// The number of each of ``names``.
  package let numbers: [UInt32]
  /// The place of each number among ``names``; 0 for numbers that are not used.
  let ranks: [UInt32]

  fileprivate init(_ all: [String], used: [UInt32]) {
    var isUsed = [Bool](repeating: false, count: all.count)
    for number in used { isUsed[Int(number)] = true }
    numbers = Self.sorted(
      all.indices.filter { isUsed[$0] }.map { UInt32(truncatingIfNeeded: $0) },
      by: all
    )
    names = numbers.map { all[Int($0)] }
    var ranks = [UInt32](repeating: 0, count: all.count)
    for (place, number) in numbers.enumerated() {
      ranks[Int(number)] = UInt32(truncatingIfNeeded: place)
    }
    self.ranks = ranks
  }

  fileprivate func name(of number: UInt32) -> String { names[Int(ranks[Int(number)])] }

  private static func sorted(_ numbers: [UInt32], by names: [String]) -> [UInt32] {
    func isBefore(_ one: UInt32, _ other: UInt32) -> Bool { names[Int(one)] < names[Int(other)] }
    let pairs = zip(numbers, numbers.dropFirst())
    if pairs.allSatisfy({ isBefore($0.0, $0.1) }) { return numbers }
    // Texts of ASCII are in the order of their bytes: eight at once, after those that all have alike.
    guard names.allSatisfy({ $0.utf8.allSatisfy { $0 < 0x80 } }) else {
      return numbers.sorted(by: isBefore)
    }
    let alike = bytesAlike(of: numbers, names)
    let keyed = numbers.map { number in
      let next = names[Int(number)].utf8.dropFirst(alike).prefix(8)
      let key = next.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } << UInt64(8 * (8 - next.count))
      return (key: key, number: number)
    }
    return keyed.sorted {
      $0.key == $1.key ? isBefore($0.number, $1.number) : $0.key < $1.key
    }.map(\.number)
  }

  /// How many bytes all the names begin with.
  private static func bytesAlike(of numbers: [UInt32], _ names: [String]) -> Int {
    guard let first = numbers.first.map({ Array(names[Int($0)].utf8) }) else { return 0 }
    return numbers.reduce(first.count) { alike, number in
      zip(first.prefix(alike), names[Int(number)].utf8).prefix { $0.0 == $0.1 }.count
    }
  }
}
