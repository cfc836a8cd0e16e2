import Glibc

/// What one juror said of one item.
package struct JuryBallot: Hashable, Sendable {
  package var item: String
  package var juror: String
  /// Nil where the juror abstained.
  package var label: String?

  package init(item: String, juror: String, label: String?) {
    self.item = item
    self.juror = juror
    self.label = label
  }
}

/// How often a juror was right, held against humans.
package struct JurorRecord: Hashable, Sendable {
  package var right: Int
  /// Items that the juror answered and that have a right label.
  package var answered: Int

  package init(right: Int = 0, answered: Int = 0) {
    self.right = right
    self.answered = answered
  }

  /// The share of answers that are right; undefined without an answer (`tooFewItems`).
  package var accuracy: Measure {
    answered > 0
      ? .value(Double(right) / Double(answered)) : .undefined(.tooFewItems(found: 0, needed: 1))
  }

  /// How much a vote is worth: the log odds of being right rather than of giving one wrong label.
  ///
  /// Nitzan, S. and Paroush, J. (1982). Optimal decision rules in uncertain dichotomous choice
  /// situations. International Economic Review 23(2), 289-297: ln(p / (1 - p)). With q labels, all
  /// wrong ones alike, ln((q - 1) p / (1 - p)): Ben-Yashar, R. and Paroush, J. (2001), Social Choice
  /// and Welfare 18(4), 737-746. p is smoothed as by Laplace, (right + 1) / (answered + q), so that an
  /// unknown juror guesses, and nobody is infallible:
  ///
  ///     w = ln((q - 1) (right + 1) / (wrong + q - 1))
  ///
  /// - Returns: 0 for a juror without a record; below 0 for one who is right less often than by chance,
  ///   whose vote speaks against its label.
  package func weight(labels q: Int) -> Double {
    guard q > 1 else { return 0 }
    let others = Double(q - 1)
    return log(others * Double(right + 1) / (Double(answered - right) + others))
  }

  /// The records of all jurors who answered an item that has a right label, by their names.
  ///
  /// Weights that are measured on the items they then decide look better than they are: measure on
  /// others.
  /// - Parameter right: the right label of each item, such as the humans' decision.
  package static func measured(
    _ ballots: [JuryBallot],
    against right: [String: String]
  ) -> [String: JurorRecord] {
    var records: [String: JurorRecord] = [:]
    for ballot in ballots {
      guard let label = ballot.label, let truth = right[ballot.item] else { continue }
      records[ballot.juror, default: JurorRecord()].answered += 1
      if label == truth { records[ballot.juror, default: JurorRecord()].right += 1 }
    }
    return records
  }
}
