import AnnotationCore

/// What the reviews of an item say as votes.
enum JuryBallots {
  /// One ballot for each juror that has a verdict: what more than half of its trials say.
  /// - Parameters:
  ///   - reviews: of one item.
  ///   - modes: the jury in force, by name.
  static func ballots(of reviews: [Review], modes: [String: ReviewMode]) -> [Ballot] {
    var verdicts: [String: [(id: Int64, Verdict)]] = [:]
    for review in reviews where modes[review.juror] != nil {
      guard let verdict = review.outcome.verdict else { continue }
      verdicts[review.juror, default: []].append((review.id, verdict))
    }
    return verdicts.sorted { $0.key < $1.key }.compactMap { juror, verdicts in
      guard let verdict = Verdict.consistent(verdicts.map(\.1)) else { return nil }
      return Ballot(
        rater: .juror(juror, reviews: verdicts.map(\.id)),
        stageOne: verdict.stageOne,
        stageTwo: verdict.stageTwo,
        knewStageOne: modes[juror] == .stageTwo
      )
    }
  }
}
