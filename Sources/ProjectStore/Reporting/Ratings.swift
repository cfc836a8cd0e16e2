package import AnnotationCore
import GRDB

/// Whose labels are measured against one another.
package enum RaterGroup: String, Hashable, Sendable, Codable, CaseIterable {
  case humans
  case jurors
  /// Each human with each juror.
  case humanJury = "human-jury"
  case all
}

/// How items are labelled.
package enum StageArm: String, Hashable, Sendable, CaseIterable {
  /// In two stages: the benchmark.
  case twoStage = "two-stage"
  /// Without stage one: see ``SingleStagePolicy``.
  case singleStage = "single-stage"

  /// What holds of the arm's items.
  var condition: String {
    switch self {
    case .twoStage: ItemRows.isInBenchmark
    case .singleStage: ItemRows.isSingleStage
    }
  }
}

/// Which of a person's labels count.
package enum LabelChoice: Hashable, Sendable {
  /// Those in force; of who was shown what the jury says, what they had committed before. Labels that
  /// were first given after that are left out.
  case independent
  /// Those in force, whatever their author was shown.
  case inForce
}

/// One rater's label for one field of one item.
package struct FieldRating: Hashable, Sendable {
  package var item: ItemID
  package var language: String
  /// The person's or the juror's name.
  package var rater: String
  /// What stands for a person in a release; nil for a juror.
  package var pseudonym: String?
  package var value: FieldValue
  /// When it was given.
  package var at: Timestamp
  /// The criterion that the rater's stage one selected; nil where none is known.
  package var criterion: CriterionID?

  package init(
    item: ItemID,
    language: String,
    rater: String,
    pseudonym: String?,
    value: FieldValue,
    at: Timestamp,
    criterion: CriterionID? = nil
  ) {
    self.item = item
    self.language = language
    self.rater = rater
    self.pseudonym = pseudonym
    self.value = value
    self.at = at
    self.criterion = criterion
  }

  package var isHuman: Bool { pseudonym != nil }
}

extension Project {
  /// The labels of one field: people's by item, then the jury's.
  ///
  /// Jurors who are not in the jury in force are left out.
  package func ratings(
    field: FieldID,
    raters: RaterGroup
  ) throws(StoreError) -> [FieldRating] {
    var ratings: [FieldRating] = []
    try forEachRating(field: field, raters: raters) { ratings.append($0) }
    return ratings
  }

  /// Like ``ratings(field:raters:)``, one by one.
  package func forEachRating(
    field: FieldID,
    raters: RaterGroup,
    arm: StageArm = .twoStage,
    labels: LabelChoice = .independent,
    _ body: (FieldRating) -> Void
  ) throws(StoreError) {
    guard let stage = guideline.guideline.stage(of: field),
      let asked = guideline.guideline.field(field)
    else { return }
    try read { db in
      if raters != .jurors {
        try Self.humanRatings(of: field, stage, arm, labels, db, body)
      }
      if raters != .humans {
        try Self.jurorRatings(of: asked, stage, db, body)
      }
    }
  }

