/// How many independent jurors a jury is worth, with what it gains over its best member.
///
/// Of n jurors, e_ij is 1 where juror j is wrong on item i, else 0. ρ is the mean over pairs of jurors of
/// the correlation of their errors, each on the items that both answered:
///
///     n_eff = n / (1 + (n - 1) ρ)
///
/// The mean of n equally correlated values varies as much as that of n_eff independent ones: the design
/// effect of Kish, L. (1965), Survey Sampling, Wiley. Where errors offset one another (ρ < 0)
/// it is more than n. A pair of which one is always right or always wrong has no correlation: it is
/// left out and counted.
package struct EffectiveJurors: Hashable, Sendable {
  /// n, those who answered an item that has a right label, sorted by name.
  package let jurors: [String]
  /// ρ; undefined where no pair has a correlation (`noComparableJurors`).
  package let meanCorrelation: Measure
  /// Pairs that have a correlation, and pairs that have none.
  package let pairs: Int
  package let leftOut: Int
  /// n_eff; undefined without jurors, without ρ, and where 1 + (n - 1) ρ is not above 0
  /// (`errorsOffset`).
  package let effective: Measure
  /// The juror with the best accuracy on what it answered.
  ///
  /// Of equals the one with more answers, then by name. It was chosen on the same items, which flatters
  /// it a little.
  package let best: Best?
  /// The jury's own record: an undecided item is not answered.
  package let jury: JurorRecord
  /// Items with a right label on which the jury is undecided.
  package let undecided: Int

  package struct Best: Hashable, Sendable {
    package let juror: String
    package let record: JurorRecord
  }

  /// - Parameters:
  ///   - votes: what the jury made of the ballots, by whatever rule.
  ///   - right: the right label of each item, such as the humans' decision; other items don't count.
  package init(_ ballots: [JuryBallot], votes: [JuryVote], right: [String: String]) {
    let records = JurorRecord.measured(ballots, against: right)
    let jurors = records.keys.sorted()
    let ballotsOf = Dictionary(grouping: ballots, by: \.juror)
    let errors = jurors.map { Self.errors(ballotsOf[$0] ?? [], right) }
    var correlations: [Double] = []
    var leftOut = 0
    for one in jurors.indices {
      for other in jurors.indices where other > one {
        if let correlation = Self.correlation(errors[one], errors[other]) {
          correlations.append(correlation)
        } else {
          leftOut += 1
        }
      }
    }
    self.jurors = jurors
    self.leftOut = leftOut
    pairs = correlations.count
    meanCorrelation =
      correlations.isEmpty
      ? .undefined(.noComparableJurors)
      : .value(correlations.reduce(0, +) / Double(correlations.count))
    effective = Self.effective(jurors.count, meanCorrelation)
    best = jurors.map { Best(juror: $0, record: records[$0] ?? JurorRecord()) }
      .max { Self.isWorse($0.record, $1.record) || $0.record == $1.record && $0.juror > $1.juror }
    let judged = votes.filter { right[$0.item] != nil }
    let decided = judged.filter { $0.label != nil }
    jury = JurorRecord(
      right: decided.count { $0.label == right[$0.item] },
      answered: decided.count
    )
    undecided = judged.count - decided.count
  }

  /// Whether the juror is wrong on each item that it answered.
  private static func errors(
    _ ballots: [JuryBallot],
    _ right: [String: String]
  ) -> [String: Bool] {
    var errors: [String: Bool] = [:]
    for ballot in ballots {
      if let label = ballot.label, let truth = right[ballot.item] {
        errors[ballot.item] = label != truth
      }
    }
    return errors
  }

  /// Pearson's correlation of two errors on common items, or nil where one of them never varies.
  ///
  /// With n items, a and b wrong ones of each and c of both: (n c - a b) / √(a (n - a) b (n - b)).
  private static func correlation(_ one: [String: Bool], _ other: [String: Bool]) -> Double? {
    var (n, a, b, c) = (0.0, 0.0, 0.0, 0.0)
    for (item, isWrong) in one {
      guard let isOtherWrong = other[item] else { continue }
      n += 1
      if isWrong { a += 1 }
      if isOtherWrong { b += 1 }
      if isWrong, isOtherWrong { c += 1 }
    }
    let spread = a * (n - a) * b * (n - b)
    return spread > 0 ? (n * c - a * b) / spread.squareRoot() : nil
  }

  private static func effective(_ count: Int, _ meanCorrelation: Measure) -> Measure {
    guard count > 0 else { return .undefined(.tooFewItems(found: 0, needed: 1)) }
    guard count > 1 else { return .value(1) }
    guard let correlation = meanCorrelation.number else { return meanCorrelation }
    let effect = 1 + Double(count - 1) * correlation
    // What is 0 but for rounding would be a number of jurors without meaning.
    return effect > 1e-9 ? .value(Double(count) / effect) : .undefined(.errorsOffset)
  }

  private static func isWorse(_ one: JurorRecord, _ other: JurorRecord) -> Bool {
    // right / answered of each, over their common denominator.
    let (left, right) = (one.right * other.answered, other.right * one.answered)
    return left == right ? one.answered < other.answered : left < right
  }
}
