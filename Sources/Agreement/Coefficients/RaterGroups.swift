/// Agreement between the raters of two groups, such as two regions: each rating of one with each of the
/// other, of the items that both groups rated.
///
/// With x_uc the share of label c among the ratings that item u has from the first group, y_uc the same
/// of the second, δ² the distance of the scale (for the ordinal one by the labels of both groups
/// together), and N items:
///
///     agreement   Σ_u Σ_c x_uc y_uc / N
///     Do          Σ_u Σ_ck x_uc y_uk δ²_ck / N
///     De          Σ_ck p_c q_k δ²_ck, with p_c = Σ_u x_uc / N and q_c = Σ_u y_uc / N
///     xRR         1 - Do / De
///
/// Wong, K., Paritosh, P. and Aroyo, L. (2021). Cross-replication Reliability: An Empirical Approach to
/// Interpreting Inter-rater Reliability. ACL-IJCNLP 2021, with equally many ratings of each item by each
/// group; where their numbers differ, all items weigh the same here. With one rating by each group it is
/// Cohen's kappa.
struct CrossGroupSample: Resampled {
  private let patterns: [Pattern]
  let multiplicities: [Int]
  private let categories: Categories
  private let distance: Distance

  /// How often one item's ratings have each label, by group.
  private struct Pattern {
    var ones: [Part]
    var others: [Part]
    var agreement = 0.0
    var disagreement = 0.0
    var pairs = 0.0

    struct Part {
      var label: Int
      var count: Double
      /// Among the group's ratings of the item.
      var share: Double
    }
  }

  private struct Key: Hashable {
    var ones: [Int]
    var others: [Int]
  }

  /// - Parameter groupOf: by rater, whether they are of the first group (true) or the second; nil for
  ///   neither.
  init(
    of table: RatingTable,
    _ categories: Categories,
    sets: SetDistance,
    groupOf: [Bool?]
  ) {
    self.categories = categories
    distance = Distance(categories, sets: sets)
    var tally: [Key: Int] = [:]
    for item in table.items.indices {
      var key = Key(ones: [], others: [])
      for position in table.positions(ofItem: item) {
        let label = categories.places[Int(table.labelOf[position])]
        switch groupOf[Int(table.raterOf[position])] {
        case true: key.ones.append(label)
        case false: key.others.append(label)
        default: break
        }
      }
      guard !key.ones.isEmpty, !key.others.isEmpty else { continue }
      key.ones.sort()
      key.others.sort()
      tally[key, default: 0] += 1
    }
    // An order of their own, so that sums are the same however items are called.
    let sorted = tally.sorted {
      $0.key.ones == $1.key.ones
        ? $0.key.others.lexicographicallyPrecedes($1.key.others)
        : $0.key.ones.lexicographicallyPrecedes($1.key.ones)
    }
    multiplicities = sorted.map(\.value)
    patterns = sorted.map { [distance] key, _ in
      var pattern = Pattern(ones: Self.parts(key.ones), others: Self.parts(key.others))
      pattern.pairs = Double(key.ones.count * key.others.count)
      for one in pattern.ones {
        for other in pattern.others {
          let share = one.share * other.share
          if one.label == other.label { pattern.agreement += share }
          pattern.disagreement += share * distance.between(one.label, other.label)
        }
      }
      return pattern
    }
  }

  private static func parts(_ labels: [Int]) -> [Pattern.Part] {
    var parts: [Pattern.Part] = []
    for label in labels {
      if parts.last?.label == label {
        parts[parts.count - 1].count += 1
      } else {
        parts.append(Pattern.Part(label: label, count: 1, share: 0))
      }
    }
    return parts.map {
      Pattern.Part(label: $0.label, count: $0.count, share: $0.count / Double(labels.count))
    }
  }

  private struct Sums {
    var items = 0.0
    var agreement = 0.0
    var disagreement = 0.0
    var pairs = 0.0
    /// The sums of x_uc and of y_uc.
    var ones: [Double]
    var others: [Double]
    /// Ratings of both groups with each label.
    var labels: [Double]
    /// The sums of x_uc y_uk, by c, then k; empty unless distances rest on the labels' totals.
    var coincidences: [Double] = []

    init(labelCount: Int, withCoincidences: Bool) {
      ones = [Double](repeating: 0, count: labelCount)
      others = ones
      labels = ones
      if withCoincidences { coincidences = [Double](repeating: 0, count: labelCount * labelCount) }
    }
  }

