/// Which labels two raters gave to the items that both rated.
package struct RaterConfusion: Hashable, Sendable {
  package let one: String
  package let other: String
  /// The labels that there are, in the order of the scale.
  package let labels: [String]
  /// How many items have each pair of labels: by the first rater's label, then the second's.
  package let counts: [[Int]]

  /// Items that both rated.
  package var items: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }

  /// - Parameters:
  ///   - one: the position of a rater of the table.
  ///   - other: that of another.
  package init(_ table: RatingTable, _ categories: Categories, _ one: Int, _ other: Int) {
    self.one = table.raters[one]
    self.other = table.raters[other]
    labels = categories.labels
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: categories.count),
      count: categories.count
    )
    let cross = CrossTable(of: table, categories, one, other, items: table.items.indices)
    for cell in cross.cells { counts[cell.one][cell.other] = cell.count }
    self.counts = counts
  }
}
