import Glibc

/// How often two raters gave their common items which two labels.
struct CrossTable: Hashable, Sendable {
  /// Labels to choose from: q.
  let labelCount: Int
  /// The cells that are not empty, by the first rater's label, then the second's.
  let cells: [Cell]

  struct Cell: Hashable, Sendable {
    var one: Int
    var other: Int
    var count: Int
  }

  init(
    of table: RatingTable,
    _ categories: Categories,
    _ one: Int,
    _ other: Int,
    items: some Sequence<Int>
  ) {
    let q = categories.count
    var counts: [Int: Int] = [:]
    for item in items {
      var first: Int?
      var second: Int?
      for position in table.positions(ofItem: item) {
        let label = categories.places[Int(table.labelOf[position])]
        if table.raterOf[position] == UInt32(one) { first = label }
        if table.raterOf[position] == UInt32(other) { second = label }
      }
      if let first, let second { counts[first * q + second, default: 0] += 1 }
    }
    self.init(counts: counts, labelCount: q)
  }

  /// The tables of every two raters who have an item in common, in the order of the raters.
  ///
  /// One rater after the other is held against all that come later: what is counted at one time is small
  /// enough to stay near the processor.
  static func ofAllPairs(
    in table: RatingTable,
    _ categories: Categories,
    items: some Sequence<Int>
  ) -> [(one: Int, other: Int, table: CrossTable)] {
    let q = categories.count
    // A rating with the end of its item: the ratings between are by raters who come later.
    var ratingsOf = [[(position: Int, end: Int)]](repeating: [], count: table.raters.count)
    for item in items {
      let positions = table.positions(ofItem: item)
      for position in positions.dropLast() {
        ratingsOf[Int(table.raterOf[position])].append((position, positions.upperBound))
      }
    }
    let labelOf = table.labelOf.map { categories.places[Int($0)] }
    var tally = CellTally(size: table.raters.count * q * q)
    var found: [(one: Int, other: Int, table: CrossTable)] = []
    for (one, ratings) in ratingsOf.enumerated() {
      for (position, end) in ratings {
        let row = labelOf[position] * q
        for other in (position + 1)..<end {
          tally.add(Int(table.raterOf[other]) * q * q + row + labelOf[other])
        }
      }
      var cells: [Cell] = []
      var current = -1
      func end() {
        guard current >= 0 else { return }
        found.append((one, current, CrossTable(labelCount: q, cells: cells)))
        cells = []
      }
      for (place, count) in tally.removeAll() {
        let (other, cell) = place.quotientAndRemainder(dividingBy: q * q)
        if other != current { end() }
        current = other
        cells.append(Cell(one: cell / q, other: cell % q, count: count))
      }
      end()
    }
    return found
  }

  private init(labelCount: Int, cells: [Cell]) {
    self.labelCount = labelCount
    self.cells = cells
  }

  init(counts: [Int: Int], labelCount: Int) {
    self.labelCount = labelCount
    cells = counts.sorted { $0.key < $1.key }.map { place, count in
      Cell(one: place / labelCount, other: place % labelCount, count: count)
    }
  }
}

/// Counts by place, of which few are not 0: an array, or where that would be large a dictionary.
private struct CellTally {
  private var counts: [Int32]
  /// The places in ``counts`` that are not 0.
  private var used: [Int] = []
  private var sparse: [Int: Int] = [:]

  /// 64 MB.
  private static let largest = 1 << 24

  init(size: Int) { counts = [Int32](repeating: 0, count: size <= Self.largest ? size : 0) }

  mutating func add(_ place: Int) {
    guard !counts.isEmpty else {
      sparse[place, default: 0] += 1
      return
    }
    if counts[place] == 0 { used.append(place) }
    counts[place] += 1
  }

  /// The counts by ascending place; nothing is counted afterwards.
  mutating func removeAll() -> [(place: Int, count: Int)] {
    defer { sparse = [:] }
    guard !counts.isEmpty else { return sparse.sorted { $0.key < $1.key }.map { ($0, $1) } }
    used.sort()
    let found = used.map { (place: $0, count: Int(counts[$0])) }
    for place in used { counts[place] = 0 }
    used.removeAll(keepingCapacity: true)
    return found
  }
}

/// Two raters' cross table, and the coefficients that are measured of it.
///
/// With p_kl the share of items in cell kl, p_k. and p_.l the raters' shares of each label, and
/// π_k = (p_k. + p_.k) / 2:
///
///     po          Σ_kl w_kl p_kl
///     pe, Cohen   Σ_kl w_kl p_k. p_.l      Cohen (1960), Educational and Psychological Measurement 20(1);
///                                          weighted, Cohen (1968), Psychological Bulletin 70(4)
///     pe, Scott   Σ_kl w_kl π_k π_l        Scott (1955), Public Opinion Quarterly 19(3)
///     var         (Σ_kl p_kl (w_kl - (1 - κ) (w̄_k + w̄_l))² - (κ - pe (1 - κ))²) / (n (1 - pe)²)
///                 Fleiss, Cohen and Everitt (1969), Psychological Bulletin 72(5), with w̄_k the mean
///                 weight of k under the other rater's shares; for pi under π (Gwet 2014)
struct CrossSample: Resampled {
  let cross: CrossTable
  let weights: Weights
  let names: [Coefficient.Name]

  var multiplicities: [Int] { cross.cells.map(\.count) }

