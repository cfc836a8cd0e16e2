import Glibc

extension Coefficient {
  /// How many items an interval of a given width needs.
  ///
  /// Of n items a coefficient has the standard error s, and the normal interval of level 1 - α has the
  /// width 2 z s, z = Φ⁻¹(1 - α / 2). Variances of means over items are as 1 / n:
  ///
  ///     items   n (2 z s / width)², and at least 2
  ///
  /// Cochran, W. G. (1977), Sampling Techniques, 3rd edition, chapter 4. It assumes that further items
  /// are drawn as these were and rated by as many raters, and that s is near the truth, which it is not
  /// where there are few items or where hardly anybody differs.
  /// - Parameters:
  ///   - width: the whole interval, above 0.
  ///   - level: such as 0.95.
  /// - Returns: nil where there is no standard error, and where it is 0: raters who never differed say
  ///   nothing of how often they will.
  package func itemsNeeded(width: Double, level: Double) -> Int? {
    guard case .value = value, let error = standardError, error > 1e-12 else { return nil }
    let ratio = 2 * Normal.quantile((1 + level) / 2) * error / width
    let needed = Double(items) * ratio * ratio
    // What is whole but for rounding stays whole.
    return needed < 1e15 ? max(2, Int((needed - 1e-9).rounded(.up))) : nil
  }
}
