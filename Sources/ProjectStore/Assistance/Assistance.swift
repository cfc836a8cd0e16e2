package import AnnotationCore

/// Whether the jury's opinion of an item waits for an annotator who has committed.
package enum JuryNews: Hashable, Sendable {
  case new
  /// It was shown to them before.
  case seen
}

/// Showing annotators what the jury says, as far as the guideline lets them see it.
extension Project {
  /// An item that was opened, with what the jury suggests where its annotator gets to see that; it is
  /// on record before this returns.
  ///
  /// Under ``AssistancePolicy/Mode-swift.enum/before`` these are labels of the open stage, by those
  /// jurors who judged it by the same criterion. Where the draw withholds them, that is on
  /// record, and the item looks as if there were none. Who revises what they had committed when they
  /// were shown the jury keeps that in sight.
  /// - Parameter work: the item, as the annotator left it.
  /// - Throws: ``WorkProblem/takenOver(since:)``.
  package func withSuggestions(
    _ work: WorkItem,
    for person: PersonID,
    at moment: Timestamp,
    session: String? = nil
  ) throws(StoreError) -> WorkItem {
    guard [.open, .started, .skipped].contains(work.state) else { return work }
    var work = work
    switch guideline.guideline.assistance.mode {
    case .never: return work
    case .afterCommit:
      work.suggestions = try read(own: person) { db in try seen(work, person, db) }
    case .before:
      work.suggestions = try write(as: person, in: session) { db in
        try suggested(work, person, at: moment, db)
      }
    }
    return work
  }

  /// Shows an annotator who has committed what the jury says of an item; it is on record before this
  /// returns.
  /// - Returns: labels and reasons of all stages.
  /// - Throws: ``AssistanceProblem/off``, ``AssistanceProblem/commitFirst(item:)``,
  ///   ``AssistanceProblem/noOpinion(item:)`` where there is nothing to show (yet),
  ///   ``WorkProblem/notAssigned(item:)``, ``WorkProblem/takenOver(since:)``.
  package func juryOpinion(
    on item: ItemID,
    for person: PersonID,
    at moment: Timestamp,
    session: String? = nil
  ) throws(StoreError) -> JuryOpinion {
    guard guideline.guideline.assistance.mode == .afterCommit else { throw .assistance(.off) }
    return try write(as: person, in: session) { db in
      let row = try ItemRows.id(of: item, db)
      let chains = try StageChains(
        row: row,
        item: item,
        person: person,
        of: guideline.guideline,
        db
      )
      guard chains.state == .done else {
        throw StoreError.assistance(.commitFirst(item: item))
      }
      guard try OpinionRows.isShowable(row: row, to: person, db) else {
        throw StoreError.assistance(.noOpinion(item: item))
      }
      let opinion = JuryOpinion(
        mode: .afterCommit,
        of: try OpinionRows.statements(row: row, item: item, db),
        under: guideline.guideline
      )
      try ExposureRows.put(
        opinion,
        row: row,
        person: person,
        stage: chains.shown,
        isControl: false,
        guideline: guideline.id,
        at: moment,
        db
      )
      return opinion
    }
  }

  /// How many of a person's items have the jury's opinion in, which they have not looked at.
  /// - Parameter most: no more are counted, since each takes a look at all that its jurors owe.
  package func juryNewsCount(
    for person: PersonID,
    atMost most: Int = .max
  ) throws(StoreError) -> Int {
    guard guideline.guideline.assistance.mode == .afterCommit else { return 0 }
    return try read(own: person) { db in
      try db.count(
        """
        SELECT count(*) FROM (
          SELECT 1 FROM assignment_count AS c CROSS JOIN assignment AS a
          WHERE c.person = :person AND c.state = 'done'
            AND a.person = :person AND a.language = c.language AND a.state = 'done'
            AND NOT EXISTS (SELECT 1 FROM exposure AS e
              WHERE e.item = a.item AND e.person = a.person AND e.mode = 'after_commit')
            AND EXISTS (SELECT 1 FROM opinion_to_show AS o
              WHERE o.item = a.item AND o.person = a.person)
          LIMIT :most) AS news
        """,
        ["person": person, "most": most]
      )
    }
  }

  /// Whether an annotator can look at the jury's opinion of an item, which they have committed.
  func juryNews(
    row: Int64,
    person: PersonID,
    state: WorkState,
    _ db: Database
  ) throws -> JuryNews? {
    guard state == .done, guideline.guideline.assistance.mode == .afterCommit,
      try OpinionRows.isShowable(row: row, to: person, db)
    else { return nil }
    let isSeen = try db.exists(
      """
      SELECT 1 FROM exposure
      WHERE item = :item AND person = :person AND mode = 'after_commit'
      """,
      ["item": row, "person": person]
    )
    return isSeen ? .seen : .new
  }

  /// What somebody who revises was shown after their commit.
  private func seen(_ work: WorkItem, _ person: PersonID, _ db: Database) throws -> JuryOpinion? {
    let row = try ItemRows.id(of: work.item.id, db)
    let exposures = try ExposureRows.exposures(row: row, item: work.item.id, person: person, db)
    guard let last = exposures.last(where: { $0.mode == .afterCommit }) else { return nil }
    let said = try OpinionRows.statements(of: last.reviews, item: work.item.id, db)
    return opinion(.afterCommit, of: said, on: work)
  }

  private func suggested(
    _ work: WorkItem,
    _ person: PersonID,
    at moment: Timestamp,
    _ db: Database
  ) throws -> JuryOpinion? {
    let item = work.item.id
    let row = try ItemRows.id(of: item, db)
    guard try db.exists("SELECT 1 FROM showable_item WHERE item = :item", ["item": row]) else {
      return nil
    }
    let said = try OpinionRows.statements(row: row, item: item, db)
    let opinion = opinion(.before, of: said, on: work)
    guard !opinion.statements.isEmpty else { return nil }
    // Who was drawn once stays so, should the share change.
    let drawn = try ExposureRows.exposures(row: row, item: item, person: person, db)
      .first { $0.mode == .before }?.isControl
    let isControl = try drawn ?? isControl(item, person, db)
    try ExposureRows.put(
      opinion,
      row: row,
      person: person,
      stage: work.basis.stage,
      isControl: isControl,
      guideline: guideline.id,
      at: moment,
      db
    )
    return isControl ? nil : opinion
  }

  /// What jurors said of the stage that is open.
  private func opinion(
    _ mode: AssistancePolicy.Mode,
    of said: [JurorStatement],
    on work: WorkItem
  ) -> JuryOpinion {
    JuryOpinion(
      mode: mode,
      of: said,
      under: guideline.guideline,
      stage: work.basis.stage,
      criterion: work.basis.criterion
    )
  }

  private func isControl(_ item: ItemID, _ person: PersonID, _ db: Database) throws -> Bool {
    guard let pseudonym = try PersonRows.with(id: person, db)?.pseudonym else {
      throw StoreError.team(.noSuchPerson("#\(person)"))
    }
    let guideline = guideline.guideline
    return guideline.assistance.isControl(item: item, person: pseudonym, guideline: guideline.id)
  }
}
