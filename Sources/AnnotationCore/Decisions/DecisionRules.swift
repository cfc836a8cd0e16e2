/// What the rules make of one field of one item.
package enum Outcome: Hashable, Sendable {
  /// The value is nil where the field does not apply.
  case decided(FieldValue?, Decision.Basis)
  case disputed(Dispute)
  /// The field is kept as each rater gave it.
  case collected
  /// The jury's votes don't count alike, and nobody has worked out yet what they are worth here.
  case unweighed
}

/// The decision rules of a guideline, as a pure function from what was said to what follows.
package struct DecisionRules: Sendable {
  package let guideline: Guideline
  private let panel: Panel

  /// The names of the jurors that are configured to be asked, by stage.
  ///
  /// One of them who says nothing lowers the votes, never what a majority needs.
  package typealias Panel = [StageNumber: Set<String>]

  /// - Parameter panel: the jury in force; jurors who vote are counted in any case.
  package init(_ guideline: Guideline, panel: Panel = [:]) {
    self.guideline = guideline
    self.panel = panel
  }

  /// The outcome of every field of an item whose raters are done.
  ///
  /// Fields that are already decided keep their decision; the criterion of a stage follows from the
  /// decided fields of the stages before, and only ballots that applied that criterion count in it.
  /// - Parameters:
  ///   - ballots: what the raters said; at most one of each rater.
  ///   - decided: the decisions in force.
  ///   - stages: the stages to decide; under the gate flow those that raters have come to. All where
  ///     it is nil.
  ///   - weights: what the jury's votes are worth, by field, where the guideline's rule is not the
  ///     majority.
  /// - Returns: an outcome for every field of those stages that has no decision yet.
  package func outcomes(
    for ballots: [Ballot],
    decided: [FieldID: Decision],
    stages: [StageNumber]? = nil,
    weights: [FieldID: JurorWeights] = [:]
  ) -> [FieldID: Outcome] {
    var outcomes: [FieldID: Outcome] = [:]
    var labels: FieldValues = decided.compactMapValues(\.value)
    var settled = Set(decided.keys)
    for stage in stages ?? guideline.stageNumbers {
      let entry = entry(to: stage, given: labels, settled: settled)
      for field in guideline.fields(of: stage) where decided[field.id] == nil {
        let outcome = outcome(
          of: field,
          in: stage,
          entry: entry,
          ballots: ballots,
          labels: labels,
          settled: settled,
          weights: weights[field.id]
        )
        outcomes[field.id] = outcome
        if case .decided(let value, _) = outcome {
          labels[field.id] = value
          settled.insert(field.id)
        }
      }
    }
    return outcomes
  }

  private func outcome(
    of field: Field,
    in stage: StageNumber,
    entry: StageEntry,
    ballots: [Ballot],
    labels: FieldValues,
    settled: Set<FieldID>,
    weights: JurorWeights?
  ) -> Outcome {
    let nothing = Decision.Basis(how: .unanimous, annotations: [], reviews: [])
    if entry == .setAside { return .decided(nil, nothing) }
    if field.resolution == .collect { return .collected }
    // A field that depends on an open one is open with it; one whose conditions fail does not apply.
    var dependsOn = Set(field.when.keys)
    dependsOn.formUnion(guideline[stage].endingFields(before: field).map(\.id))
    if case .awaits(let fields) = entry { dependsOn.formUnion(fields) }
    let open = dependsOn.subtracting(settled).sorted()
    guard open.isEmpty, case .open(let criterion) = entry else { return .disputed(.awaits(open)) }
    guard guideline.asks(field, in: stage, given: labels) else { return .decided(nil, nothing) }
    let counting = ballots.compactMap { ballot in
      Vote(ballot, field: field, stage: stage, criterion: criterion, guideline)
    }
    return field.resolution == .unanimous
      ? unanimous(counting, field: field, stage: stage, criterion: criterion, weights)
      : majority(counting, field: field, stage: stage)
  }

  private func unanimous(
    _ votes: [Vote],
    field: Field,
    stage: StageNumber,
    criterion: CriterionID?,
    _ weights: JurorWeights?
  ) -> Outcome {
    let humans = votes.filter(\.rater.isHuman)
    let policy = guideline.decisions
    let needed = field.minimumRaters ?? policy.minimumRaters
    guard humans.count >= needed, !humans.isEmpty else {
      return .disputed(.tooFewRaters(count: humans.count, needed: needed))
    }
    let share = field.share ?? 1
    guard let label = Self.label(of: humans.map { ($0.value, 1) }, share: share) else {
      return .disputed(.humansDiffer)
    }
    let agreed = Outcome.decided(label, basis(.unanimous, humans, stage))
    guard policy.jury == .confirms else { return agreed }
    let conflict = { (dispute: Dispute) in
      policy.juryConflict == .lead ? Outcome.disputed(dispute) : agreed
    }
    let jurors = votes.filter { !$0.rater.isHuman }
    guard jurors.count >= policy.juryQuorum else {
      return conflict(.juryShort(verdicts: jurors.count, needed: policy.juryQuorum))
    }
    guard weighsVotes(on: field) else {
      guard let verdict = Self.label(of: jurors.map(weighed), total: juryVotes(jurors, in: stage))
      else {
        return conflict(.jurySplit)
      }
      guard verdict == label else { return conflict(.juryDisagrees) }
      return .decided(label, basis(.juryConfirmed, votes, stage))
    }
    guard let weights else { return .unweighed }
    let labels = guideline.labels(of: field, under: criterion) ?? []
    guard let verdict = weights.label(of: jurors.compactMap(\.asJuror), among: labels) else {
      return conflict(.jurySplit)
    }
    guard verdict == label.label else { return conflict(.juryDisagrees) }
    var basis = basis(.juryConfirmed, votes, stage)
    basis.jurorWeights = weights.of(jurors: jurors.compactMap { $0.asJuror?.juror })
    return .decided(label, basis)
  }

  /// A vote and how much it counts in a majority.
  private func weighed(_ vote: Vote) -> (FieldValue, Double) { (vote.value, votes(of: vote.rater)) }

  private func votes(of rater: Ballot.Rater) -> Double {
    switch rater {
    case .human: 1
    case .juror(let name, _): guideline.decisions.jurorVotes[name] ?? 1
    }
  }

  /// The votes of the whole jury: of all jurors that are configured, and of those who voted.
  private func juryVotes(_ voting: [Vote], in stage: StageNumber) -> Double {
    var jurors = panel[stage] ?? []
    for vote in voting {
      if case .juror(let name, _) = vote.rater { jurors.insert(name) }
    }
    return jurors.reduce(0) { $0 + (guideline.decisions.jurorVotes[$1] ?? 1) }
  }

  /// Whether the jury's votes on a field don't all count alike.
  package func weighsVotes(on field: Field) -> Bool {
    guideline.decisions.needsJurorWeights && field.resolution == .unanimous
      && guideline.labels(of: field) != nil
  }

  /// The votes of an item that count, by field: what records and weights are made of.
  ///
  /// In a stage those count who judged by the criterion of ``standingEntry(to:in:decided:)``; while that
  /// is not clear, nobody does.
  package func votes(
    in ballots: [Ballot],
    decided: [FieldID: Decision]
  ) -> [FieldID: [Vote]] {
    var votes: [FieldID: [Vote]] = [:]
    for stage in guideline.stageNumbers {
      switch standingEntry(to: stage, in: ballots, decided: decided) {
      case nil, .awaits: continue
      case .setAside: for field in guideline.fields(of: stage) { votes[field.id] = [] }
      case .open(let criterion):
        for field in guideline.fields(of: stage) {
          votes[field.id] = ballots.compactMap {
            Vote($0, field: field, stage: stage, criterion: criterion, guideline)
          }
        }
      }
    }
    return votes
  }

  private func majority(_ votes: [Vote], field: Field, stage: StageNumber) -> Outcome {
    let humans = votes.filter(\.rater.isHuman)
    let policy = guideline.decisions
    let needed = field.minimumRaters ?? policy.minimumRaters
    guard humans.count >= needed else {
      return .disputed(.tooFewRaters(count: humans.count, needed: needed))
    }
    let asksJury = policy.jury == .confirms && policy.ties == .jury
    let everyone = asksJury ? votes : humans
    let total =
      Double(humans.count) + (asksJury ? juryVotes(votes, in: stage) : 0)
    if case .multiple = field.kind {
      // Choice by choice: enough of the humans settle it, else enough of everyone.
      var chosen: Set<ChoiceID> = []
      for choice in guideline.choices(of: field, under: nil).map(\.id) {
        let marks = { (votes: [Vote]) in votes.map { ($0.marks(choice), self.votes(of: $0.rater)) }
        }
        let isMarked =
          Self.label(of: marks(humans), share: field.share)
          ?? Self.label(of: marks(everyone), share: field.share, total: total)
        if isMarked == nil, policy.ties == .lead { return .disputed(.humansDiffer) }
        if isMarked == true { chosen.insert(choice) }
      }
      return .decided(.multiple(chosen), basis(.majority, everyone, stage))
    }
    if let label = Self.label(of: humans.map(weighed), share: field.share) {
      return .decided(label, basis(.majority, humans, stage))
    }
    if let label = Self.label(of: everyone.map(weighed), share: field.share, total: total) {
      return .decided(label, basis(.majority, everyone, stage))
    }
    return .disputed(.humansDiffer)
  }

  /// The label that has more than half of all votes, or at least a share of them; else nil.
  ///
  /// - Parameters:
  ///   - votes: labels, and how much each vote counts.
  ///   - share: above one half, to 1.
  ///   - total: all votes there are, also those that were not given; the sum of those given where it is nil.
  static func label<Label: Hashable>(
    of votes: [(Label, Double)],
    share: Double? = nil,
    total: Double? = nil
  ) -> Label? {
    var counts: [Label: Double] = [:]
    for (label, count) in votes { counts[label, default: 0] += count }
    let total = total ?? votes.reduce(0) { $0 + $1.1 }
    // Two thirds of three are two, whatever a third is in binary.
    let rounding = 1e-9 * total
    return counts.first { _, count in
      guard count * 2 > total + rounding else { return false }
      return share.map { count >= $0 * total - rounding } ?? true
    }?.key
  }

  /// The label that more than half gave, or nil.
  static func strictMajority<Label: Hashable>(of labels: [Label]) -> Label? {
    label(of: labels.map { ($0, 1) })
  }

  private func basis(_ how: Decision.How, _ votes: [Vote], _ stage: StageNumber) -> Decision.Basis {
    var annotations: [Int64] = []
    var reviews: [Int64] = []
    for vote in votes {
      switch vote.rater {
      case .human(_, let ids):
        if ids.indices.contains(stage.index) { annotations.append(ids[stage.index]) }
      case .juror(_, let verdicts): reviews += verdicts
      }
    }
    return Decision.Basis(how: how, annotations: annotations.sorted(), reviews: reviews.sorted())
  }
}

/// A ballot's label for one field, where it counts.
package struct Vote: Hashable, Sendable {
  package let rater: Ballot.Rater
  package let value: FieldValue

  /// Nil where the rater was not asked the field, or judged by another criterion than the decided one.
  fileprivate init?(
    _ ballot: Ballot,
    field: Field,
    stage: StageNumber,
    criterion: CriterionID?,
    _ guideline: Guideline
  ) {
    guard let labels = ballot[stage], labels.criterion == criterion,
      let value = ballot.answer(to: field, of: stage, under: guideline)
    else { return nil }
    self.value = value
    rater = ballot.rater
  }

  /// The juror's name and label; nil for a human, and for a field without one label.
  package var asJuror: (juror: String, label: String)? {
    guard case .juror(let name, _) = rater, let label = value.label else { return nil }
    return (name, label)
  }

  fileprivate func marks(_ choice: ChoiceID) -> Bool {
    if case .multiple(let choices) = value { choices.contains(choice) } else { false }
  }
}
