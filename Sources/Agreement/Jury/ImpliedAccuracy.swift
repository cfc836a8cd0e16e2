import Glibc

/// How often raters are right who agree with each other so often, where nobody knows the right label.
///
/// Two raters are right independently, each with probability a, and wrong ones give each of the q - 1
/// wrong labels alike: the one-coin model (Zhang and others 2016) of two raters. They agree with
/// probability
///
///     p = a² + (1 - a)² / (q - 1),   so that   a = (1 + √((q - 1) (q p - 1))) / q
///
/// Errors that raters share go unseen, and flatter them.
/// - Parameters:
///   - p: the share of pairs of ratings of one item that agree.
///   - q: how many labels there are to choose from.
/// - Returns: 1 / q, as by chance, where they agree less often than by chance, and for one label 1.
package func impliedAccuracy(ofAgreement p: Double, labels q: Int) -> Double {
  let q = Double(max(1, q))
  return (1 + max(0, (q - 1) * (q * p - 1)).squareRoot()) / q
}
