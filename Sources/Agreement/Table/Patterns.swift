/// Items by how often each label was given to them: all that most coefficients know of a table.
///
/// With few labels and raters there are few patterns, however many items: ten million ratings with
/// four labels by five raters have at most 125. Resampling draws how often each pattern comes.
struct Patterns {
  /// Labels to choose from: q.
  let labelCount: Int
  /// Where each pattern's labels begin in ``labels`` and ``counts``, with their number at the end.
  let starts: [Int]
  /// Labels that were given, as places among the categories, ascending within a pattern.
  let labels: [Int]
  /// How often each of ``labels`` was given: n_uk.
  let counts: [Double]
  /// Ratings of one item of each pattern: m_u.
  let sizes: [Double]
  /// How many items have each pattern.
  let multiplicities: [Int]

  var count: Int { sizes.count }

  func range(_ pattern: Int) -> Range<Int> { starts[pattern]..<starts[pattern + 1] }

  /// The patterns of some items of a table; an item that is named twice counts twice.
  ///
  /// They come in an order of their own, so that sums over them are the same in the last bit however
  /// the table's items are called.
  init(of table: RatingTable, _ categories: Categories, items: some Sequence<Int>) {
    let longest = table.items.indices.reduce(0) { max($0, table.positions(ofItem: $1).count) }
    if categories.count <= 16, longest <= 15 {
      self.init(packed: Self.packed(table, categories, items), categories.count)
    } else {
      self.init(listed: Self.listed(table, categories, items), categories.count)
    }
  }

  /// Four bits for each label.
  private static func packed(
    _ table: RatingTable,
    _ categories: Categories,
    _ items: some Sequence<Int>
  ) -> [(key: UInt64, count: Int)] {
    var tally = KeyTally()
    let unit = categories.places.map { UInt64(1) << UInt64(4 * $0) }
    table.labelOf.withUnsafeBufferPointer { labels in
      for item in items {
        var key: UInt64 = 0
        for position in table.positions(ofItem: item) { key &+= unit[Int(labels[position])] }
        if key != 0 { tally.add(key) }
      }
    }
    return tally.sorted
  }

  private init(packed tallies: [(key: UInt64, count: Int)], _ labelCount: Int) {
    self.init(
      listed: tallies.map { tally in
        let counts = (0..<labelCount).flatMap { label in
          [Int](repeating: label, count: Int(tally.key >> UInt64(4 * label) & 15))
        }
        return (counts, tally.count)
      },
      labelCount
    )
  }

  private static func listed(
    _ table: RatingTable,
    _ categories: Categories,
    _ items: some Sequence<Int>
  ) -> [(labels: [Int], count: Int)] {
    var tally: [[Int]: Int] = [:]
    for item in items {
      let labels = table.positions(ofItem: item)
        .map { categories.places[Int(table.labelOf[$0])] }.sorted()
      if !labels.isEmpty { tally[labels, default: 0] += 1 }
    }
    return tally.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { ($0.key, $0.value) }
  }

  private init(listed tallies: [(labels: [Int], count: Int)], _ labelCount: Int) {
    var starts = [0]
    var labels: [Int] = []
    var counts: [Double] = []
    for tally in tallies {
      for label in tally.labels {
        if labels.count > starts[starts.count - 1], labels.last == label {
          counts[counts.count - 1] += 1
        } else {
          labels.append(label)
          counts.append(1)
        }
      }
      starts.append(labels.count)
    }
    self.labelCount = labelCount
    self.starts = starts
    self.labels = labels
    self.counts = counts
    sizes = tallies.map { Double($0.labels.count) }
    multiplicities = tallies.map(\.count)
  }
}

/// Counts of keys other than 0, by open addressing: a few keys counted millions of times.
private struct KeyTally {
  private var keys = [UInt64](repeating: 0, count: 1 << 10)
  private var counts = [Int](repeating: 0, count: 1 << 10)
  private var used = 0

  mutating func add(_ key: UInt64, times: Int = 1) {
    let mask = keys.count - 1
    // Fibonacci hashing: Knuth, The Art of Computer Programming 3, section 6.4.
    var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
    while keys[place] != key {
      if keys[place] == 0 {
        keys[place] = key
        used += 1
        break
      }
      place = (place + 1) & mask
    }
    counts[place] += times
    if used * 2 > keys.count { grow() }
  }

  private mutating func grow() {
    let old = zip(keys, counts).filter { $0.0 != 0 }
    keys = [UInt64](repeating: 0, count: keys.count * 4)
    counts = [Int](repeating: 0, count: keys.count)
    used = 0
    for (key, count) in old { add(key, times: count) }
  }

  var sorted: [(key: UInt64, count: Int)] {
    zip(keys, counts).filter { $0.0 != 0 }.sorted { $0.0 < $1.0 }.map { ($0.0, $0.1) }
  }
}
