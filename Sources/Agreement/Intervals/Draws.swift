import Glibc

/// Draws with replacement, as counts: how often each group comes when as many items are drawn as there
/// are, each item alike.
///
/// Few groups are drawn at once, each from a binomial distribution given those before it; many are drawn
/// item by item.
struct Urn {
  private let counts: [Int]
  private let all: Int
  /// The group of each item, where items are drawn one by one.
  private let groupOf: [Int]

  init(_ counts: [Int]) {
    self.counts = counts
    all = counts.reduce(0, +)
    let isOneByOne = counts.count * 8 > all
    groupOf =
      isOneByOne
      ? counts.enumerated().flatMap { repeatElement($0.offset, count: $0.element) } : []
  }

  func draw(using random: inout some RandomNumberGenerator) -> [Int] {
    var drawn: [Int] = []
    draw(into: &drawn, using: &random)
    return drawn
  }

  /// Draws in place of what was drawn before, in memory that is there already.
  func draw(into drawn: inout [Int], using random: inout some RandomNumberGenerator) {
    guard !groupOf.isEmpty else {
      drawn = Draws.conditional(counts, all, using: &random)
      return
    }
    if drawn.count == counts.count {
      for group in drawn.indices { drawn[group] = 0 }
    } else {
      drawn = [Int](repeating: 0, count: counts.count)
    }
    for _ in 0..<all { drawn[groupOf[random.number(below: all)]] += 1 }
  }
}

/// Draws from binomial distributions.
enum Draws {
  fileprivate static func conditional(
    _ counts: [Int],
    _ all: Int,
    using random: inout some RandomNumberGenerator
  ) -> [Int] {
    var left = all
    var rest = all
    return counts.map { count in
      defer { rest -= count }
      guard left > 0, count > 0 else { return 0 }
      let drawn =
        count == rest
        ? left : binomial(left, Double(count) / Double(rest), using: &random)
      left -= drawn
      return drawn
    }
  }

  /// How many of n trials succeed that each do so with probability p.
  ///
  /// Small means by inversion, others by Hörmann's transformed rejection: Hörmann, W. (1993). The
  /// generation of binomial random variates. Journal of Statistical Computation and Simulation
  /// 46(1-2), 101-110 (BTRS).
  static func binomial(
    _ n: Int,
    _ p: Double,
    using random: inout some RandomNumberGenerator
  ) -> Int {
    if p > 0.5 { return n - binomial(n, 1 - p, using: &random) }
    if p <= 0 { return 0 }
    let mean = Double(n) * p
    return mean < 10
      ? inverted(n, p, using: &random) : rejected(n, p, using: &random)
  }

  private static func inverted(
    _ n: Int,
    _ p: Double,
    using random: inout some RandomNumberGenerator
  ) -> Int {
    let odds = p / (1 - p)
    var share = exp(Double(n) * log1p(-p))
    var left = random.share()
    for k in 0..<n {
      if left < share { return k }
      left -= share
      share *= odds * Double(n - k) / Double(k + 1)
    }
    return n
  }

  private static func rejected(
    _ n: Int,
    _ p: Double,
    using random: inout some RandomNumberGenerator
  ) -> Int {
    let total = Double(n)
    let spread = (total * p * (1 - p)).squareRoot()
    let b = 1.15 + 2.53 * spread
    let a = -0.0873 + 0.0248 * b + 0.01 * p
    let centre = total * p + 0.5
    let height = 0.92 - 4.2 / b
    let alpha = (2.83 + 5.1 / b) * spread
    let logOdds = log(p / (1 - p))
    let mode = ((total + 1) * p).rounded(.down)
    let top = logFactorial(mode) + logFactorial(total - mode)
    while true {
      let u = random.share() - 0.5
      let v = random.share()
      let us = 0.5 - abs(u)
      guard us > 0 else { continue }
      let k = ((2 * a / us + b) * u + centre).rounded(.down)
      if k < 0 || k > total { continue }
      if us >= 0.07, v <= height { return Int(k) }
      let accepted = log(v * alpha / (a / (us * us) + b))
      let wanted = top - logFactorial(k) - logFactorial(total - k) + (k - mode) * logOdds
      if accepted <= wanted { return Int(k) }
    }
  }

  private static func logFactorial(_ x: Double) -> Double {
    var sign: Int32 = 0
    return lgamma_r(x + 1, &sign)
  }
}

/// Draws as the standard library makes them, to the last bit: there they are made anew for each kind of
/// generator while the program runs, which takes ten times as long.
extension RandomNumberGenerator {
  /// A whole number from 0 to below a bound, each alike.
  ///
  /// Lemire, D. (2019). Fast random integer generation in an interval. ACM Transactions on Modeling and Computer Simulation 29(1), article 3.
  @inline(__always)
  mutating func number(below bound: Int) -> Int {
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let uneven = (0 &- bound) % bound
      while product.low < uneven { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(truncatingIfNeeded: product.high)
  }

  /// A number from 0 to below 1, of 53 random bits.
  @inline(__always)
  mutating func share() -> Double { Double(next() & ((1 << 53) - 1)) * 0x1p-53 }
}

/// Any generator, behind a closure.
///
/// Code that draws from this one is compiled for it; for a generator of another module it is put together
/// while the program runs, every time that it is called.
struct ErasedRandom: RandomNumberGenerator {
  private let draw: () -> UInt64

  mutating func next() -> UInt64 { draw() }

  /// What a body makes with a generator that draws from another one.
  static func drawing<Result>(
    from random: inout some RandomNumberGenerator,
    _ body: (inout ErasedRandom) -> Result
  ) -> Result {
    withUnsafeMutablePointer(to: &random) { pointer in
      var erased = ErasedRandom { pointer.pointee.next() }
      return body(&erased)
    }
  }
}
