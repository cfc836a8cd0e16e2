package import AnnotationCore
package import ProjectStore

// Most tests are about guidelines of two stages, such as the small one and X-Value: their words for
// those.

extension StageNumber {
  package static let one = first
  package static let two = one.next
  package static let three = two.next
}

extension Verdict {
  /// A verdict on two stages; of an item that stage one sets aside there is no second one.
  package init(stageOne: Labels, stageTwo: Labels?) {
    self.init(stages: [stageOne] + (stageTwo.map { [$0] } ?? []))
  }

  package var stageOne: Labels { self[.one] ?? Labels(values: [:]) }
  package var stageTwo: Labels? { self[.two] }
}

extension Ballot {
  package init(rater: Rater, stageOne: Labels, stageTwo: Labels?, knewEarlier: Bool = false) {
    self.init(
      rater: rater,
      stages: [stageOne] + (stageTwo.map { [$0] } ?? []),
      knewEarlier: knewEarlier
    )
  }
}

extension Ballot.Rater {
  package static func human(_ person: PersonID, stageOne: Int64, stageTwo: Int64?) -> Self {
    .human(person, annotations: [stageOne] + (stageTwo.map { [$0] } ?? []))
  }
}

extension StageForm {
  package init(stageOneOf guideline: Guideline, draft: FieldValues = [:]) {
    self.init(guideline, on: guideline.start, draft: draft)
  }

  /// The form of stage two after a stage one, under the criterion that this selects.
  package init(stageTwoOf guideline: Guideline, after one: Labels, draft: FieldValues = [:]) {
    let basis = StageBasis(
      stage: .two,
      values: one.values,
      criterion: guideline.criterion(of: .two, given: one.values)
    )
    self.init(guideline, on: basis, draft: draft)
  }
}

extension WorkItem {
  /// What stage two stands on; nil while it is not open.
  package var stageOne: Labels? {
    basis.stage == .one ? nil : Labels(values: basis.values, criterion: basis.criterion)
  }
}
