/// How much somebody has completed lately.
package struct Pace: Hashable, Sendable {
  /// Completions in each stretch of time, the oldest first; the last one is still running.
  package let bars: [Int]
  /// Completions an hour since the first of those that are counted, or nil where there is none.
  package let perHour: Double?

  /// - Parameters:
  ///   - completions: moments, in any order; those in the future or before the first bar are left out.
  ///   - bucket: milliseconds that a bar stands for.
  package init(
    completions: [Timestamp],
    now: Timestamp,
    bucket: Int64 = 600_000,
    count: Int = 8
  ) {
    var bars = [Int](repeating: 0, count: count)
    var first: Timestamp?
    for moment in completions {
      let ago = now.rawValue - moment.rawValue
      guard ago >= 0, ago < bucket * Int64(count) else { continue }
      bars[count - 1 - Int(ago / bucket)] += 1
      first = min(first ?? moment, moment)
    }
    self.bars = bars
    perHour = first.flatMap { first in
      // In the first minutes a rate says nothing; a bar is the least that it is taken over.
      let stretch = max(bucket, now.rawValue - first.rawValue)
      return Double(bars.reduce(0, +)) * 3_600_000 / Double(stretch)
    }
  }

  /// The bars as blocks of eight heights, from the first that is not empty; empty without one.
  package var sparkline: String {
    guard let most = bars.max(), most > 0 else { return "" }
    let blocks = Array("▁▂▃▄▅▆▇█")
    return String(
      bars.drop { $0 == 0 }.map { blocks[$0 * (blocks.count - 1) / most] }
    )
  }
}
