extension Verdict {
  /// What a juror says that was asked several times: the labels that more than half of its verdicts
  /// have (self-consistency, Wang and others 2022).
  ///
  /// The criterion comes first: only verdicts that select the one that more than half select are
  /// looked at further, so that stage two is of one piece. A field without a majority has no label.
  /// Who wants to know what a juror says asks ``JurorStatement``.
  /// - Returns: nil where no criterion has a majority: then the juror abstains.
  static func consistent(_ verdicts: [Verdict]) -> Verdict? {
    guard verdicts.count > 1 else { return verdicts.first }
    guard
      let selection = DecisionRules.strictMajority(of: verdicts.map(\.stageOne.selection))
    else { return nil }
    let agreeing = verdicts.filter { $0.stageOne.selection == selection }
    let two = agreeing.compactMap(\.stageTwo)
    return Verdict(
      stageOne: Labels(values: merged(agreeing.map(\.stageOne.values)), selection: selection),
      stageTwo: two.isEmpty ? nil : Labels(values: merged(two.map(\.values)), selection: selection)
    )
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
