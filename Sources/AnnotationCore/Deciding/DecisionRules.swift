/// What one rater said about an item, both stages together.
package struct Ballot: Hashable, Sendable {
  package let rater: Rater
  package let stageOne: Labels
  package let stageTwo: Labels?
  /// Whether stage one is not the rater's own: it was told what is decided.
  package let knewStageOne: Bool
  /// Both stages' values together.
  package let values: FieldValues

  package init(rater: Rater, stageOne: Labels, stageTwo: Labels?, knewStageOne: Bool = false) {
    self.rater = rater
    self.knewStageOne = knewStageOne
    self.stageOne = stageOne
    self.stageTwo = stageTwo
    values = stageOne.values.merging(stageTwo?.values ?? [:]) { _, second in second }
  }

  /// What the rater says on a field of a stage: nil where they were not asked it, were told instead, or
  /// gave no label.
  ///
  /// Whether it counts depends on the criterion too: see ``DecisionRules/votes(in:decided:)``.
  package func answer(to field: Field, of stage: StageNumber) -> FieldValue? {
    if stage == .one, knewStageOne { return nil }
    guard let labels = stage == .one ? stageOne : stageTwo, field.applies(given: values) else {
      return nil
    }
    return labels.values[field.id] ?? field.valueWhenLeftAlone
  }

  /// Who said it, and under which ids it is kept.
  package enum Rater: Hashable, Sendable {
    case human(PersonID, stageOne: Int64, stageTwo: Int64?)
    /// With the verdicts that it follows from.
    case juror(String, reviews: [Int64])

    package var isHuman: Bool { if case .human = self { true } else { false } }
  }
}

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

  package init(_ guideline: Guideline) { self.guideline = guideline }

  /// The outcome of every field of an item whose raters are done.
  ///
  /// Fields that are already decided keep their decision; the criterion of stage two follows from
  /// the decided fields of stage one, and only ballots that applied that criterion count in stage two.
  /// - Parameters:
  ///   - ballots: what the raters said; at most one of each rater.
  ///   - decided: the decisions in force.
  ///   - stages: the stages to decide; under the gate flow stage one alone comes first.
  ///   - weights: what the jury's votes are worth, by field, where the guideline's rule is not the
  ///     majority.
  /// - Returns: an outcome for every field of those stages that has no decision yet.
  package func outcomes(
    for ballots: [Ballot],
    decided: [FieldID: Decision],
    stages: [StageNumber] = StageNumber.allCases,
    weights: [FieldID: JurorWeights] = [:]
  ) -> [FieldID: Outcome] {
    var outcomes: [FieldID: Outcome] = [:]
    var labels: FieldValues = decided.compactMapValues(\.value)
    var settled = Set(decided.keys)
    for stage in stages {
      let selection = stage == .one ? nil : criterion(given: labels, settled: settled)
      for field in guideline.fields(of: stage) where decided[field.id] == nil {
        let outcome = outcome(
          of: field,
          in: stage,
          ballots: ballots,
          labels: labels,
          settled: settled,
          selection: selection,
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

  /// What the decided fields of stage one select, or nil while one that selects is open.
  package func criterion(given labels: FieldValues, settled: Set<FieldID>) -> Selection? {
    guard guideline.criteria.selectBy.allSatisfy(settled.contains) else { return nil }
    return guideline.criteria.selection(for: labels)
  }

  private func outcome(
    of field: Field,
    in stage: StageNumber,
    ballots: [Ballot],
    labels: FieldValues,
    settled: Set<FieldID>,
    selection: Selection?,
    weights: JurorWeights?
  ) -> Outcome {
    let nothing = Decision.Basis(how: .unanimous, annotations: [], reviews: [])
    if stage == .two, selection == .setAside { return .decided(nil, nothing) }
    if field.resolution == .collect { return .collected }
    // A field that depends on an open one is open with it; one whose conditions fail does not apply.
    let dependsOn = Set(field.when.keys).union(stage == .two ? guideline.criteria.selectBy : [])
    let open = dependsOn.subtracting(settled).sorted()
    guard open.isEmpty else { return .disputed(.awaits(open)) }
    guard field.applies(given: labels) else { return .decided(nil, nothing) }
    let counting = ballots.compactMap { ballot in
      Vote(ballot, field: field, stage: stage, selection: selection)
    }
    return field.resolution == .unanimous
      ? unanimous(counting, field: field, stage: stage, selection: selection, weights)
      : majority(counting, field: field, stage: stage)
  }

  private func unanimous(
    _ votes: [Vote],
    field: Field,
    stage: StageNumber,
    selection: Selection?,
    _ weights: JurorWeights?
  ) -> Outcome {
    let humans = votes.filter(\.rater.isHuman)
    let policy = guideline.decisions
    guard humans.count >= policy.minimumRaters, let first = humans.first else {
      return .disputed(.tooFewRaters(count: humans.count, needed: policy.minimumRaters))
    }
    guard humans.allSatisfy({ $0.value == first.value }) else { return .disputed(.humansDiffer) }
    guard policy.jury == .confirms else {
      return .decided(first.value, basis(.unanimous, humans, stage))
    }
    let jurors = votes.filter { !$0.rater.isHuman }
    guard jurors.count >= policy.juryQuorum else {
      return .disputed(.juryShort(verdicts: jurors.count, needed: policy.juryQuorum))
    }
    guard weighsVotes(on: field) else {
      guard let verdict = Self.strictMajority(of: jurors.map(\.value)) else {
        return .disputed(.jurySplit)
      }
      guard verdict == first.value else { return .disputed(.juryDisagrees) }
      return .decided(first.value, basis(.juryConfirmed, votes, stage))
    }
    guard let weights else { return .unweighed }
    let labels = guideline.labels(of: field, under: selection?.criterion) ?? []
    guard let verdict = weights.label(of: jurors.compactMap(\.asJuror), among: labels) else {
      return .disputed(.jurySplit)
    }
    guard verdict == first.value.label else { return .disputed(.juryDisagrees) }
    var basis = basis(.juryConfirmed, votes, stage)
    basis.jurorWeights = weights.of(jurors: jurors.compactMap { $0.asJuror?.juror })
    return .decided(first.value, basis)
  }

  /// Whether the jury's votes on a field don't all count alike.
  package func weighsVotes(on field: Field) -> Bool {
    guideline.decisions.needsJurorWeights && field.resolution == .unanimous
      && guideline.labels(of: field) != nil
  }

  /// What stage two is about so far: what is decided, else what more than half of the humans selected;
  /// nil where there is neither.
  package func standingSelection(
    in ballots: [Ballot],
    decided: [FieldID: Decision]
  ) -> Selection? {
    criterion(given: decided.compactMapValues(\.value), settled: Set(decided.keys))
      ?? Self.strictMajority(of: ballots.filter(\.rater.isHuman).map(\.stageOne.selection))
  }

  /// The votes of an item that count, by field: what records and weights are made of.
  ///
  /// In stage two those count who judged by ``standingSelection(in:decided:)``; while there is none,
  /// nobody does.
  package func votes(
    in ballots: [Ballot],
    decided: [FieldID: Decision]
  ) -> [FieldID: [Vote]] {
    let selection = standingSelection(in: ballots, decided: decided)
    var votes: [FieldID: [Vote]] = [:]
    for stage in StageNumber.allCases where stage == .one || selection != nil {
      for field in guideline.fields(of: stage) {
        votes[field.id] = ballots.compactMap {
          Vote($0, field: field, stage: stage, selection: stage == .one ? nil : selection)
        }
      }
    }
    return votes
  }

  private func majority(_ votes: [Vote], field: Field, stage: StageNumber) -> Outcome {
    let humans = votes.filter(\.rater.isHuman)
    let needed = guideline.decisions.minimumRaters
    guard humans.count >= needed else {
      return .disputed(.tooFewRaters(count: humans.count, needed: needed))
    }
    let everyone = guideline.decisions.jury == .confirms ? votes : humans
    if case .multiple = field.kind {
      // Choice by choice: more than half of the humans settle it, else more than half of everyone.
      let choices = guideline.choices(of: field, under: nil).map(\.id)
      let chosen = choices.filter { choice in
        let marks = { (votes: [Vote]) in votes.map { $0.marks(choice) } }
        return Self.strictMajority(of: marks(humans))
          ?? Self.strictMajority(of: marks(everyone)) ?? false
      }
      return .decided(.multiple(Set(chosen)), basis(.majority, everyone, stage))
    }
    if let label = Self.strictMajority(of: humans.map(\.value)) {
      return .decided(label, basis(.majority, humans, stage))
    }
    if let label = Self.strictMajority(of: everyone.map(\.value)) {
      return .decided(label, basis(.majority, everyone, stage))
    }
    return .disputed(.humansDiffer)
  }

  /// The label that more than half gave, or nil.
  static func strictMajority<Label: Hashable>(of labels: [Label]) -> Label? {
    var counts: [Label: Int] = [:]
    for label in labels { counts[label, default: 0] += 1 }
    return counts.first { $0.value * 2 > labels.count }?.key
  }

  private func basis(_ how: Decision.How, _ votes: [Vote], _ stage: StageNumber) -> Decision.Basis {
    var annotations: [Int64] = []
    var reviews: [Int64] = []
    for vote in votes {
      switch vote.rater {
      case .human(_, let stageOne, let stageTwo):
        if let id = stage == .one ? stageOne : stageTwo { annotations.append(id) }
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
  fileprivate init?(_ ballot: Ballot, field: Field, stage: StageNumber, selection: Selection?) {
    if stage == .two, ballot.stageTwo?.selection != selection { return nil }
    guard let value = ballot.answer(to: field, of: stage) else { return nil }
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
