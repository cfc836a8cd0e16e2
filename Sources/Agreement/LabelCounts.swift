/// Counts of labels within one item at a time, in one array that is reused from item to item.
struct LabelCounts {
  private var counts: [Int]

  /// Room for labels from 0 to below `labels`, all counts zero.
  init(labels: Int) {
    counts = Array(repeating: 0, count: labels)
  }

  /// The ordered pairs of different ratings with the same label: the sum of n (n - 1).
  ///
  /// Takes time proportional to the ratings, however many labels there are.
  mutating func agreeingPairs(_ labels: ArraySlice<Int>) -> Int {
    var pairs = 0
    for label in labels {
      // The k-th rating with a label forms a pair with each of the k - 1 before it, in two orders.
      pairs += 2 * counts[label]
      counts[label] += 1
    }
    for label in labels {
      counts[label] = 0
    }
    return pairs
  }
}
