/// How far two labels are apart in Krippendorff's alpha: the squared difference δ²_ck.
///
/// Krippendorff, K. (2011). Computing Krippendorff's Alpha-Reliability, with c, k labels or their
/// numbers and n_g how often label g was given:
///
///     nominal    0 where c = k, else 1
///     ordinal    (Σ n_g from c to k - (n_c + n_k) / 2)²
///     interval   (c - k)²
///     ratio      ((c - k) / (c + k))²
///     sets       the distance itself, as ``SetDistance`` has it (Passonneau 2006 for MASI)
struct Distance {
  let scale: Scale
  private let values: [Double]
  private let sets: [[Double]]
  /// Of so many numbers that all pairs take long.
  private let ratio: RatioDisagreement?

  init(_ categories: Categories, sets distance: SetDistance = .jaccard) {
    scale = categories.scale
    values = categories.values
    sets = categories.sets.map { one in categories.sets.map { distance.between(one, $0) } }
    ratio =
      scale == .ratio && values.count > Self.mostPaired ? RatioDisagreement(values) : nil
  }

  /// Of more numbers on a ratio scale, not every two are compared.
  static let mostPaired = 300

  /// Whether it is known only once all labels are counted.
  var restsOnTotals: Bool { scale == .ordinal }

  /// The squared difference of two labels; 0 for the ordinal scale, see ``disagreement(_:_:)``.
  func between(_ c: Int, _ k: Int) -> Double {
    if c == k { return 0 }
    switch scale {
    case .nominal: return 1
    case .ordinal: return 0
    case .interval: return (values[c] - values[k]) * (values[c] - values[k])
    case .ratio:
      let sum = values[c] + values[k]
      let proportion = sum > 0 ? (values[c] - values[k]) / sum : 0
      return proportion * proportion
    case .sets: return sets[c][k]
    }
  }

  /// The sum of n_c n_k δ²_ck over ordered pairs, and that of o_ck δ²_ck.
  func disagreement(_ totals: Totals) -> (expected: Double, observed: Double) {
    let n = totals.labels
    switch scale {
    case .nominal:
      let all = n.reduce(0, +)
      return (all * all - n.reduce(0) { $0 + $1 * $1 }, totals.disagreement)
    case .interval: return (spread(values, n), totals.disagreement)
    case .ordinal:
      let middles = Self.middles(n)
      var observed = 0.0
      for c in n.indices where n[c] > 0 {
        for k in n.indices where k != c {
          let distance = middles[c] - middles[k]
          observed += totals.coincidences[c * n.count + k] * distance * distance
        }
      }
      return (spread(middles, n), observed)
    case .ratio, .sets:
      if let ratio { return (ratio.disagreement(n), totals.disagreement) }
      var expected = 0.0
      for c in n.indices where n[c] > 0 {
        for k in n.indices where k > c && n[k] > 0 { expected += 2 * n[c] * n[k] * between(c, k) }
      }
      return (expected, totals.disagreement)
    }
  }

