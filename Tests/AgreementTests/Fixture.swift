import Agreement
import AnnotationCore

/// Ratings from a matrix as the literature prints it: one row of labels per rater, separated by
/// spaces, one column per item, `.` where a rating is missing. Items are named u1, u2, …
func ratings(_ rows: KeyValuePairs<String, String>) -> [Rating] {
  rows.flatMap { rater, row in
    row.split(separator: " ").enumerated().compactMap { column, label in
      label == "." ? nil : Rating(item: "u\(column + 1)", rater: rater, label: String(label))
    }
  }
}

/// Ratings of two raters, A in rows and B in columns, from how often each two labels met.
func ratings(crossTable: [[Int]]) -> [Rating] {
  var ratings: [Rating] = []
  for (row, counts) in crossTable.enumerated() {
    for (column, count) in counts.enumerated() {
      for number in 0..<count {
        let item = "item \(row)-\(column)-\(number)"
        ratings.append(Rating(item: item, rater: "A", label: "label \(row)"))
        ratings.append(Rating(item: item, rater: "B", label: "label \(column)"))
      }
    }
  }
  return ratings
}

/// Ratings from counts: row by row the items, and in each how many raters gave each label.
func ratings(counts: [[Int]]) -> [Rating] {
  counts.enumerated().flatMap { item, row in
    row.enumerated()
      .flatMap { label, count in Array(repeating: "label \(label)", count: count) }
      .enumerated()
      .map { Rating(item: "item \(item)", rater: "rater \($0.offset)", label: $0.element) }
  }
}

/// Whether a measure is a number that rounds to another at so many decimals.
func rounds(_ measure: Measure, to expected: Double, decimals: Int) -> Bool {
  guard let number = measure.number else { return false }
  let scale = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
  return (number * scale).rounded() == (expected * scale).rounded()
}

/// Ratings with missing ones, where raters agree more than chance; the shape depends on the seed.
func randomRatings(seed: UInt64) -> [Rating] {
  var generator = SplitMix64(seed: seed)
  let raters = Int.random(in: 2...6, using: &generator)
  let labels = Int.random(in: 2...5, using: &generator)
  var ratings: [Rating] = []
  for item in 0..<40 {
    let truth = Int.random(in: 0..<labels, using: &generator)
    for rater in 0..<raters where Int.random(in: 0..<10, using: &generator) < 7 {
      let label =
        Bool.random(using: &generator) ? truth : Int.random(in: 0..<labels, using: &generator)
      ratings.append(Rating(item: "i\(item)", rater: "r\(rater)", label: "l\(label)"))
    }
  }
  return ratings
}
