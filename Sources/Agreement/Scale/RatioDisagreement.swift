import Glibc

/// Σ n_c n_k ((c - k) / (c + k))² over ordered pairs of many numbers, without going through the pairs.
///
/// The denominator is an integral, whose trapezoid rule is a sum in which c and k stand apart (Beylkin
/// and Monzón 2010, Applied and Computational Harmonic Analysis 28(2), 131-149):
///
///     1 / x² = ∫ t² exp(-t x) ds, t = exp(s), ≈ h Σ_m t_m² exp(-t_m x)
///
/// With x = c + k and u_c = n_c exp(-t c) the sum over pairs is, for each t,
///
///     Σ u_c u_k (c - k)² = 2 (Σ u_c Σ u_c d_c² - (Σ u_c d_c)²),   d_c = c - the mean of numbers at t
///
/// All terms are positive, so nothing cancels. The rule's relative error is 2 |Γ(2 + 2πi / h)|, 3e-13 for
/// the step taken here; the ends are cut where they are smaller. Zero has the distance 1 from every other
/// number and is counted apart.
struct RatioDisagreement {
  /// Four t at a time.
  private typealias Four = SIMD4<Double>

  private static let step = 0.28
  /// Beyond as many entries (256 MB), powers are computed anew each time.
  private static let mostKept = 1 << 23

  private let zero: Int?
  /// The numbers other than zero, divided by a power of two so that the largest is below 2; and their
  /// places among all.
  private let values: [Double]
  private let places: [Int]
  private let count: Int
  private let rates: [Four]
  /// h t².
  private let weights: [Four]
  /// The mean of the numbers, each weighing exp(-t c).
  private let centres: [Four]
  /// exp(-t c), for each four of t all numbers; empty where they are too many.
  private var powers: [Four] = []

  /// Nil where the numbers are so far apart that squares of them are no numbers any more.
  /// - Parameter values: distinct numbers of at least zero.
  init?(_ values: [Double]) {
    let largest = values.max() ?? 1
    let least = values.lazy.filter { $0 > 0 }.min() ?? largest
    guard largest < 1e100, least > 1e-100, least / largest > 1e-60 else { return nil }
    zero = values.firstIndex(of: 0)
    count = values.count
    places = values.indices.filter { values[$0] > 0 }
    // By a power of two no digit is lost, and numbers that are nearly alike differ in the last ones.
    let scale = Double(sign: .plus, exponent: -largest.exponent, significand: 1)
    self.values = places.map { values[$0] * scale }
    let smallest = self.values.min() ?? 1
    // Of the largest sum, below 4, less than 8 t² is left out below; of the smallest (1 + y) exp(-y), y = 36.
    let (first, last) = (log(1e-7), log(36 / (2 * smallest)))
    let number = (Int((last - first) / Self.step) / 4 + 1) * 4
    rates = (0..<(number / 4)).map { four in
      Four((0..<4).map { exp(first + Double(four * 4 + $0) * Self.step) })
    }
    weights = rates.map { Self.step * $0 * $0 }
    var centres: [Four] = []
    for rate in rates {
      var (sum, moment) = (Four.zero, Four.zero)
      for value in self.values {
        let power = Self.power(rate, value)
        sum += power
        moment += power * value
      }
      // Where all powers are nothing, any mean will do.
      centres.append((moment / sum).replacing(with: 0, where: sum .== 0))
    }
    self.centres = centres
    guard rates.count * self.values.count <= Self.mostKept else { return }
    powers.reserveCapacity(rates.count * self.values.count)
    for rate in rates {
      for value in self.values { powers.append(Self.power(rate, value)) }
    }
  }

  /// exp(-t c), 0 where it is too small to count and would be slow.
  private static func power(_ rate: Four, _ value: Double) -> Four {
    var power = Four.zero
    for lane in 0..<4 where rate[lane] * value < 300 { power[lane] = exp(-rate[lane] * value) }
    return power
  }

  /// The sum over ordered pairs, where each number comes n times.
  func disagreement(_ n: [Double]) -> Double {
    let (given, counts) = given(n)
    var sum = 0.0
    for four in rates.indices {
      let (all, moment, square) = moments(four, given, counts)
      sum += (2 * weights[four] * (all * square - moment * moment)).sum()
    }
    guard let zero else { return sum }
    return sum + 2 * n[zero] * counts.reduce(0, +)
  }

  /// For each number the sum of n_k δ² over all k: what one more of it adds, once.
  func towards(_ n: [Double]) -> [Double] {
    let (given, counts) = given(n)
    var found = [Double](repeating: zero.map { n[$0] } ?? 0, count: count)
    for four in rates.indices {
      let (all, moment, square) = moments(four, given, counts)
      for (index, place) in places.enumerated() {
        let distance = values[index] - centres[four]
        let sum = distance * (distance * all - 2 * moment) + square
        found[place] += (weights[four] * power(four, index) * sum).sum()
      }
    }
    if let zero { found[zero] = counts.reduce(0, +) }
    return found
  }

  /// The numbers other than zero that come at all, as places among ``values``, and how often.
  private func given(_ n: [Double]) -> (given: [Int], counts: [Double]) {
    let given = places.indices.filter { n[places[$0]] != 0 }
    return (given, given.map { n[places[$0]] })
  }

  /// Σ u_c, Σ u_c d_c and Σ u_c d_c² at four t.
  private func moments(
    _ four: Int,
    _ given: [Int],
    _ counts: [Double]
  ) -> (Four, Four, Four) {
    let centre = centres[four]
    var (all, moment, square) = (Four.zero, Four.zero, Four.zero)
    for (place, index) in given.enumerated() {
      let weight = power(four, index) * counts[place]
      let distance = values[index] - centre
      let product = weight * distance
      all += weight
      moment += product
      square += product * distance
    }
    return (all, moment, square)
  }

  @inline(__always)
  private func power(_ four: Int, _ index: Int) -> Four {
    powers.isEmpty
      ? Self.power(rates[four], values[index]) : powers[four * values.count + index]
  }
}