  /// How the two sums of ``disagreement(_:)`` change with a rating more of each label, all labels'
  /// coincidences staying as they are.
  func slopes(_ totals: Totals) -> (expected: [Double], observed: [Double]) {
    let n = totals.labels
    let all = n.reduce(0, +)
    let nothing = [Double](repeating: 0, count: n.count)
    func spreads(_ x: [Double]) -> [Double] {
      let mean = all > 0 ? zip(x, n).reduce(0) { $0 + $1.0 * $1.1 } / all : 0
      let around = zip(x, n).reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) }
      return x.map { 2 * (all * ($0 - mean) * ($0 - mean) + around) }
    }
    switch scale {
    case .nominal: return (n.map { 2 * (all - $0) }, nothing)
    case .interval: return (spreads(values), nothing)
    case .ratio, .sets:
      let expected = n.indices.map { c in
        2 * n.indices.reduce(0) { n[$1] > 0 ? $0 + n[$1] * between(c, $1) : $0 }
      }
      return (expected, nothing)
    case .ordinal:
      let middles = Self.middles(n)
      let mean = all > 0 ? zip(middles, n).reduce(0) { $0 + $1.0 * $1.1 } / all : 0
      let pulls = n.indices.map { c in
        n.indices.reduce(0) {
          $0 + totals.coincidences[c * n.count + $1] * (middles[c] - middles[$1])
        }
      }
      let moved = Self.shifted(zip(middles, n).map { $1 * all * ($0 - mean) })
      return (zip(spreads(middles), moved).map { $0 + $1 }, Self.shifted(pulls))
    }
  }

  /// What moving the middles of labels changes, where a rating of each label moves its own by a half and
  /// those above by 1: 4 (x_g / 2 + Σ x_c over c > g).
  private static func shifted(_ x: [Double]) -> [Double] {
    var above = 0.0
    var shifted = x
    for label in x.indices.reversed() {
      shifted[label] = 4 * (x[label] / 2 + above)
      above += x[label]
    }
    return shifted
  }

  /// The squared difference of two labels where all labels are counted.
  func between(_ c: Int, _ k: Int, middles: [Double]) -> Double {
    scale == .ordinal
      ? (middles[c] - middles[k]) * (middles[c] - middles[k]) : between(c, k)
  }

  /// For each label c the sum of n_k δ²_ck over all k, where that does not rest on the totals and
  /// taking labels away by it is less work than to go through all pairs again; nil otherwise.
  func towards(_ n: [Double]) -> [Double]? {
    switch scale {
    case .nominal, .ordinal, .interval: return nil
    case .ratio, .sets:
      if let ratio { return ratio.towards(n) }
      let given = n.indices.filter { n[$0] > 0 }
      return n.indices.map { c in given.reduce(0) { $0 + n[$1] * between(c, $1) } }
    }
  }

  /// The sum of p_c q_k δ²_ck for the shares of labels in two groups, and for the ordinal scale, whose
  /// distances rest on how often each label was given, that of coincidences.
  func disagreement(
    between p: [Double],
    and q: [Double],
    labels: [Double],
    coincidences: [Double]
  ) -> (expected: Double, observed: Double?) {
    switch scale {
    case .nominal: return (1 - zip(p, q).reduce(0) { $0 + $1.0 * $1.1 }, nil)
    case .interval: return (Self.spread(values, p, q), nil)
    case .ordinal:
      let middles = Self.middles(labels)
      var observed = 0.0
      for c in p.indices where p[c] > 0 {
        for k in q.indices where q[k] > 0 {
          let distance = middles[c] - middles[k]
          observed += coincidences[c * p.count + k] * distance * distance
        }
      }
      return (Self.spread(middles, p, q), observed)
    case .ratio, .sets:
      var expected = 0.0
      for c in p.indices where p[c] > 0 {
        for k in q.indices where q[k] > 0 { expected += p[c] * q[k] * between(c, k) }
      }
      return (expected, nil)
    }
  }

  /// Σ p_c q_k (x_c - x_k)² as the two variances and the squared difference of the two means, which
  /// keeps large numbers from cancelling.
  private static func spread(_ x: [Double], _ p: [Double], _ q: [Double]) -> Double {
    func moments(_ shares: [Double]) -> (mean: Double, variance: Double) {
      let mean = zip(x, shares).reduce(0) { $0 + $1.0 * $1.1 }
      return (mean, zip(x, shares).reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) })
    }
    let (one, other) = (moments(p), moments(q))
    let difference = one.mean - other.mean
    return one.variance + other.variance + difference * difference
  }

  /// Σ n_c n_k (x_c - x_k)² over ordered pairs, as 2 (n Σ n_c d_c² - (Σ n_c d_c)²) with d_c the
  /// distance from the mean, which keeps large numbers from cancelling.
  private func spread(_ x: [Double], _ n: [Double]) -> Double {
    let all = n.reduce(0, +)
    guard all > 0 else { return 0 }
    let mean = zip(x, n).reduce(0) { $0 + $1.0 * $1.1 } / all
    var sum = 0.0
    var squares = 0.0
    for (x, n) in zip(x, n) {
      sum += n * (x - mean)
      squares += n * (x - mean) * (x - mean)
    }
    return 2 * (all * squares - sum * sum)
  }

  /// How many ratings lie below the middle of each label: Σ n_g for g < c, and half of n_c.
  ///
  /// The difference of two of them is the ordinal distance.
  static func middles(_ n: [Double]) -> [Double] {
    var below = 0.0
    return n.map { own in
      defer { below += own }
      return below + own / 2
    }
  }
}
