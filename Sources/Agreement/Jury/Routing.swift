import Glibc

/// Which items need a human more.
///
/// With p_k the jury's probability of label k of q, and a human who gives the right label with
/// probability a and each wrong one with (1 - a) / (q - 1), so that c_kl is that of label l on an item of
/// label k:
///
///     entropy         - Σ_k p_k log2 p_k, in bits
///     conflict        1 - share of the jurors who voted for the label with the most votes
///     expected error  1 - max_k p_k
///     expected gain   (1 - max_k p_k) - (1 - Σ_l max_k p_k c_kl)
///
/// The gain is what one more human label is expected to take from the error, the most probable label being
/// taken before and after: the value of sample information, Raiffa, H. and Schlaifer, R. (1961), Applied
/// Statistical Decision Theory, Harvard. It is 0 where no answer could change the label: of two labels
/// where the jury is at least as sure as the human. It is as good as the probabilities are: shares of
/// votes are none of being right, and jurors who err together look too sure.
package struct RoutedItem: Hashable, Sendable {
  package let item: String
  /// In bits.
  package let entropy: Double
  /// Nil where no juror gave a label.
  package let conflict: Double?
  /// In expected errors: 0.1 is one wrong label less on ten such items.
  package let expectedGain: Double
  /// The gains of this item and of all before it: what so many more human labels are expected to mend.
  package let cumulatedGain: Double

  /// Ranks items: those with the most expected gain first, then by entropy, conflict and name.
  /// - Parameter humanAccuracy: a, from 0 to 1, such as an annotator's accuracy against the decisions.
  /// - Throws: ``RoutingError/accuracyOutOfRange(_:)``.
  package static func ranking(
    _ votes: [JuryVote],
    humanAccuracy: Double
  ) throws(RoutingError) -> [RoutedItem] {
    guard (0...1).contains(humanAccuracy) else { throw .accuracyOutOfRange(humanAccuracy) }
    let measured = votes.map { vote in
      (
        vote: vote,
        gain: expectedGain(vote.probabilities, humanAccuracy: humanAccuracy),
        entropy: entropy(vote.probabilities),
        conflict: conflict(vote)
      )
    }
    let sorted = measured.sorted { one, other in
      if one.gain != other.gain { return one.gain > other.gain }
      if one.entropy != other.entropy { return one.entropy > other.entropy }
      let (left, right) = (one.conflict ?? 1, other.conflict ?? 1)
      return left != right ? left > right : one.vote.item < other.vote.item
    }
    var cumulated = 0.0
    return sorted.map { found in
      cumulated += found.gain
      return RoutedItem(
        item: found.vote.item,
        entropy: found.entropy,
        conflict: found.conflict,
        expectedGain: found.gain,
        cumulatedGain: cumulated
      )
    }
  }

  /// Of probabilities that sum to 1, in bits: from 0 to log2 q.
  static func entropy(_ probabilities: [Double]) -> Double {
    probabilities.reduce(0) { $0 - ($1 > 0 ? $1 * log2($1) : 0) }
  }

  private static func conflict(_ vote: JuryVote) -> Double? {
    guard let most = vote.counts.max(), vote.votes > 0 else { return nil }
    return 1 - Double(most) / Double(vote.votes)
  }

  static func expectedGain(_ probabilities: [Double], humanAccuracy a: Double) -> Double {
    let labels = probabilities.indices
    guard let most = probabilities.max(), labels.count > 1 else { return 0 }
    let miss = (1 - a) / Double(labels.count - 1)
    let after = labels.reduce(0) { sum, given in
      sum + labels.reduce(0) { max($0, probabilities[$1] * ($1 == given ? a : miss)) }
    }
    // What is 0 but for rounding must not rank items.
    let gain = after - most
    return gain > 1e-12 ? gain : 0
  }
}

/// Why items cannot be ranked.
package enum RoutingError: Error, Hashable, Sendable {
  case accuracyOutOfRange(Double)
}

extension RoutingError: CustomStringConvertible {
  /// What is wrong, and what to do next.
  package var description: String {
    switch self {
    case .accuracyOutOfRange(let accuracy):
      "A human's accuracy of \(accuracy) is none; give a share from 0 to 1, such as 0.9."
    }
  }
}
