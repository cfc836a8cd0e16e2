/// How much of an agreement two different labels are, from 0 to 1; the same label is always 1.
///
/// Between labels k and l at x_k and x_l, with x from least to most:
///
///     unweighted   0
///     linear       1 - |x_k - x_l| / (most - least)      Cicchetti and Allison (1971)
///     quadratic    1 - (x_k - x_l)² / (most - least)²    Cohen (1968); Fleiss and Cohen (1973)
///     ordinal      1 - C(|k - l| + 1, 2) / C(q, 2)       Gwet (2014), by places alone
package enum WeightScheme: String, Hashable, Sendable, CaseIterable {
  case unweighted
  case linear
  case quadratic
  case ordinal
}

/// What linear and quadratic weights are taken by.
package enum WeightBasis: String, Hashable, Sendable, CaseIterable {
  /// The places of the labels in their order: neighbours are as far apart as any others.
  case rank
  /// The labels' numbers.
  case value
}

extension Scale {
  /// What weights are taken by where nobody says: numbers whose differences mean something, or else
  /// places.
  package var weightBasis: WeightBasis {
    switch self {
    case .interval, .ratio: .value
    case .nominal, .ordinal, .sets: .rank
    }
  }

  /// Whether labels have an order, so that some are nearer to one another than others.
  package var isOrdered: Bool {
    switch self {
    case .ordinal, .interval, .ratio: true
    case .nominal, .sets: false
    }
  }
}

extension WeightScheme {
  /// Whether it is taken by ranks or values.
  package var hasBasis: Bool { self == .linear || self == .quadratic }
}

/// The weight of every two labels, worked out where it is asked for.
struct Weights {
  let scheme: WeightScheme
  /// What they are taken by, where that makes a difference.
  let basis: WeightBasis?
  /// Where each label stands.
  private let x: [Double]
  private let span: Double
  /// The sum of all weights: T_w.
  let total: Double

  private var count: Int { x.count }

  /// - Parameter basis: nil for that of the scale.
  init(_ scheme: WeightScheme, by basis: WeightBasis? = nil, of categories: Categories) {
    let q = categories.count
    let basis = basis ?? categories.scale.weightBasis
    self.scheme = scheme
    self.basis = scheme.hasBasis ? basis : nil
    x = basis == .rank ? (0..<q).map(Double.init) : categories.values
    span = (x.max() ?? 0) - (x.min() ?? 0)
    guard scheme != .unweighted else {
      total = Double(q)
      return
    }
    var total = 0.0
    for k in 0..<q {
      for l in 0..<q { total += Self.weight(scheme, k, l, x, span) }
    }
    self.total = total
  }

  subscript(k: Int, l: Int) -> Double { Self.weight(scheme, k, l, x, span) }

  private static func weight(
    _ scheme: WeightScheme,
    _ k: Int,
    _ l: Int,
    _ x: [Double],
    _ span: Double
  ) -> Double {
    if k == l { return 1 }
    let distance = abs(x[k] - x[l])
    switch scheme {
    case .unweighted: return 0
    // Two labels with one number are not told apart by it.
    case .linear: return span > 0 ? 1 - distance / span : 1
    case .quadratic: return span > 0 ? 1 - distance * distance / (span * span) : 1
    case .ordinal:
      let places = Double(abs(k - l))
      return 1 - places * (places + 1) / Double(x.count * (x.count - 1))
    }
  }

  /// The weights of a label with every label, weighted by something of each: w · x at k.
  func weighted(_ x: [Double], at k: Int) -> Double {
    if scheme == .unweighted { return x[k] }
    var sum = 0.0
    for l in 0..<count where x[l] != 0 { sum += self[k, l] * x[l] }
    return sum
  }

  /// The sum over all pairs of labels: x · w · y.
  func form(_ x: [Double], _ y: [Double]) -> Double {
    var sum = 0.0
    for k in 0..<count where x[k] != 0 { sum += x[k] * weighted(y, at: k) }
    return sum
  }
}
