/// How a jury makes one label of its votes.
package enum JuryRule: Hashable, Sendable {
  /// The label with the most votes, each vote alike; it need not have more than half.
  case majority
  /// The most probable label where jurors err independently, as often as their records say, all labels
  /// being equally frequent: p_k ∝ exp Σ w_j over the jurors j who voted for k, with w_j the
  /// ``JurorRecord/weight(labels:)``. A juror without a record weighs nothing.
  case weighted([String: JurorRecord])
  /// The most probable label by the model of Dawid and Skene (1979), which estimates how each human and
  /// each juror confuses labels from all that they gave. The humans' labels of an item count in its
  /// own decision: don't measure jurors against it.
  case dawidSkene(humans: [Rating], until: StoppingRule = StoppingRule())
}

/// What a jury says of one item.
package struct JuryVote: Hashable, Sendable {
  package let item: String
  package let verdict: Verdict
  /// The probability of each label, in the order of the labels.
  ///
  /// For a majority the shares of votes, else the posterior. Where nobody gave the item a label, every
  /// label alike, and by Dawid and Skene as frequent as on the other items.
  package let probabilities: [Double]
  /// How many jurors voted for each label, in the same order.
  package let counts: [Int]
  package let abstentions: Int

  /// How many jurors gave a label.
  package var votes: Int { counts.reduce(0, +) }

  /// The label, or nil where the jury is undecided.
  package var label: String? {
    switch verdict {
    case .label(let label): label
    case .undecided: nil
    }
  }

  package enum Verdict: Hashable, Sendable {
    case label(String)
    case undecided(Undecided)
  }

  /// Why a jury gives no label.
  package enum Undecided: Hashable, Sendable {
    /// Fewer jurors gave a label than the quorum.
    case tooFewVotes(found: Int, needed: Int)
    /// These labels are equally probable, and no other more.
    case tie([String])

    /// The reason as a name for files.
    package var code: String {
      switch self {
      case .tooFewVotes: "too_few_votes"
      case .tie: "tie"
      }
    }

    /// The reason as a sentence, with what would help.
    package var sentence: String {
      switch self {
      case .tooFewVotes(let found, let needed):
        "Jurors who gave a label: \(found), and the quorum is \(needed); ask more of them."
      case .tie(let labels):
        "The jury is divided between \(labels.map { "“\($0)”" }.joined(separator: " and ")); "
          + "let a human decide."
      }
    }
  }
}

/// Lets a jury vote on every item that it has a ballot for.
/// - Parameters:
///   - labels: the labels to choose from, in their order.
///   - quorum: with fewer jurors who gave a label an item is undecided; at least 1. Humans are no part
///     of it.
/// - Returns: a vote for each item, sorted by item, the same in whatever order ballots come.
/// - Throws: ``JuryVoteError`` where ballots contradict each other, the labels or the humans.
package func juryVotes(
  _ ballots: [JuryBallot],
  labels: [String],
  by rule: JuryRule,
  quorum: Int = 1
) throws(JuryVoteError) -> [JuryVote] {
  var humans: [Rating] = []
  if case .dawidSkene(let ratings, _) = rule { humans = ratings }
  let box = try VoteTally(ballots, humans: humans, labels: labels)
  let probabilities = box.probabilities(by: rule)
  return box.items.indices.filter { box.isJuried[$0] }.map { item in
    let counts = box.counts(ofItem: item)
    let votes = counts.reduce(0, +)
    let likely = probabilities[item]
    let most = likely.max() ?? 0
    // What differs by less than rounding counts as equal: sums in another order must not decide.
    let leading = labels.indices.filter { most - likely[$0] <= 1e-12 }.map { labels[$0] }
    let verdict: JuryVote.Verdict =
      votes < max(1, quorum)
      ? .undecided(.tooFewVotes(found: votes, needed: max(1, quorum)))
      : leading.count > 1 ? .undecided(.tie(leading)) : .label(leading[0])
    return JuryVote(
      item: box.items[item],
      verdict: verdict,
      probabilities: likely,
      counts: counts,
      abstentions: box.abstentions[item]
    )
  }
}

/// Why ballots cannot be counted.
package enum JuryVoteError: Error, Hashable, Sendable {
  /// Two ballots of a juror, or two labels of a human, for one item.
  case votedTwice(item: String, rater: String)
  /// A label that is not among those to choose from.
  case unknownLabel(item: String, rater: String, label: String)
  /// A human has a juror's name.
  case sameName(String)
}

extension JuryVoteError: CustomStringConvertible {
  /// What is wrong, where, and what to do next.
  package var description: String {
    switch self {
    case .votedTwice(let item, let rater):
      "“\(rater)” voted twice on item “\(item)”; keep the vote that counts."
    case .unknownLabel(let item, let rater, let label):
      """
      “\(rater)” gave item “\(item)” the label “\(label)”, which is none of those to choose from; \
      correct it, or count it as an abstention.
      """
    case .sameName(let name):
      "“\(name)” is a human and a juror; give one of them another name."
    }
  }
}
