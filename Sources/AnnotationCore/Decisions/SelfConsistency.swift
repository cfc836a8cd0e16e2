extension Verdict {
  /// What a juror says that was asked several times: the labels that more than half of its verdicts
  /// have (self-consistency, Wang and others 2022).
  ///
  /// The criterion of each stage comes first: only verdicts that come to the stage under the criterion
  /// that more than half come to are looked at further, so that each stage is of one piece. A field
  /// without a majority has no label. Who wants to know what a juror says asks ``JurorStatement``.
  /// - Returns: nil where they do not go one way after the first stage: then the juror abstains.
  static func consistent(_ verdicts: [Verdict]) -> Verdict? {
    guard verdicts.count > 1 else { return verdicts.first }
    var stages: [Labels] = []
    var agreeing = verdicts
    let longest = verdicts.map(\.stages.count).max() ?? 0
    for stage in (0..<longest).map(StageNumber.init(index:)) {
      let way = DecisionRules.strictMajority(of: agreeing.map { $0.way(after: stage) })
      if way == nil, stage == .first { return nil }
      if let way { agreeing = agreeing.filter { $0.way(after: stage) == way } }
      let said = agreeing.compactMap { $0[stage] }
      stages.append(
        Labels(values: merged(said.map(\.values)), criterion: said.first?.criterion)
      )
      guard case .comes = way else { break }
    }
    return Verdict(stages: stages)
  }

  /// Where a verdict goes after a stage.
  private enum Transition: Hashable {
    /// To the next stage, under its criterion.
    case comes(CriterionID?)
    case ends
  }

  private func way(after stage: StageNumber) -> Transition {
    self[stage.next].map { .comes($0.criterion) } ?? .ends
  }

  private static func merged(_ answers: [FieldValues]) -> FieldValues {
    var merged: FieldValues = [:]
    for field in Set(answers.flatMap(\.keys)) {
      merged[field] = majority(of: answers.map { $0[field] })
    }
    return merged
  }

  /// The value of more than half, choice by choice where there can be several.
  ///
  /// Texts never agree to the letter: the first one stands for all.
  private static func majority(of values: [FieldValue?]) -> FieldValue? {
    let given = values.compactMap(\.self)
    switch given.first {
    case .text(let text): return .text(text)
    case .multiple:
      let marked = given.map { value -> Set<ChoiceID> in
        if case .multiple(let choices) = value { choices } else { [] }
      }
      let all = marked.reduce(into: Set()) { $0.formUnion($1) }
      return .multiple(
        all.filter { choice in marked.count { $0.contains(choice) } * 2 > values.count }
      )
    default: return DecisionRules.strictMajority(of: values) ?? nil
    }
  }
}
