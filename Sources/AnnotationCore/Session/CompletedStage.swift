/// A stage that is filled in completely and legally: what is committed.
///
/// Only a complete form makes one.
package struct CompletedStage: Hashable, Sendable {
  package let stage: StageNumber
  package let labels: Labels
  /// What the stage before said when this one was filled in; nil for the first stage.
  package let earlier: Labels?

  /// - Throws: the first problem of the form.
  package init(_ form: StageForm) throws(StageForm.Problem) {
    stage = form.stage
    labels = try form.labels()
    earlier = form.stageOne
  }
}
