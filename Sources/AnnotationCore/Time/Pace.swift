/// How much somebody has completed lately.
package struct Pace: Hashable, Sendable {
  /// Completions in each stretch of time, the oldest first; the last one is still running.
  package let bars: [Int]
  /// Completions in an hour of work, pauses left out, of those that are counted; nil where there are fewer than three.
  package let perHour: Double?

  /// - Parameters:
  ///   - completions: when each was, and the milliseconds of work that it took, in any order; those in the
  ///     future or before the first bar are left out.
  ///   - bucket: milliseconds that a bar stands for.
  package init(
    completions: [(at: Timestamp, active: Int64)],
    now: Timestamp,
    bucket: Int64 = 600_000,
    count: Int = 8
  ) {
    var bars = [Int](repeating: 0, count: count)
    var worked: Int64 = 0
    for completion in completions {
      let ago = now.rawValue - completion.at.rawValue
      guard ago >= 0, ago < bucket * Int64(count) else { continue }
      bars[count - 1 - Int(ago / bucket)] += 1
      worked += completion.active
    }
    self.bars = bars
    let count = bars.reduce(0, +)
    // Of the first items a rate says nothing.
    perHour = count < 3 ? nil : Double(count) * 3_600_000 / Double(max(60_000, worked))
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
