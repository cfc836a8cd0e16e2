/// What percent agreement and Krippendorff's alpha need to know of a table, as whole numbers.
///
/// Sums over items only, so the order of items, raters and labels cannot change a result, not even
/// in its last bit.
struct Coincidences {
  /// Pairs of ratings of the same item, by the number of ratings of the item; each pair is counted
  /// in both orders.
  private(set) var bySize: [Int: Pairs] = [:]
  /// How many pairable ratings have each label, by the label's position: n_c.
  private(set) var labelTotals: [Int]
  /// Whether each rater, by position, has a pairable rating.
  private var pairableRaters: [Bool]
  /// Items with at least two ratings.
  private(set) var items = 0
  /// Ratings of those items: n.
  private(set) var ratings = 0

  /// Ordered pairs of ratings of the same item.
  struct Pairs {
    var all = 0
    var agreeing = 0
  }

  /// Counts over the items at the given positions; an item that is named twice counts twice.
  init(of table: RatingTable, items chosen: some Sequence<Int>) {
    labelTotals = Array(repeating: 0, count: table.labels.count)
    pairableRaters = Array(repeating: false, count: table.raters.count)
    var counts = LabelCounts(labels: table.labels.count)
    for item in chosen {
      let positions = table.positions(ofItem: item)
      let size = positions.count
      guard size > 1 else { continue }
      items += 1
      ratings += size
      let agreeing = counts.agreeingPairs(table.labelOf[positions])
      bySize[size, default: Pairs()].all += size * (size - 1)
      bySize[size, default: Pairs()].agreeing += agreeing
      for position in positions {
        labelTotals[table.labelOf[position]] += 1
        pairableRaters[table.raterOf[position]] = true
      }
    }
  }

  /// Counts over every item of a table.
  init(of table: RatingTable) {
    self.init(of: table, items: table.items.indices)
  }

  /// The names of the raters with a pairable rating, sorted.
  func raters(in table: RatingTable) -> [String] {
    table.raters.indices.filter { pairableRaters[$0] }.map { table.raters[$0] }
  }
}