  private func add(_ pattern: Pattern, times: Double, to sums: inout Sums) {
    sums.items += times
    sums.agreement += times * pattern.agreement
    sums.disagreement += times * pattern.disagreement
    sums.pairs += times * pattern.pairs
    for part in pattern.ones {
      sums.ones[part.label] += times * part.share
      sums.labels[part.label] += times * part.count
    }
    for part in pattern.others {
      sums.others[part.label] += times * part.share
      sums.labels[part.label] += times * part.count
    }
    guard distance.restsOnTotals else { return }
    for one in pattern.ones {
      for other in pattern.others {
        sums.coincidences[one.label * categories.count + other.label] +=
          times * one.share * other.share
      }
    }
  }

  private func sums(_ multiplicities: [Int]) -> Sums {
    var sums = Sums(labelCount: categories.count, withCoincidences: distance.restsOnTotals)
    for (pattern, times) in zip(patterns, multiplicities) where times > 0 {
      add(pattern, times: Double(times), to: &sums)
    }
    return sums
  }

  private func estimates(_ sums: Sums) -> (agreement: Estimate, reliability: Estimate) {
    guard sums.items > 0.5 else { return (Estimate(), Estimate()) }
    let observed = sums.agreement / sums.items
    let agreement = Estimate(value: observed, observed: observed)
    let n = sums.items
    let found = distance.disagreement(
      between: sums.ones.map { $0 / n },
      and: sums.others.map { $0 / n },
      labels: sums.labels,
      coincidences: sums.coincidences
    )
    let disagreement = (found.observed ?? sums.disagreement) / n
    // Of one label alone, rounding could leave a little.
    guard sums.labels.count(where: { $0 > 0.5 }) > 1, found.expected > 0 else {
      return (agreement, Estimate(observed: 1, expected: 1))
    }
    let isShare = distance.scale == .nominal || distance.scale == .sets
    return (
      agreement,
      Estimate(
        value: 1 - disagreement / found.expected,
        observed: isShare ? 1 - disagreement : nil,
        expected: isShare ? 1 - found.expected : nil
      )
    )
  }

  func estimates(_ multiplicities: [Int]) -> [Double?] {
    let found = estimates(sums(multiplicities))
    return [found.agreement.value, found.reliability.value]
  }

  func leavingOneOut() -> [[Double?]] {
    let whole = sums(multiplicities)
    return patterns.map { pattern in
      var rest = whole
      add(pattern, times: -1, to: &rest)
      let found = estimates(rest)
      return [found.agreement.value, found.reliability.value]
    }
  }

  /// Pairs of ratings, one of each group, of one item.
  var pairs: Int { Int(sums(multiplicities).pairs) }

  /// The ratings of the items that both groups rated.
  var ratings: Int { Int(sums(multiplicities).labels.reduce(0, +)) }

  /// Agreement, then xRR.
  func coefficients(raters: [String], ratings: Int) -> [Coefficient] {
    let sums = sums(multiplicities)
    let found = estimates(sums)
    let label = sums.labels.firstIndex { $0 > 0.5 }.map { categories.labels[$0] } ?? ""
    let nothing: Undefined =
      sums.items < 0.5 ? .noPairableRatings : .oneCategoryOnly(label: label)
    return [
      (Coefficient.Name.crossGroupAgreement, found.agreement),
      (.crossReplicationReliability, found.reliability),
    ].map { name, estimate in
      Coefficient(
        name: name,
        scale: categories.scale,
        value: estimate.value.map(Measure.value) ?? .undefined(nothing),
        observed: estimate.observed,
        expected: estimate.expected,
        items: Int(sums.items),
        raters: raters,
        ratings: ratings
      )
    }
  }
}

extension RatingTable {
  /// The ratings of some raters.
  ///
  /// Items and labels stay those of the table, whether they have ratings left or not.
  package func keeping(raters isKept: [Bool]) -> RatingTable {
    var numbers = [UInt32](repeating: 0, count: raters.count)
    var kept: [String] = []
    for (number, name) in raters.enumerated() where isKept[number] {
      numbers[number] = UInt32(kept.count)
      kept.append(name)
    }
    var starts = [0]
    var raterOf: [UInt32] = []
    var labelOf: [UInt32] = []
    for item in items.indices {
      for position in positions(ofItem: item) where isKept[Int(self.raterOf[position])] {
        raterOf.append(numbers[Int(self.raterOf[position])])
        labelOf.append(self.labelOf[position])
      }
      starts.append(raterOf.count)
    }
    return RatingTable(
      items: items,
      raters: kept,
      labels: labels,
      starts: starts,
      raterOf: raterOf,
      labelOf: labelOf
    )
  }

  /// Items with one rating.
  package var singleCount: Int { items.indices.count { positions(ofItem: $0).count == 1 } }

  /// Pairs of ratings of one item.
  package var pairCount: Int {
    items.indices.reduce(0) { sum, item in
      let size = positions(ofItem: item).count
      return sum + size * (size - 1) / 2
    }
  }
}