  /// Unweighted, kappa and pi need no more than how often each label was given by whom.
  func estimate(_ multiplicities: [Int], into values: inout [Double?]) {
    guard weights.scheme == .unweighted else {
      values = estimates(multiplicities)
      return
    }
    let q = cross.labelCount
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * q) { given in
      given.initialize(repeating: 0)
      var (n, agreeing) = (0.0, 0.0)
      for (cell, drawn) in zip(cross.cells, multiplicities) where drawn > 0 {
        let times = Double(drawn)
        n += times
        if cell.one == cell.other { agreeing += times }
        given[cell.one] += times
        given[q + cell.other] += times
      }
      var (cohen, scott) = (0.0, 0.0)
      for label in 0..<q {
        let mean = (given[label] + given[q + label]) / 2
        cohen += given[label] * given[q + label]
        scott += mean * mean
      }
      for (place, name) in names.enumerated() {
        let chance = name == .cohenKappa ? cohen : scott
        let rest = n * n - chance
        let isDefined = (name == .cohenKappa || name == .scottPi) && rest > 1e-12 * n * n
        values[place] = isDefined ? (n * agreeing - chance) / rest : nil
      }
    }
  }

  func estimates(_ multiplicities: [Int]) -> [Double?] {
    let counts = Counts(cross, weights, multiplicities)
    return names.map { counts.estimate($0, weights).value }
  }

  func leavingOneOut() -> [[Double?]] {
    let whole = multiplicities
    return cross.cells.indices.map { cell in
      var rest = whole
      rest[cell] -= 1
      return estimates(rest)
    }
  }

  /// How often each label was given, and the weight of agreeing cells.
  ///
  /// Counts stay whole until the last division, so that names and order of labels change nothing, not
  /// even in the last bit.
  private struct Counts {
    var n = 0.0
    var agreeing = 0.0
    var one: [Double]
    var other: [Double]

    init(_ cross: CrossTable, _ weights: Weights, _ multiplicities: [Int]) {
      one = [Double](repeating: 0, count: cross.labelCount)
      other = one
      for (cell, times) in zip(cross.cells, multiplicities) where times > 0 {
        n += Double(times)
        agreeing += weights[cell.one, cell.other] * Double(times)
        one[cell.one] += Double(times)
        other[cell.other] += Double(times)
      }
    }

    var mean: [Double] { zip(one, other).map { ($0 + $1) / 2 } }

    /// The agreement by chance, times n².
    private func chance(_ weights: Weights, isOfMean: Bool) -> Double {
      guard weights.scheme == .unweighted else {
        let mean = isOfMean ? mean : []
        return isOfMean ? weights.form(mean, mean) : weights.form(one, other)
      }
      var sum = 0.0
      for label in one.indices {
        let mean = (one[label] + other[label]) / 2
        sum += isOfMean ? mean * mean : one[label] * other[label]
      }
      return sum
    }

    func estimate(_ name: Coefficient.Name, _ weights: Weights) -> Estimate {
      guard n > 0 else { return Estimate() }
      let chance: Double
      switch name {
      case .cohenKappa: chance = self.chance(weights, isOfMean: false)
      case .scottPi: chance = self.chance(weights, isOfMean: true)
      case .percentAgreement, .percentAgreementByItem, .fleissKappa, .krippendorffAlpha, .gwetAC1,
        .gwetAC2, .brennanPrediger, .congerKappa, .lightKappa, .crossGroupAgreement,
        .crossReplicationReliability:
        return Estimate()
      }
      let rest = n * n - chance
      return Estimate(
        value: rest > 1e-12 * n * n ? (n * agreeing - chance) / rest : nil,
        observed: agreeing / n,
        expected: chance / (n * n)
      )
    }
  }

  func coefficients(
    scale: Scale,
    raters: [String],
    named: (Int) -> String
  ) -> [Coefficient] {
    let counts = Counts(cross, weights, multiplicities)
    return names.map { name in
      let estimate = counts.estimate(name, weights)
      let nothing: Undefined =
        cross.cells.first.map { .oneCategoryOnly(label: named($0.one)) }
        ?? .noCommonItems(raters[0], raters[1])
      return Coefficient(
        name: name,
        scale: scale,
        weights: weights.scheme,
        basis: weights.basis,
        value: estimate.value.map(Measure.value) ?? .undefined(nothing),
        observed: estimate.observed,
        expected: estimate.expected,
        standardError: standardError(name, estimate, counts),
        items: Int(counts.n),
        raters: raters,
        ratings: 2 * Int(counts.n)
      )
    }
  }

  private func standardError(
    _ name: Coefficient.Name,
    _ estimate: Estimate,
    _ counts: Counts
  ) -> Double? {
    guard let kappa = estimate.value, let expected = estimate.expected, counts.n > 1 else {
      return nil
    }
    let isCohen = name == .cohenKappa
    let labels = counts.one.indices
    // The mean weight of each label against what the other rater gives.
    let ofOne = labels.map {
      weights.weighted(isCohen ? counts.other : counts.mean, at: $0) / counts.n
    }
    let ofOther = labels.map {
      weights.weighted(isCohen ? counts.one : counts.mean, at: $0) / counts.n
    }
    // The mean of what is squared is κ - pe (1 - κ): the variance is taken around it.
    let centre = kappa - expected * (1 - kappa)
    var sum = 0.0
    for cell in cross.cells {
      let own =
        weights[cell.one, cell.other]
        - (1 - kappa) * (ofOne[cell.one] + ofOther[cell.other])
      sum += Double(cell.count) / counts.n * (own - centre) * (own - centre)
    }
    return (sum / counts.n).squareRoot() / (1 - expected)
  }
}
