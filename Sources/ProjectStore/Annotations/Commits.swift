package import AnnotationCore

extension Project {
  /// Keeps a stage that is filled in, and forgets its draft.
  ///
  /// What follows is derived from the guideline. A commit where one is in force supersedes it, as long
  /// as nothing rests on that one.
  /// - Parameters:
  ///   - active: milliseconds of work, or nil where they were not measured.
  ///   - session: the session that commits; see ``claimSession(person:token:host:process:at:takingOver:isAlive:)``.
  /// - Returns: the annotation's id, and what follows.
  /// - Throws: ``WorkProblem/notAssigned(item:)``, ``WorkProblem/notNow(item:stage:state:)``,
  ///   ``WorkProblem/usedDownstream(item:)``, ``WorkProblem/guidelineChanged(version:)``,
  ///   ``WorkProblem/takenOver(since:)``, ``WorkProblem/trainingFirst(item:)``;
  ///   ``WorkProblem/earlierStageChanged(item:)`` where the stage before is no longer what this one was
  ///   filled in under; ``WorkProblem/doesNotFit(item:stage:)`` where the guideline in force would not
  ///   take the labels.
  @discardableResult
  package func commit(
    _ completed: CompletedStage,
    item: ItemID,
    person: PersonID,
    active: Int64? = nil,
    at moment: Timestamp,
    session: String? = nil
  ) throws(StoreError) -> Committed {
    try write(as: person, in: session) { db in
      try checkGuideline(db)
      let row = try ItemRows.id(of: item, db)
      var chains = try Chains(row: row, item: item, person: person, db)
      let stage = completed.stage
      if stage == .two, chains.one?.committed == nil,
        let stands = try ItemRows.singleStage(row: row, db)
      {
        try standIn(stands, after: chains.one?.id, row: row, person: person, at: moment, db)
        // Where the person stood with the item before decides what is open to them.
        chains.one = try AnnotationRows.last(item: row, key: item, person: person, stage: .one, db)
      }
      guard chains.takes(stage) else {
        throw StoreError.work(.notNow(item: item, stage: stage, state: chains.state))
      }
      try check(completed, on: chains, row: row, item: item, person: person, db)
      let isTraining = try ReferenceRows.isTraining(row: row, db)
      if chains.state == .open, !isTraining, try !isQualified(person, db) {
        throw StoreError.work(.trainingFirst(item: item))
      }
      let last = stage == .one ? chains.one : chains.two
      if last?.committed != nil { try release(stage, of: item, row: row, db) }
      let next = next(after: completed, isTraining: isTraining)
      let id = try AnnotationRows.insert(
        commit: completed.labels,
        of: stage,
        next: next,
        item: row,
        person: person,
        standsOn: stage == .one ? nil : chains.one?.id,
        after: last?.id,
        active: active,
        guideline: guideline.id,
        at: moment,
        db
      )
      try DraftRows.delete(row: row, person: person, stage: stage, db)
      return Committed(annotation: id, next: next)
    }
  }

  /// What a person said last of each stage of an item, and where they stand with it.
  private struct Chains {
    var state: WorkState
    var one: Annotation?
    var two: Annotation?

    init(row: Int64, item: ItemID, person: PersonID, _ db: Database) throws {
      state = try AssignmentRows.state(row: row, item: item, person: person, db)
      one = try AnnotationRows.last(item: row, key: item, person: person, stage: .one, db)
      two = try AnnotationRows.last(item: row, key: item, person: person, stage: .two, db)
    }

    /// Whether a commit of a stage is possible now.
    func takes(_ stage: StageNumber) -> Bool {
      switch stage {
      case .one: two?.committed == nil
      case .two:
        one?.committed != nil
          && (state == .open || state == .started || state == .skipped
            || (state == .done && two?.committed != nil))
      }
    }
  }

  /// Makes sure that the labels fit the guideline in force and what the annotator said before.
  private func check(
    _ completed: CompletedStage,
    on chains: Chains,
    row: Int64,
    item: ItemID,
    person: PersonID,
    _ db: Database
  ) throws {
    let guideline = guideline.guideline
    var form = StageForm(stageOneOf: guideline, draft: completed.labels.values)
    if completed.stage == .two {
      let earlier = try labelsToJudgeBy(
        row: row,
        item: item,
        person: person,
        state: chains.state,
        db
      )
      // What is decided may grow while somebody is at work; the criterion must stay.
      guard let earlier, earlier.selection == completed.earlier?.selection,
        earlier == completed.earlier || guideline.flow == .gate
      else { throw StoreError.work(.earlierStageChanged(item: item)) }
      form = StageForm(stageTwoOf: guideline, after: earlier, draft: completed.labels.values)
    }
    guard (try? CompletedStage(form))?.labels == completed.labels else {
      throw StoreError.work(.doesNotFit(item: item, stage: completed.stage))
    }
  }

  /// What follows a commit.
  ///
  /// Nobody decides a training item, so that there is nothing to wait for.
  private func next(after completed: CompletedStage, isTraining: Bool) -> ItemSession.Next {
    ItemSession.Next(
      after: completed.labels,
      of: completed.stage,
      flow: isTraining ? .walk : guideline.guideline.flow
    )
  }

  /// Records that an item went without stage one, so that its stage two stands on something.
  private func standIn(
    _ labels: Labels,
    after last: Int64?,
    row: Int64,
    person: PersonID,
    at moment: Timestamp,
    _ db: Database
  ) throws {
    _ = try AnnotationRows.insert(
      commit: labels,
      of: .one,
      next: .stageTwo,
      item: row,
      person: person,
      standsOn: nil,
      after: last,
      active: nil,
      guideline: guideline.id,
      at: moment,
      db
    )
  }
}

/// A stage that was kept.
package struct Committed: Hashable, Sendable {
  /// The annotation's id.
  package var annotation: Int64
  /// What follows for the annotator.
  package var next: ItemSession.Next
}
