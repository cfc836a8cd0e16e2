import Glibc

/// Whether a juror who says 0.8 is right in eight cases of ten.
///
/// Of n items, p_ik is the probability that the juror gave label k of item i, c_i = max_k p_ik its
/// confidence, r_i the right label, a_i 1 where the most probable label is right, else 0:
///
///     expected calibration error   Σ_b (n_b / n) |mean a - mean c| over bins b of like confidence
///     Brier score                  Σ_i Σ_k (p_ik - [k = r_i])² / n, from 0 to 2
///     log loss                     - Σ_i ln max(p_i,r_i, floor) / n, in nats
///     AUROC                        share of pairs of a right and a wrong answer in which the right one
///                                  is the more confident, ties counting half
///
/// Naeini, Cooper and Hauskrecht (2015), Obtaining well calibrated probabilities using Bayesian binning,
/// AAAI (the error); Guo, Pleiss, Sun and Weinberger (2017), On calibration of modern neural networks,
/// ICML (bins of equal width); Nguyen and O'Connor (2015), Posterior calibration and exploratory analysis
/// for natural language processing models, EMNLP (bins of equal mass); Brier (1950), Monthly Weather
/// Review 78(1), 1-3; Hanley and McNeil (1982), Radiology 143(1), 29-36 (AUROC as a share of pairs).
/// The error shrinks with fewer bins and grows with fewer items: compare jurors on equally many.
package struct Calibration: Hashable, Sendable {
  package struct Options: Hashable, Sendable {
    package var bins: Int
    /// A right label's probability counts at least so much in the log loss, which a 0 would make
    /// infinite.
    package var floor: Double

    package init(bins: Int = 10, floor: Double = 1e-15) {
      self.bins = max(1, bins)
      self.floor = floor
    }
  }

  /// Items on which the juror was about as confident.
  package struct Bin: Hashable, Sendable {
    package let items: Int
    package let meanConfidence: Double
    /// The share of them that the juror has right.
    package let accuracy: Double
  }

  package let items: Int
  package let options: Options
  /// The bins that hold an item, from the least confident on: ((b - 1) / B, b / B] for b of B.
  package let equalWidth: [Bin]
  /// The same of about equally many items: bin ⌊B · r / n⌋ for an item that r are less confident than,
  /// so that like confidence is in one bin, and the order of items changes nothing.
  package let equalMass: [Bin]
  /// Undefined, as all measures are, without items (`tooFewItems`).
  package let accuracy: Measure
  package let brierScore: Measure
  package let logLoss: Measure
  /// How many right labels had less than the floor.
  package let floored: Int
  /// Undefined also where every answer is right, or every one wrong (`oneOutcomeOnly`).
  package let auroc: Measure

  package var equalWidthError: Measure { error(equalWidth) }
  package var equalMassError: Measure { error(equalMass) }

  package init(_ forecasts: [Forecast], _ options: Options = Options()) {
    let answers = forecasts.map { Answer(confidence: $0.confidence, isRight: $0.isRight) }
      .sorted { $0.confidence < $1.confidence }
    let n = Double(forecasts.count)
    let mean = { (sum: Double) -> Measure in
      n > 0 ? .value(sum / n) : .undefined(.tooFewItems(found: 0, needed: 1))
    }
    self.options = options
    items = forecasts.count
    equalWidth = Self.bins(answers, Self.places(byWidth: answers, options.bins))
    equalMass = Self.bins(answers, Self.places(byMass: answers, options.bins))
    accuracy = mean(Double(answers.count { $0.isRight }))
    brierScore = mean(forecasts.reduce(0) { $0 + Self.squares($1) })
    logLoss = mean(
      forecasts.reduce(0) { $0 - log(max(options.floor, $1.probabilities[$1.right])) }
    )
    floored = forecasts.count { $0.probabilities[$0.right] < options.floor }
    auroc = Self.auroc(answers)
  }

  private struct Answer {
    let confidence: Double
    let isRight: Bool
  }

  private static func squares(_ forecast: Forecast) -> Double {
    forecast.probabilities.indices.reduce(0) { sum, label in
      let miss = forecast.probabilities[label] - (label == forecast.right ? 1 : 0)
      return sum + miss * miss
    }
  }

  private static func places(byWidth answers: [Answer], _ bins: Int) -> [Int] {
    answers.map { answer in
      // The edges as quotients: the product with the number of bins may round across one.
      let near = Int((answer.confidence * Double(bins)).rounded())
      return answer.confidence <= Double(near) / Double(bins) ? near : near + 1
    }
  }

  private static func places(byMass answers: [Answer], _ bins: Int) -> [Int] {
    var less = 0
    return answers.indices.map { index in
      if index > 0, answers[index].confidence > answers[index - 1].confidence { less = index }
      return bins * less / answers.count
    }
  }

  /// - Parameter places: the bin of each answer, which never decreases.
  private static func bins(_ answers: [Answer], _ places: [Int]) -> [Bin] {
    Dictionary(grouping: answers.indices) { places[$0] }
      .sorted { $0.key < $1.key }
      .map { _, members in
        let n = Double(members.count)
        return Bin(
          items: members.count,
          meanConfidence: members.reduce(0) { $0 + answers[$1].confidence } / n,
          accuracy: Double(members.count { answers[$0].isRight }) / n
        )
      }
  }

  private func error(_ bins: [Bin]) -> Measure {
    guard items > 0 else { return .undefined(.tooFewItems(found: 0, needed: 1)) }
    let sum = bins.reduce(0) { $0 + Double($1.items) * abs($1.accuracy - $1.meanConfidence) }
    return .value(sum / Double(items))
  }

  /// - Parameter answers: from the least confident on.
  private static func auroc(_ answers: [Answer]) -> Measure {
    let right = answers.count { $0.isRight }
    let wrong = answers.count - right
    guard let first = answers.first else { return .undefined(.tooFewItems(found: 0, needed: 1)) }
    guard right > 0, wrong > 0 else { return .undefined(.oneOutcomeOnly(right: first.isRight)) }
    var halves = 0
    var wrongBelow = 0
    var start = 0
    while start < answers.count {
      let confidence = answers[start].confidence
      let tied = answers[start...].prefix { $0.confidence == confidence }
      let tiedRight = tied.count { $0.isRight }
      halves += tiedRight * (2 * wrongBelow + tied.count - tiedRight)
      wrongBelow += tied.count - tiedRight
      start += tied.count
    }
    return .value(Double(halves) / 2 / (Double(right) * Double(wrong)))
  }
}
