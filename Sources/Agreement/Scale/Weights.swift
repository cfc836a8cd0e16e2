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

/// The weight of every two labels.
struct Weights {
  let scheme: WeightScheme
  /// q × q, row by row.
  private let matrix: [Double]
  private let count: Int

  init(_ scheme: WeightScheme, by basis: WeightBasis, of categories: Categories) {
    let q = categories.count
    self.scheme = scheme
    count = q
    let x = basis == .rank ? (0..<q).map(Double.init) : categories.values
    let span = (x.max() ?? 0) - (x.min() ?? 0)
    let pairs = Double(q * (q - 1) / 2)
    var matrix = [Double](repeating: 0, count: q * q)
    for k in 0..<q {
      for l in 0..<q {
        let distance = abs(x[k] - x[l])
        let places = Double(abs(k - l))
        matrix[k * q + l] =
          switch scheme {
          case _ where k == l: 1
          case .unweighted: 0
          // Two labels with one number are not told apart by it.
          case .linear: span > 0 ? 1 - distance / span : 1
          case .quadratic: span > 0 ? 1 - distance * distance / (span * span) : 1
          case .ordinal: 1 - places * (places + 1) / 2 / pairs
          }
      }
    }
    self.matrix = matrix
  }

  subscript(k: Int, l: Int) -> Double { matrix[k * count + l] }

  /// The sum of all weights: T_w.
  var total: Double { scheme == .unweighted ? Double(count) : matrix.reduce(0, +) }

  /// The weights of a label with every label, weighted by something of each: w · x at k.
  func weighted(_ x: [Double], at k: Int) -> Double {
    if scheme == .unweighted { return x[k] }
    var sum = 0.0
    for l in 0..<count { sum += matrix[k * count + l] * x[l] }
    return sum
  }

  /// The sum over all pairs of labels: x · w · y.
  func form(_ x: [Double], _ y: [Double]) -> Double {
    var sum = 0.0
    for k in 0..<count where x[k] != 0 { sum += x[k] * weighted(y, at: k) }
    return sum
  }
}
