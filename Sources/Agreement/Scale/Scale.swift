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
  /// The place among ``labels`` of each of the table's labels; labels that mean the same, such as 1 and
  /// 1.0 on a scale of numbers, have one.
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
      Set($0.split(separator: "|").map(withoutBlanks).filter { !$0.isEmpty })
    }
  ) throws(CategoryError) {
    if scale == .interval || scale == .ratio {
      for label in table.labels + (order ?? []) {
        guard let number = Self.number(label) else { throw .notANumber(label) }
        guard scale == .interval || number >= 0 else { throw .negative(label) }
      }
    }
    func meaning(_ label: String) -> Meaning {
      switch scale {
      case .nominal: .text(label)
      case .ordinal, .interval, .ratio: Self.number(label).map(Meaning.number) ?? .text(label)
      case .sets: .choices(members(label))
      }
    }
    if let order, let twice = order.firstRepeated(by: meaning) { throw .orderedTwice(twice) }
    var labels = order ?? Self.shortestSpellings(table.labels, by: meaning)
    if scale == .ordinal, order == nil, Self.numbers(labels) == nil { throw .noOrder(labels) }
    // Their distances are a matrix of all pairs.
    let most = scale == .ordinal ? 1000 : scale == .sets ? 5000 : Int.max
    if labels.count > most { throw .tooManyLabels(labels.count, most: most) }
    if order == nil || scale == .interval || scale == .ratio, let all = Self.numbers(labels) {
      labels = zip(labels, all).sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
    }
    let place = Dictionary(uniqueKeysWithValues: zip(labels.map(meaning), labels.indices))
    var places: [Int] = []
    for label in table.labels {
      guard let found = place[meaning(label)] else { throw .notInOrder(label) }
      places.append(found)
    }
    self.scale = scale
    self.labels = labels
    self.places = places
    let isOfNumbers = scale == .interval || scale == .ratio
    values = labels.indices.map { place in
      isOfNumbers ? Self.number(labels[place]) ?? 0 : Double(place + 1)
    }
    sets = scale == .sets ? labels.map(members) : []
  }

  /// What a label means on a scale: labels that mean the same are one.
  private enum Meaning: Hashable {
    case text(String)
    case number(Double)
    case choices(Set<String>)
  }

  /// One label of each meaning, the shortest, in the order of the labels.
  private static func shortestSpellings(
    _ labels: [String],
    by meaning: (String) -> Meaning
  ) -> [String] {
    var places: [Meaning: Int] = [:]
    var kept: [String] = []
    for label in labels {
      if let place = places[meaning(label)] {
        if label.utf8.count < kept[place].utf8.count { kept[place] = label }
      } else {
        places[meaning(label)] = kept.count
        kept.append(label)
      }
    }
    return kept
  }

  /// Two labels of a table that are one number, and so would be one label on a scale of numbers.
  package static func equalNumbers(in table: RatingTable) -> (String, String)? {
    var known: [Double: String] = [:]
    for label in table.labels {
      guard let number = number(label) else { continue }
      if let other = known.updateValue(label, forKey: number) { return (other, label) }
    }
    return nil
  }

  /// What number each of a table's labels is.
  /// - Throws: ``CategoryError/notANumber(_:)``.
  package static func numbers(of table: RatingTable) throws(CategoryError) -> [Double] {
    var numbers: [Double] = []
    for label in table.labels {
      guard let number = number(label) else { throw .notANumber(label) }
      numbers.append(number)
    }
    return numbers
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
      guard let number = number(label) else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  /// A label as a finite number in decimal digits; nil for another.
  private static func number(_ label: String) -> Double? {
    let isDecimal = label.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || "+-.eE".utf8.contains(byte)
    }
    guard isDecimal, let number = Double(label), number.isFinite else { return nil }
    return number
  }
}

/// A text without spaces at its ends.
package func withoutBlanks(_ text: some StringProtocol) -> String {
  let start = text.drop { $0 == " " }
  return String(start.dropLast(start.reversed().prefix { $0 == " " }.count))
}

extension Array {
  /// The first element that means the same as one before it.
  fileprivate func firstRepeated(by meaning: (Element) -> some Hashable) -> Element? {
    var seen: Set<AnyHashable> = []
    return first { !seen.insert(AnyHashable(meaning($0))).inserted }
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
  /// A model of what each rater makes of each label has so many numbers that they fill memory.
  case tooManyLabelsToModel(Int, most: Int)
}
