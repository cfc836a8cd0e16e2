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
    var basis = StageBasis(stage: stage, values: [:], criterion: labels.criterion)
    // Where there is nothing to stand on, the store is to say so.
    if stage == .first {
      basis = guideline.start
    } else if let open = try workItem(item, for: person.id)?.basis, open.stage == stage {
      basis = open
    }
    let form = StageForm(guideline, on: basis, draft: labels.values)
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
