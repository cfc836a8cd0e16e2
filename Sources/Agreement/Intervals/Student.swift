import Glibc

/// Student's t distribution.
enum Student {
  /// The share below t with so many degrees of freedom.
  static func below(_ t: Double, degrees: Double) -> Double {
    let tail = incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2
    return t > 0 ? 1 - tail : tail
  }

  /// The regularised incomplete beta function I_x(a, b), for 0 ≤ x ≤ 1.
  ///
  /// By its continued fraction, evaluated by Lentz's method: Press and others (2007), Numerical
  /// Recipes, 3rd edition, section 6.4.
  static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    var sign: Int32 = 0
    let front = exp(
      lgamma_r(a + b, &sign) - lgamma_r(a, &sign) - lgamma_r(b, &sign) + a * log(x)
        + b * log1p(-x)
    )
    // The fraction converges fast on one side of the mean; the other is its mirror.
    return x < (a + 1) / (a + b + 2)
      ? front * fraction(x, a, b) / a : 1 - front * fraction(1 - x, b, a) / b
  }

  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func kept(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / kept(1 - (a + b) * x / (a + 1))
    var value = d
    for m in 1...300 {
      let m = Double(m)
      for term in [
        m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
        -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
      ] {
        d = 1 / kept(1 + term * d)
        c = kept(1 + term / c)
        value *= c * d
      }
      if abs(c * d - 1) < 1e-16 { break }
    }
    return value
  }
}
