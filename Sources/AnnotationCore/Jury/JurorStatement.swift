/// What a juror says about one item, all its trials together.
///
/// Decisions, statistics, the lead's screen and what annotators are shown all take it from here.
package struct JurorStatement: Hashable, Sendable {
  package var juror: String
  package var position: Position
  /// The ids of all reviews that it follows from, ascending: the verdicts, or without one the refusals.
  package var reviews: [Int64]
  /// Trials that ended with a verdict.
  package var trials: Int
  /// Trials whose verdict is the position's: its criterion, and its value in every field that has one.
  ///
  /// Texts are not compared.
  package var agreeing: Int
  /// Whether the juror was told all stages but the last: then it says nothing of their fields.
  package var knewEarlier: Bool

  /// Where the juror stands.
  package enum Position: Hashable, Sendable {
    /// The labels that more than half of its verdicts have; a field without such a label has none.
    case verdict(Verdict)
    /// After the first stage, no way has more than half of its verdicts: it abstains.
    case split
    /// It declined and gave no verdict: it abstains.
    case refused
    /// Nothing that can be read has come (yet).
    case unanswered
  }

  /// - Parameter reviews: the juror's reviews of one item, of any outcome and in any order. A trial has
  ///   one verdict at most.
  package init(juror: String, reviews: some Sequence<Review>, knewEarlier: Bool = false) {
    self.juror = juror
    self.knewEarlier = knewEarlier
    var verdicts: [(review: Review, verdict: Verdict)] = []
    var refusals: [Int64] = []
    for review in reviews {
      switch review.outcome {
      case .verdict(let verdict): verdicts.append((review, verdict))
      case .refused: refusals.append(review.id)
      case .unparsable, .failed: break
      }
    }
    // The first trial's text stands for all, whatever order the reviews came in.
    verdicts.sort { ($0.review.trial, $0.review.id) < ($1.review.trial, $1.review.id) }
    trials = verdicts.count
    agreeing = 0
    if let verdict = Verdict.consistent(verdicts.map(\.verdict)) {
      position = .verdict(verdict)
      agreeing = verdicts.count { $0.verdict.agrees(with: verdict) }
    } else if !verdicts.isEmpty {
      position = .split
    } else {
      position = refusals.isEmpty ? .unanswered : .refused
    }
    self.reviews = verdicts.isEmpty ? refusals.sorted() : verdicts.map(\.review.id).sorted()
  }

  /// What every juror of a jury says who was asked about an item, by name.
  /// - Parameters:
  ///   - reviews: of one item, by any jurors.
  ///   - jury: the jurors who count, with what they are told.
  package static func all(
    of reviews: some Sequence<Review>,
    jury: [String: ReviewMode]
  ) -> [JurorStatement] {
    var byJuror: [String: [Review]] = [:]
    for review in reviews where jury[review.juror] != nil {
      byJuror[review.juror, default: []].append(review)
    }
    return byJuror.sorted { $0.key < $1.key }.map { juror, reviews in
      JurorStatement(
        juror: juror,
        reviews: reviews,
        knewEarlier: jury[juror] == .lastStage
      )
    }
  }

  /// The labels that it stands for, or nil where it has none.
  package var verdict: Verdict? {
    if case .verdict(let verdict) = position { verdict } else { nil }
  }

  /// Its vote, as the decision rules take it; nil where it has no verdict.
  package var ballot: Ballot? {
    verdict.map {
      Ballot(
        rater: .juror(juror, reviews: reviews),
        stages: $0.stages,
        knewEarlier: knewEarlier
      )
    }
  }
}

extension Verdict {
  /// Whether it has another one's criteria, and its value wherever that has one that is no text.
  fileprivate func agrees(with other: Verdict) -> Bool {
    guard stages.map(\.criterion) == other.stages.map(\.criterion) else { return false }
    return zip(stages, other.stages).allSatisfy { own, others in
      others.values.allSatisfy { field, value in
        if case .text = value { true } else { own.values[field] == value }
      }
    }
  }
}
