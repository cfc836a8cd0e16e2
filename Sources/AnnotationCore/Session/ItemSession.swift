/// One annotator's way through one item, stage by stage.
///
/// A ``CompletedStage`` of its form is what a commit keeps.
package struct ItemSession: Hashable, Sendable {
  package let guideline: Guideline
  package let item: Item
  package private(set) var form: StageForm

  /// Opens an item where its annotator left it.
  /// - Parameters:
  ///   - basis: what the open stage is filled in on: under the walk flow the annotator's own labels,
  ///     under the gate flow the decided ones.
  ///   - draft: what was entered and not committed in the stage that is open.
  package init(guideline: Guideline, item: Item, basis: StageBasis, draft: FieldValues = [:]) {
    self.guideline = guideline
    self.item = item
    form = StageForm(guideline, on: basis, draft: draft)
  }

  package var stage: StageNumber { form.stage }

  /// Changes the open stage's form.
  package mutating func edit(_ change: (inout StageForm) -> Void) { change(&form) }

  /// What follows a commit.
  package enum Next: String, Hashable, Sendable {
    /// The next stage of the same item.
    case nextStage = "next_stage"
    /// The annotator is done with the item for now; the next stage opens when this one is decided.
    case waits = "waits"
    /// The annotator is done with the item.
    case done = "done"

    /// - Parameters:
    ///   - completed: the stage that is committed.
    ///   - flow: when the next stage opens.
    package init(after completed: CompletedStage, of guideline: Guideline, flow: Guideline.Flow) {
      let values = completed.basis.values.merging(completed.labels.values) { $1 }
      self =
        switch guideline.next(after: completed.stage, given: values) {
        case .stage: flow == .gate ? .waits : .nextStage
        case .setAside, .complete, nil: .done
        }
    }
  }
}
