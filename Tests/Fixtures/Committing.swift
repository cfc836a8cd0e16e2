package import AnnotationCore
package import ProjectStore

extension Project {
  /// Commits a stage as its form would be, filled in with some labels, where the person stands now.
  @discardableResult
  package func commit(
    _ stage: StageNumber,
    _ labels: Labels,
    of item: ItemID,
    by person: Person,
    active: Int64? = nil,
    at moment: Timestamp,
    session: String? = nil
  ) throws -> Committed {
    let guideline = guideline.guideline
    var form = StageForm(stageOneOf: guideline, draft: labels.values)
    if stage == .two {
      // Where there is nothing to stand on, the store is to say so.
      let earlier = try workItem(item, for: person.id)?.stageOne
      form = StageForm(
        stageTwoOf: guideline,
        after: earlier ?? Labels(values: [:], selection: labels.selection),
        draft: labels.values
      )
    }
    return try commit(
      CompletedStage(form),
      item: item,
      person: person.id,
      active: active,
      at: moment,
      session: session
    )
  }
}
