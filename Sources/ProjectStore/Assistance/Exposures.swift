package import AnnotationCore

/// How much was shown of the jury.
package struct AssistanceCounts: Hashable, Sendable {
  /// Items that were shown to somebody, once for each of them.
  package var shown: Int
  /// Items where suggestions were there and withheld, to compare with; once for each person.
  package var withheld: Int
  /// Of ``shown``, those with labels in force that differ from what the person had committed before.
  package var revised: Int
  /// Commits in force that were made after their author was shown the jury.
  package var assisted: Int

  package init(shown: Int = 0, withheld: Int = 0, revised: Int = 0, assisted: Int = 0) {
    self.shown = shown
    self.withheld = withheld
    self.revised = revised
    self.assisted = assisted
  }
}

/// One person in front of the jury's opinion of one item, or drawn to be without it.
package struct ExposureCase: Hashable, Sendable {
  /// The last exposure before the person committed, or the latest where they have not.
  package var exposure: Exposure
  /// The person's pseudonym.
  package var person: String
  /// What was shown or withheld.
  package var opinion: JuryOpinion
  /// What the person had committed before they were shown anything of the jury, by stage.
  package var before: [StageNumber: Annotation]
  /// Under suggestions, the first commit of the stage after them; after a commit, what is in force.
  package var after: [StageNumber: Annotation]

  package init(
    exposure: Exposure,
    person: String,
    opinion: JuryOpinion,
    before: [StageNumber: Annotation],
    after: [StageNumber: Annotation]
  ) {
    self.exposure = exposure
    self.person = person
    self.opinion = opinion
    self.before = before
    self.after = after
  }
}

extension Project {
  /// How much was shown of the jury, and what became of it.
  package func assistanceCounts() throws(StoreError) -> AssistanceCounts {
    try read(.figures) { db in try Self.assistanceCounts(db) }
  }

  static func assistanceCounts(_ db: Database) throws -> AssistanceCounts {
    AssistanceCounts(
      shown: try db.count("SELECT count(*) FROM first_exposure"),
      withheld: try db.count(
        """
        SELECT count(*) FROM (SELECT DISTINCT item, person FROM exposure WHERE control = 1) AS w
        """
      ),
      revised: try db.count(
        """
        SELECT count(*) FROM first_exposure AS e WHERE EXISTS (
          SELECT 1 FROM commit_in_force AS now
            JOIN independent_commit AS before ON before.item = now.item
              AND before.person = now.person AND before.stage = now.stage
          WHERE now.item = e.item AND now.person = e.person AND now.id > e.follows
            AND (before.labels <> now.labels OR before.criterion IS NOT now.criterion))
        """
      ),
      assisted: try db.count(
        """
        SELECT count(*) FROM first_exposure AS e
          JOIN commit_in_force AS c ON c.item = e.item AND c.person = e.person
        WHERE c.id > e.follows
        """
      )
    )
  }

  /// Every exposure of a mode with what was said before and after it, by item, person and stage.
  ///
  /// Several exposures of one stage of an item to one person count as one.
  package func forEachExposure(
    _ mode: AssistancePolicy.Mode,
    _ body: (ExposureCase) throws -> Void
  ) throws(StoreError) {
    let guideline = guideline.guideline
    try read(.figures) { db in
      var open: [ExposureRows.Shown] = []
      try db.each(
        """
        SELECT e.*, item.key, person.pseudonym
        FROM exposure AS e JOIN item ON item.id = e.item JOIN member AS person ON person.id = e.person
        WHERE e.mode = :mode ORDER BY e.item, e.person, e.stage, e.id
        """,
        ["mode": mode]
      ) { row in
        let next = try ExposureRows.shown(row)
        if let last = open.last, !next.belongs(with: last) {
          if let found = try Self.exposureCase(open, guideline, db) { try body(found) }
          open = []
        }
        open.append(next)
      }
      if let found = try Self.exposureCase(open, guideline, db) { try body(found) }
    }
  }

  /// - Parameter exposures: of one item to one person, the first one first; under suggestions of one
  ///   stage.
  private static func exposureCase(
    _ exposures: [ExposureRows.Shown],
    _ guideline: Guideline,
    _ db: Database
  ) throws -> ExposureCase? {
    guard let shown = exposures.first else { return nil }
    let (first, row, pseudonym) = (shown.exposure, shown.row, shown.person)
    let chain = try db.rows(
      "SELECT * FROM annotation WHERE item = :item AND person = :person ORDER BY id",
      ["item": row, "person": first.person]
    ) { try AnnotationRows.annotation($0, item: first.item) }
    var exposure = first
    var (before, after): ([StageNumber: Annotation], [StageNumber: Annotation]) = ([:], [:])
    for stage in guideline.stageNumbers {
      let said = chain.filter { $0.stage == stage }
      before[stage] = said.last { $0.id <= first.follows }.flatMap { $0.isCommit ? $0 : nil }
      if first.mode == .before {
        after[stage] = said.first { $0.id > first.follows && $0.isCommit }
      } else {
        after[stage] = said.last.flatMap { $0.isCommit ? $0 : nil }
      }
    }
    if let commit = after[first.stage], first.mode == .before {
      exposure = exposures.last { $0.exposure.follows < commit.id }?.exposure ?? first
    }
    let said = try OpinionRows.statements(of: exposure.reviews, item: first.item, db)
    let opinion =
      first.mode == .before
      ? JuryOpinion(
        mode: .before,
        of: said,
        under: guideline,
        stage: first.stage,
        criterion: said.lazy.compactMap(\.verdict).first?[first.stage]?.criterion
      )
      : JuryOpinion(mode: .afterCommit, of: said, under: guideline)
    return ExposureCase(
      exposure: exposure,
      person: pseudonym,
      opinion: opinion,
      before: before,
      after: after
    )
  }
}

extension Annotation {
  /// Whether it gave labels.
  var isCommit: Bool { committed != nil }
}
