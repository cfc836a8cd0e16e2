/// Items by which rater gave which label: what a coefficient knows that tells raters apart.
struct RaterPatterns {
  struct Vote: Hashable {
    let rater: Int
    let label: Int
  }

  /// The ratings of one item of each pattern, by rater.
  let patterns: [[Vote]]
  /// How many items have each pattern.
  let multiplicities: [Int]
  let raterCount: Int
  let labelCount: Int

  /// The patterns of some items of a table, in an order that the names of items do not change.
  init(
    of table: RatingTable,
    _ categories: Categories,
    items: some Sequence<Int>,
    singles: SingleRatings
  ) {
    let q = categories.count
    var tally: [[Int]: Int] = [:]
    for item in items {
      let positions = table.positions(ofItem: item)
      guard positions.count > (singles == .count ? 0 : 1) else { continue }
      let key = positions.map {
        Int(table.raterOf[$0]) * q + categories.places[Int(table.labelOf[$0])]
      }
      tally[key, default: 0] += 1
    }
    let sorted = tally.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    patterns = sorted.map { pattern in
      pattern.key.map { Vote(rater: $0 / q, label: $0 % q) }
    }
    multiplicities = sorted.map(\.value)
    raterCount = table.raters.count
    labelCount = q
  }
}
