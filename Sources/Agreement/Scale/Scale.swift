/// How the labels of a table relate to one another.
package enum Scale: String, Hashable, Sendable, CaseIterable {
  /// Labels are the same or they are not.
  case nominal
  /// Labels have an order, and no distances.
  case ordinal
  /// Labels are numbers whose differences mean something.
  case interval
  /// Labels are numbers whose proportions mean something: zero is none at all.
  case ratio
  /// Labels are sets of choices; how far two sets are apart is told by ``SetDistance``.
  case sets
}

/// How far two sets of choices are apart, from 0 (equal) to 1 (nothing in common).
package enum SetDistance: String, Hashable, Sendable, CaseIterable {
  /// 1 - |A ∩ B| / |A ∪ B|. Jaccard, P. (1912). New Phytologist 11(2), 37-50.
  case jaccard
  /// 1 - m |A ∩ B| / |A ∪ B|, with m = 2/3 where one holds the other, 1/3 where they overlap.
  ///
  /// Passonneau, R. (2006). Measuring agreement on set-valued items (MASI). LREC 2006.
  case masi

  func between(_ one: Set<String>, _ other: Set<String>) -> Double {
    // Two raters who both marked nothing agree.
    if one == other { return 0 }
    let common = one.intersection(other).count
    guard common > 0 else { return 1 }
    let jaccard = Double(common) / Double(one.union(other).count)
    switch self {
    case .jaccard: return 1 - jaccard
    case .masi:
      let isNested = common == min(one.count, other.count)
      return 1 - (isNested ? 2.0 / 3.0 : 1.0 / 3.0) * jaccard
    }
  }
}

/// The labels of a table in the order of their scale, with what the scale knows of them.
package struct Categories: Hashable, Sendable {
  package let scale: Scale
  /// The labels, in the order of the scale.
  package let labels: [String]
  /// What each label counts as: its number, or its place in the order from 1.
  package let values: [Double]
  /// What each label holds, for sets.
  let sets: [Set<String>]
  /// The place among ``labels`` of each of the table's labels.
  let places: [Int]

  /// How many labels there are to choose from: q.
  package var count: Int { labels.count }

  /// The labels of a table on a scale.
  /// - Parameters:
  ///   - order: the labels that there are, in their order. Labels that nobody gave count as offered
  ///     in coefficients whose chance agreement rests on the number of labels (AC1, Brennan-Prediger).
  ///     Without it the labels are those of the table: numbers in their order, others by name.
  ///   - members: what a label of a set holds; by default its parts between `|`.
  /// - Throws: the first label that the scale or the order does not take.
  package init(
    of table: RatingTable,
    scale: Scale,
    order: [String]? = nil,
    members: (String) -> Set<String> = {
      Set($0.split(separator: "|").map(String.init))
    }
  ) throws(CategoryError) {
    var numbers: [String: Double] = [:]
    if scale == .interval || scale == .ratio {
      for label in table.labels + (order ?? []) {
        guard let number = Double(label), number.isFinite else { throw .notANumber(label) }
        guard scale == .interval || number >= 0 else { throw .negative(label) }
        numbers[label] = number
      }
    }
    var labels = order ?? table.labels
    if scale == .ordinal, order == nil, Self.numbers(labels) == nil { throw .noOrder(labels) }
    // Their distances are a matrix of all pairs.
    let most = scale == .ordinal ? 1000 : scale == .sets ? 5000 : Int.max
    if labels.count > most { throw .tooManyLabels(labels.count, most: most) }
    if let order, let twice = order.firstRepeated { throw .orderedTwice(twice) }
    if order == nil, let all = Self.numbers(labels) {
      labels = zip(labels, all).sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
    } else if !numbers.isEmpty {
      labels.sort { (numbers[$0] ?? 0, $0) < (numbers[$1] ?? 0, $1) }
    }
    let place = Dictionary(uniqueKeysWithValues: zip(labels, labels.indices))
    var places: [Int] = []
    for label in table.labels {
      guard let found = place[label] else { throw .notInOrder(label) }
      places.append(found)
    }
    self.scale = scale
    self.labels = labels
    self.places = places
    values = labels.indices.map { numbers[labels[$0]] ?? Double($0 + 1) }
    sets = scale == .sets ? labels.map(members) : []
  }

  /// The labels of a table as they are, which no nominal scale refuses.
  package init(nominal table: RatingTable) {
    scale = .nominal
    labels = table.labels
    places = Array(labels.indices)
    values = labels.indices.map { Double($0 + 1) }
    sets = []
  }

  /// The labels as numbers, where all of them are.
  private static func numbers(_ labels: [String]) -> [Double]? {
    var numbers: [Double] = []
    for label in labels {
      guard let number = Double(label), number.isFinite else { return nil }
      numbers.append(number)
    }
    return numbers
  }
}

extension Array where Element: Hashable {
  /// The first element that stands there before already.
  fileprivate var firstRepeated: Element? {
    var seen: Set<Element> = []
    return first { !seen.insert($0).inserted }
  }
}

/// A label that a scale does not take.
package enum CategoryError: Error, Hashable, Sendable {
  case notANumber(String)
  case negative(String)
  case notInOrder(String)
  case orderedTwice(String)
  /// An ordinal scale of labels that are no numbers, without their order.
  case noOrder([String])
  case tooManyLabels(Int, most: Int)
}
