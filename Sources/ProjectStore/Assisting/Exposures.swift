package import AnnotationCore
import GRDB

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
    try read { db in try Self.assistanceCounts(db) }
  }

  static func assistanceCounts(_ db: Database) throws -> AssistanceCounts {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT
          (SELECT count(*) FROM \(ExposureRows.cuts)),
          (SELECT count(DISTINCT item || ' ' || person) FROM exposure WHERE control = 1),
          (SELECT count(*) FROM \(ExposureRows.cuts) AS h WHERE EXISTS (
            SELECT 1 FROM annotation AS a, annotation AS b
            WHERE a.item = h.item AND a.person = h.person AND a.id > h.cut
              AND a.act = 'commit' AND \(AnnotationRows.isLast)
              AND b.item = a.item AND b.person = a.person AND b.stage = a.stage
              AND b.id = \(ExposureRows.lastBefore("h.cut", like: "a")) AND b.act = 'commit'
              AND (b.labels <> a.labels OR b.criterion IS NOT a.criterion))),
          (SELECT count(*) FROM \(ExposureRows.cuts) AS h
            JOIN annotation AS a ON a.item = h.item AND a.person = h.person AND a.id > h.cut
            WHERE a.act = 'commit' AND \(AnnotationRows.isLast))
        """
    )
    guard let row else { return AssistanceCounts() }
    return AssistanceCounts(shown: row[0], withheld: row[1], revised: row[2], assisted: row[3])
  }

  /// Every exposure of a mode with what was said before and after it, by item, person and stage.
  ///
  /// Several exposures of one stage of an item to one person count as one.
  package func forEachExposure(
    _ mode: AssistancePolicy.Mode,
    _ body: (ExposureCase) throws -> Void
  ) throws(StoreError) {
    let guideline = guideline.guideline
    try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT \(ExposureRows.columns), item.key, item.id, person.pseudonym
          FROM exposure AS h JOIN item ON item.id = h.item JOIN person ON person.id = h.person
          WHERE h.mode = ? ORDER BY h.item, h.person, h.stage, h.id
          """,
        arguments: [mode.rawValue]
      )
      var open: [(exposure: Exposure, row: Int64, person: String)] = []
      for row in rows {
        let exposure = try ExposureRows.exposure(row, item: row[8])
        let isSame = open.last.map {
          $0.exposure.item == exposure.item && $0.exposure.person == exposure.person
            && ($0.exposure.stage == exposure.stage || mode == .afterCommit)
        }
        if isSame == false {
          if let found = try Self.exposureCase(open, guideline, db) { try body(found) }
          open = []
        }
        open.append((exposure, row[9], row[10]))
      }
      if let found = try Self.exposureCase(open, guideline, db) { try body(found) }
    }
  }

  /// - Parameter exposures: of one item to one person, the first one first; under suggestions of one
  ///   stage.
  private static func exposureCase(
    _ exposures: [(exposure: Exposure, row: Int64, person: String)],
    _ guideline: Guideline,
    _ db: Database
  ) throws -> ExposureCase? {
    guard let (first, row, pseudonym) = exposures.first else { return nil }
    let chain = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT \(AnnotationRows.columns) FROM annotation AS a
          WHERE a.item = ? AND a.person = ? ORDER BY a.id
          """
      ),
      arguments: [row, first.person]
    ).map { try AnnotationRows.annotation($0, item: first.item) }
    var exposure = first
    var (before, after): ([StageNumber: Annotation], [StageNumber: Annotation]) = ([:], [:])
    for stage in StageNumber.allCases {
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
        criterion: said.lazy.compactMap(\.verdict).first?.stageTwo?.selection.criterion
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
