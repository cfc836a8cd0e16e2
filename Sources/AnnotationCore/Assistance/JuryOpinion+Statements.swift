/// An opinion of what jurors say.
extension JuryOpinion {
  /// What jurors say of all stages; those who abstain are among them, without labels.
  package init(
    mode: AssistancePolicy.Mode,
    of statements: [JurorStatement],
    under guideline: Guideline
  ) {
    self.init(
      mode: mode,
      statements: statements.compactMap { statement in
        guard let ballot = statement.ballot else {
          guard case .split = statement.position else { return nil }
          return Statement(reviews: statement.reviews, values: [:], abstains: true)
        }
        return Statement(
          reviews: statement.reviews,
          values: guideline.stageNumbers.reduce(into: [:]) { values, stage in
            values.merge(ballot.answers(to: stage, of: guideline)) { $1 }
          },
          criteria: ballot.stages.map(\.criterion)
        )
      }
    )
  }

  /// What jurors say of one stage: those who were not told it, and judged by the same criterion.
  package init(
    mode: AssistancePolicy.Mode,
    of statements: [JurorStatement],
    under guideline: Guideline,
    stage: StageNumber,
    criterion: CriterionID?
  ) {
    self.init(
      mode: mode,
      statements: statements.compactMap { statement in
        guard let ballot = statement.ballot, let said = ballot[stage],
          said.criterion == criterion
        else { return nil }
        return Statement(
          reviews: statement.reviews,
          values: ballot.answers(to: stage, of: guideline),
          criteria: []
        )
      }
    )
  }
}

extension Ballot {
  /// What the rater says on every field of a stage.
  fileprivate func answers(to stage: StageNumber, of guideline: Guideline) -> FieldValues {
    guideline.fields(of: stage).reduce(into: [:]) { values, field in
      values[field.id] = answer(to: field, of: stage, under: guideline)
    }
  }
}
