/// One annotator's way through one item: stage one, then stage two under the criterion that it selected.
///
/// A ``CompletedStage`` of its form is what a commit keeps.
package struct ItemSession: Hashable, Sendable {
  package let guideline: Guideline
  package let item: Item
  package private(set) var form: StageForm

  /// Opens an item where its annotator left it.
  /// - Parameters:
  ///   - stageOne: the labels of stage one to judge by, once it is committed: the annotator's own under
  ///     the walk flow, the decided ones under the gate flow.
  ///   - draft: what was entered and not committed in the stage that is open.
  package init(guideline: Guideline, item: Item, stageOne: Labels?, draft: FieldValues = [:]) {
    self.guideline = guideline
    self.item = item
    form =
      if let stageOne {
        StageForm(stageTwoOf: guideline, after: stageOne, draft: draft)
      } else {
        StageForm(stageOneOf: guideline, draft: draft)
      }
  }

  package var stage: StageNumber { form.stage }

  /// Changes the open stage's form.
  package mutating func edit(_ change: (inout StageForm) -> Void) { change(&form) }

  /// What follows a commit.
  package enum Next: String, Hashable, Sendable {
    /// Stage two of the same item.
    case stageTwo = "next_stage"
    /// The annotator is done with the item for now; stage two opens when stage one is decided.
    case waits = "waits"
    /// The annotator is done with the item.
    case done = "done"

    package init(after labels: Labels, of stage: StageNumber, flow: Guideline.Flow) {
      self =
        if stage == .two || labels.selection == .setAside {
          .done
        } else if flow == .gate {
          .waits
        } else {
          .stageTwo
        }
    }
  }
}
