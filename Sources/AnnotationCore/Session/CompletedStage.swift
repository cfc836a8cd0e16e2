/// A stage that is filled in completely and legally: what is committed.
///
/// Only a complete form makes one.
package struct CompletedStage: Hashable, Sendable {
  package let labels: Labels
  /// What it was filled in on.
  package let basis: StageBasis

  package var stage: StageNumber { basis.stage }

  /// - Throws: the first problem of the form.
  package init(_ form: StageForm) throws(StageForm.Problem) {
    labels = try form.labels()
    basis = form.basis
  }
}
