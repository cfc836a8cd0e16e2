/// An opinion of what jurors say.
extension JuryOpinion {
  /// What jurors say of both stages; those who abstain are among them, without labels.
  package init(
    mode: AssistancePolicy.Mode,
    of statements: [JurorStatement],
    under guideline: Guideline
  ) {
    self.init(
      mode: mode,
      voices: statements.compactMap { statement in
        guard let ballot = statement.ballot else {
          guard case .split = statement.position else { return nil }
          return Voice(reviews: statement.reviews, values: [:], abstains: true)
        }
        return Voice(
          reviews: statement.reviews,
          values: StageNumber.allCases.reduce(into: [:]) { values, stage in
            values.merge(ballot.answers(to: stage, of: guideline)) { $1 }
          },
          criterion: ballot.stageTwo?.selection.criterion
        )
      }
    )
  }

  /// What jurors say of one stage: of stage one, those who were not told it; of stage two, those who
  /// judged by the same criterion.
  package init(
    mode: AssistancePolicy.Mode,
    of statements: [JurorStatement],
    under guideline: Guideline,
    stage: StageNumber,
    criterion: CriterionID?
  ) {
    self.init(
      mode: mode,
      voices: statements.compactMap { statement in
        guard let ballot = statement.ballot else { return nil }
        switch stage {
        case .one: if ballot.knewStageOne { return nil }
        case .two:
          guard let two = ballot.stageTwo, two.selection.criterion == criterion else { return nil }
        }
        return Voice(
          reviews: statement.reviews,
          values: ballot.answers(to: stage, of: guideline),
          criterion: stage == .two ? criterion : nil
        )
      }
    )
  }
}

extension Ballot {
  /// What the rater says on every field of a stage.
  fileprivate func answers(to stage: StageNumber, of guideline: Guideline) -> FieldValues {
    guideline.fields(of: stage).reduce(into: [:]) { values, field in
      values[field.id] = answer(to: field, of: stage)
    }
  }
}
