/// What one rater said about an item, all stages together.
package struct Ballot: Hashable, Sendable {
  package let rater: Rater
  /// From the first stage on, as far as the rater has come.
  package let stages: [Labels]
  /// Whether only the last of the stages is the rater's own: of those before, it was told what is
  /// decided.
  package let knewEarlier: Bool
  /// All stages' values together.
  package let values: FieldValues

  package init(rater: Rater, stages: [Labels], knewEarlier: Bool = false) {
    self.rater = rater
    self.stages = stages
    self.knewEarlier = knewEarlier
    values = stages.reduce(into: [:]) { all, labels in all.merge(labels.values) { $1 } }
  }

  /// What the rater says in a stage: nil where they have not come so far, or were told instead.
  package subscript(stage: StageNumber) -> Labels? {
    guard stages.indices.contains(stage.index), !knewEarlier || stage.rawValue == stages.count
    else { return nil }
    return stages[stage.index]
  }

  /// What the rater says on a field of a stage: nil where they were not asked it, were told instead, or
  /// gave no label.
  ///
  /// Whether it counts depends on the criterion too: see ``DecisionRules/votes(in:decided:)``.
  package func answer(
    to field: Field,
    of stage: StageNumber,
    under guideline: Guideline
  ) -> FieldValue? {
    guard let labels = self[stage] else { return nil }
    // What was given was asked.
    if let value = labels.values[field.id] {
      return field.when.hold(in: values) ? value : nil
    }
    guard let value = field.valueWhenLeftAlone,
      guideline.asks(field, in: stage, given: values)
    else { return nil }
    return value
  }

  /// Who said it, and under which ids it is kept.
  package enum Rater: Hashable, Sendable {
    /// With the annotation of each stage.
    case human(PersonID, annotations: [Int64])
    /// With the verdicts that it follows from.
    case juror(String, reviews: [Int64])

    package var isHuman: Bool { if case .human = self { true } else { false } }
  }
}
