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

extension RatingTable {
  /// The table with one more rater.
  /// - Parameter labels: what they say of items, by name; items that the table does not have are left out.
  /// - Throws: ``RatingTableError/ratedTwice(item:rater:first:second:)`` where there is a rater of the name
  ///   who rated one of them.
  package func adding(
    rater: String,
    labels: [String: String]
  ) throws(RatingTableError) -> RatingTable {
    var builder = RatingTableBuilder()
    forEachRating { item, rater, label in
      builder.add(
        Rating(item: items[item], rater: raters[rater], label: self.labels[label])
      )
    }
    for item in items {
      guard let label = labels[item] else { continue }
      builder.add(Rating(item: item, rater: rater, label: label))
    }
    return try builder.table()
  }
}

/// Gathers ratings one by one, by their names.
package struct RatingTableBuilder: Sendable {
  private var items = Names()
  private var raters = Names()
  private var labels = Names()
  private var ratings = NumberedRatings()

  package init() {}

  package var count: Int { ratings.count }

  package mutating func add(_ rating: Rating) {
    ratings.add(
      item: items.number(of: rating.item),
      rater: raters.number(of: rating.rater),
      label: labels.number(of: rating.label)
    )
  }

  /// The table of what was added.
  /// - Throws: ``RatingTableError/ratedTwice(item:rater:first:second:)``.
  package func table() throws(RatingTableError) -> RatingTable {
    try ratings.sorted(items: items.names, raters: raters.names, labels: labels.names).table()
  }
}

/// Distinct names, numbered as they come.
private struct Names: Sendable {
  private var numbers: [String: UInt32] = [:]
  private(set) var names: [String] = []

  mutating func number(of name: String) -> UInt32 {
    if let known = numbers[name] { return known }
    let number = UInt32(names.count)
    numbers[name] = number
    names.append(name)
    return number
  }
}

/// Why ratings do not make a table.
package enum RatingTableError: Error, Hashable, Sendable {
  /// A rater has two ratings of one item; `first` and `second` are its labels as they came.
  case ratedTwice(item: String, rater: String, first: String, second: String)
}