  /// Labels that were given here, then those that were given elsewhere.
  private static func humanRatings(
    of field: FieldID,
    _ stage: StageNumber,
    _ arm: StageArm,
    _ labels: LabelChoice,
    _ db: Database,
    _ body: (FieldRating) -> Void
  ) throws {
    let firstShown = """
      (SELECT min(h.follows) FROM exposure AS h
        WHERE h.item = a.item AND h.person = a.person AND h.control = 0)
      """
    let independent = """
      iif(\(firstShown) IS NULL, \(AnnotationRows.isLast),
        a.id = \(ExposureRows.lastBefore(firstShown, like: "a")))
      """
    let isAnyShown =
      try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM exposure WHERE control = 0)")
      ?? false
    let isWanted = labels == .independent && isAnyShown ? independent : AnnotationRows.isLast
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT item.key, item.language, person.name, person.pseudonym, a.labels -> ?, a.at,
          a.criterion
        FROM annotation AS a JOIN item ON item.id = a.item JOIN person ON person.id = a.person
        WHERE a.stage = ? AND a.act = 'commit'
          AND \(isWanted)
          AND \(arm.condition)
        ORDER BY a.item, a.person
        """,
      arguments: [field, stage.rawValue]
    )
    try deliver(rows, body)
    // What a person labelled here since then counts instead.
    let outside = try Row.fetchCursor(
      db,
      sql: """
        SELECT item.key, item.language, person.name, person.pseudonym, o.value, o.given_at,
          NULL
        FROM outside_label AS o JOIN item ON item.id = o.item JOIN person ON person.id = o.person
        WHERE o.field = ?1 AND \(arm.condition)
          AND NOT EXISTS (
            SELECT 1 FROM annotation AS a
            WHERE a.item = o.item AND a.person = o.person AND a.act = 'commit'
              AND \(AnnotationRows.isLast) AND a.labels -> ?1 IS NOT NULL
          )
        ORDER BY o.item, o.person
        """,
      arguments: [field]
    )
    try deliver(outside, body)
  }

  private static func jurorRatings(
    of field: Field,
    _ stage: StageNumber,
    _ db: Database,
    _ body: (FieldRating) -> Void
  ) throws {
    // Who was told stage one says nothing of it.
    let jurors = try JurorRows.all(db).filter { stage == .two || $0.asking.mode != .stageTwo }
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT item.key, item.language, r.juror, NULL,
          \(stage == .one ? "r.stage_one" : "r.stage_two") -> ?, r.at, NULL
        FROM review AS r JOIN item ON item.id = r.item
        WHERE r.outcome = 'verdict' AND \(ItemRows.isInBenchmark)
          AND r.juror IN (SELECT value FROM json_each(?))
        ORDER BY r.item, r.juror
        """,
      arguments: [field.id, ValuesJSON.text(of: jurors.filter { $0.isAskedOnce }.map(\.name))]
    )
    try deliver(rows, body)
    for juror in jurors where !juror.isAskedOnce {
      try consistentRatings(of: juror.name, field, stage, db, body)
    }
  }

  /// What a juror says that was asked several times.
  private static func consistentRatings(
    of juror: String,
    _ field: Field,
    _ stage: StageNumber,
    _ db: Database,
    _ body: (FieldRating) -> Void
  ) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(ReviewRows.columns), item.key, item.language
        FROM review AS r JOIN item ON item.id = r.item
        WHERE r.outcome = 'verdict' AND r.juror = ? AND \(ItemRows.isInBenchmark)
        ORDER BY r.item, r.trial
        """,
      arguments: [juror]
    )
    var item: (id: ItemID, language: String)?
    var reviews: [Review] = []
    func finish() {
      guard let item, let last = reviews.last,
        let ballot = JurorStatement(juror: juror, reviews: reviews).ballot,
        let value = ballot.answer(to: field, of: stage)
      else { return }
      body(
        FieldRating(
          item: item.id,
          language: item.language,
          rater: juror,
          pseudonym: nil,
          value: value,
          at: last.at,
          criterion: nil
        )
      )
    }
    while let row = try rows.next() {
      let id: ItemID = row[ReviewRows.columnCount]
      if id != item?.id {
        finish()
        item = (id, row[ReviewRows.columnCount + 1])
        reviews = []
      }
      reviews.append(try ReviewRows.review(row, item: id))
    }
    finish()
  }

  private static func deliver(_ rows: RowCursor, _ body: (FieldRating) -> Void) throws {
    while let row = try rows.next() {
      guard let value = row[4] as String? else { continue }
      body(
        FieldRating(
          item: row[0],
          language: row[1],
          rater: row[2],
          pseudonym: row[3],
          value: try ValuesJSON.value(value),
          at: Timestamp(rawValue: row[5]),
          criterion: row[6]
        )
      )
    }
  }
}

/// What raters can be held against.
extension Project {
  /// The decisions in force for a field.
  package func decisions(of field: FieldID) throws(StoreError) -> [ItemID: FieldValue] {
    try read { db in
      try Self.values(
        db,
        sql: """
          SELECT item.key, d.value FROM decision AS d JOIN item ON item.id = d.item
          WHERE d.field = ? AND d.value IS NOT NULL AND \(ItemRows.isInBenchmark)
            AND NOT EXISTS (SELECT 1 FROM decision AS s WHERE s.supersedes = d.id)
          """,
        field
      )
    }
  }

  /// How the items whose field is decided came by their decision, those included to which it does not
  /// apply.
  package func ways(of field: FieldID) throws(StoreError) -> [ItemID: Decision.How] {
    try read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT item.key, d.how FROM decision AS d JOIN item ON item.id = d.item
          WHERE d.field = ? AND \(ItemRows.isInBenchmark) AND \(DecisionRows.isLast)
          """,
        arguments: [field]
      )
      var ways: [ItemID: Decision.How] = [:]
      while let row = try rows.next() { ways[row[0]] = Decision.How(rawValue: row[1]) }
      return ways
    }
  }

  /// The labels of a field that gold items are known to have.
  package func gold(of field: FieldID) throws(StoreError) -> [ItemID: FieldValue] {
    try read { db in
      try Self.values(
        db,
        sql: """
          SELECT item.key, r.labels -> ? FROM reference AS r JOIN item ON item.id = r.item
          WHERE r.purpose = 'gold'
          """,
        field
      )
    }
  }

  private static func values(
    _ db: Database,
    sql: String,
    _ field: FieldID
  ) throws -> [ItemID: FieldValue] {
    let rows = try Row.fetchCursor(db, sql: sql, arguments: [field])
    var values: [ItemID: FieldValue] = [:]
    while let row = try rows.next() {
      if let text = row[1] as String? { values[row[0]] = try ValuesJSON.value(text) }
    }
    return values
  }
}
