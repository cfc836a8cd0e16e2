/// What a juror thought of one item: a probability for each label, beside the label that is right.
package struct Forecast: Hashable, Sendable {
  /// In the order of the labels; they sum to 1.
  package let probabilities: [Double]
  /// The right label, as a place among them.
  package let right: Int

  /// - Parameters:
  ///   - weights: how much of the juror's probability each label has, in any unit; what they lack to 1
  ///     (given to answers that are no label, say) is shared out in proportion.
  /// - Throws: ``ForecastError`` where they are no probabilities.
  package init(weights: [Double], right: Int) throws(ForecastError) {
    guard weights.indices.contains(right) else {
      throw .noSuchLabel(place: right, labels: weights.count)
    }
    for (place, weight) in weights.enumerated() where !weight.isFinite || weight < 0 {
      throw .notAProbability(weight, place: place)
    }
    let sum = weights.reduce(0, +)
    guard sum > 0, sum.isFinite else { throw .noProbability }
    // What is a sum of 1 but for rounding stays as it was written: 0.7 belongs to the bin up to 0.7.
    probabilities = abs(sum - 1) < 1e-12 ? weights : weights.map { $0 / sum }
    self.right = right
  }

  /// The most probable label, of equals the first.
  package var given: Int {
    probabilities.indices.reduce(0) { probabilities[$1] > probabilities[$0] ? $1 : $0 }
  }

  /// The probability of the most probable label.
  package var confidence: Double { probabilities[given] }

  package var isRight: Bool { given == right }
}

/// Why numbers are no forecast.
package enum ForecastError: Error, Hashable, Sendable {
  /// A weight is below zero or no finite number.
  case notAProbability(Double, place: Int)
  /// All weights are zero, or there is none.
  case noProbability
  case noSuchLabel(place: Int, labels: Int)
}

extension ForecastError: CustomStringConvertible {
  /// What is wrong, and what to do next.
  package var description: String {
    switch self {
    case .notAProbability(let weight, let place):
      "The probability of label \(place + 1) is \(weight); give a number of 0 or more."
    case .noProbability:
      "No label has any probability; leave the item out, or ask the juror again."
    case .noSuchLabel(let place, let labels):
      "Label \(place + 1) is to be the right one of \(labels); give one of them."
    }
  }
}
