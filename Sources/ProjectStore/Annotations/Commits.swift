package import AnnotationCore

extension Project {
  /// Keeps a stage that is filled in, and forgets its draft.
  ///
  /// What follows is derived from the guideline. A commit where one is in force is refused: that one is
  /// taken back first.
  /// - Parameters:
  ///   - active: milliseconds of work, or nil where they were not measured.
  ///   - read: how much of the answer was on the screen, in percent, or nil where that is not known.
  ///   - session: the session that commits; see ``claimSession(person:token:process:at:_:isGone:)``.
  /// - Returns: the annotation's id, and what follows.
  /// - Throws: ``WorkProblem/notAssigned(item:)``, ``WorkProblem/notNow(item:stage:state:)``,
  ///   ``WorkProblem/guidelineChanged(version:)``,
  ///   ``WorkProblem/takenOver(since:)``, ``WorkProblem/trainingFirst(item:)``;
  ///   ``WorkProblem/earlierStageChanged(item:)`` where the stages before are no longer what this one was
  ///   filled in on; ``WorkProblem/doesNotFit(item:stage:)`` where the guideline in force would not
  ///   take the labels.
  @discardableResult
  package func commit(
    _ completed: CompletedStage,
    item: ItemID,
    person: PersonID,
    active: Int64? = nil,
    read: Int? = nil,
    at moment: Timestamp,
    session: String? = nil
  ) throws(StoreError) -> Committed {
    try write(as: person, in: session) { db in
      try checkGuideline(db)
      let row = try ItemRows.id(of: item, db)
      let stage = completed.stage
      // Where the person stands with the item decides what is open to them, not what stands in.
      let state = try AssignmentRows.state(row: row, item: item, person: person, db)
      if let alone = try ItemRows.singleStage(row: row, guideline.guideline, db),
        stage == alone.stage
      {
        try standIn(row: row, item: item, person: person, before: stage, at: moment, db)
      }
      let chains = try StageChains(
        row: row,
        item: item,
        person: person,
        state: state,
        of: guideline.guideline,
        db
      )
      guard chains.takes(stage) else {
        throw StoreError.work(.notNow(item: item, stage: stage, state: chains.state))
      }
      try check(completed, on: chains, db)
      let isTraining = try ReferenceRows.isTraining(row: row, db)
      if chains.state == .open, !isTraining, try !isQualified(person, db) {
        throw StoreError.work(.trainingFirst(item: item))
      }
      let next = next(after: completed, isTraining: isTraining)
      let id = try AnnotationRows.insert(
        commit: completed.labels,
        of: stage,
        next: next,
        item: row,
        person: person,
        standsOn: stage.earlier.last.flatMap { chains[$0]?.id },
        after: chains[stage]?.id,
        active: active,
        read: read,
        guideline: guideline.id,
        at: moment,
        db
      )
      try DraftRows.delete(row: row, person: person, stage: stage, db)
      return Committed(annotation: id, next: next)
    }
  }

  /// Makes sure that the labels fit the guideline in force and what the annotator said before.
  private func check(_ completed: CompletedStage, on chains: StageChains, _ db: Database) throws {
    let guideline = guideline.guideline
    // What is decided may grow while somebody is at work; the criterion must stay.
    guard let basis = try basis(of: completed.stage, chains, db),
      basis.criterion == completed.basis.criterion,
      basis == completed.basis || guideline.flow == .gate
    else { throw StoreError.work(.earlierStageChanged(item: chains.item)) }
    let form = StageForm(guideline, on: basis, draft: completed.labels.values)
    guard (try? CompletedStage(form))?.labels == completed.labels else {
      throw StoreError.work(.doesNotFit(item: chains.item, stage: completed.stage))
    }
  }

  /// What follows a commit.
  ///
  /// Nobody decides a training item, so that there is nothing to wait for.
  private func next(after completed: CompletedStage, isTraining: Bool) -> ItemSession.Next {
    ItemSession.Next(
      after: completed,
      of: guideline.guideline,
      flow: isTraining ? .walk : guideline.guideline.flow
    )
  }

  /// Records that the stages before one are left out on an item, so that it stands on something.
  private func standIn(
    row: Int64,
    item: ItemID,
    person: PersonID,
    before stage: StageNumber,
    at moment: Timestamp,
    _ db: Database
  ) throws {
    let last = try AnnotationRows.last(item: row, key: item, person: person, db)
    var standsOn: Int64?
    for earlier in stage.earlier {
      if let known = last[earlier], known.committed != nil {
        standsOn = known.id
        continue
      }
      standsOn = try AnnotationRows.insert(
        commit: Labels(values: [:]),
        of: earlier,
        next: .nextStage,
        item: row,
        person: person,
        standsOn: standsOn,
        after: last[earlier]?.id,
        active: nil,
        read: nil,
        guideline: guideline.id,
        at: moment,
        db
      )
    }
  }
}

/// A stage that was kept.
package struct Committed: Hashable, Sendable {
  /// The annotation's id.
  package var annotation: Int64
  /// What follows for the annotator.
  package var next: ItemSession.Next
}
