package import AnnotationCore

/// Whose labels are measured against one another.
package enum RaterGroup: String, Hashable, Sendable, Codable, CaseIterable {
  case humans = "humans"
  case jurors = "jurors"
  /// Each human with each juror.
  case humanJury = "human-jury"
  case all = "all"
}

/// How items are labelled.
package enum StageArm: String, Hashable, Sendable, CaseIterable {
  /// In all stages: the benchmark.
  case allStages = "all-stages"
  /// In the last stage alone: see ``SingleStagePolicy``.
  case singleStage = "single-stage"
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
  /// The criterion by which the rater judged the field's stage; nil where it has none, or none is known.
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
    arm: StageArm = .allStages,
    labels: LabelChoice = .independent,
    _ body: (FieldRating) -> Void
  ) throws(StoreError) {
    guard let stage = guideline.guideline.stage(of: field),
      let asked = guideline.guideline.field(field)
    else { return }
    try read(.figures) { db in
      if raters != .jurors {
        try Self.humanRatings(of: field, stage, arm, labels, db, body)
      }
      if raters != .humans {
        try Self.jurorRatings(of: asked, stage, guideline.guideline, db, body)
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
    // Where nobody was shown anything, what is in force is independent, and read much faster.
    let isAnyShown = try db.exists("SELECT 1 FROM exposure WHERE control = 0")
    let isBeforeExposure = labels == .independent && isAnyShown
    let commits = isBeforeExposure ? "independent_commit" : "annotation_in_force"
    let items = arm == .allStages ? "benchmark_item" : "single_stage_item"
    // What is in no view for an unknown word would be missing in silence.
    if isBeforeExposure {
      try db.each(
        "SELECT act FROM annotation WHERE act NOT IN ('commit', 'withdraw', 'skip') LIMIT 1"
      ) { row in _ = try AnnotationRows.act(of: row) }
    }
    try deliver(
      """
      SELECT item.key, item.language, person.name AS rater, person.pseudonym,
        a.labels -> :field AS value, a.at, a.criterion,
        CASE WHEN a.labels -> :field IS NULL THEN a.labels END AS others, a.act
      FROM \(commits) AS a JOIN \(items) AS item ON item.id = a.item
        JOIN member AS person ON person.id = a.person
      WHERE a.stage = :stage ORDER BY a.item, a.person
      """,
      ["field": field, "stage": stage],
      of: field,
      db,
      where: AnnotationRows.isCommit,
      body
    )
    // What a person labelled here since then counts instead.
    try deliver(
      """
      SELECT item.key, item.language, person.name AS rater, person.pseudonym, o.value,
        o.given_at AS at, NULL AS criterion, NULL AS others
      FROM outside_label AS o JOIN \(items) AS item ON item.id = o.item
        JOIN member AS person ON person.id = o.person
      WHERE o.field = :field AND NOT EXISTS (
        SELECT 1 FROM commit_in_force AS a
        WHERE a.item = o.item AND a.person = o.person AND a.labels -> :field IS NOT NULL)
      ORDER BY o.item, o.person
      """,
      ["field": field],
      of: field,
      db,
      body
    )
  }

  private static func jurorRatings(
    of field: Field,
    _ stage: StageNumber,
    _ guideline: Guideline,
    _ db: Database,
    _ body: (FieldRating) -> Void
  ) throws {
    let jurors = try JurorRows.asked(stage, of: guideline, db)
    try withoutActuallyEscaping(body) { body in
      let ratings = JurorRatings(field: field, stage: stage, guideline: guideline, body: body)
      try ratings.read(jurors, db)
    }
  }

  /// - Parameter sql: a query of the columns key, language, rater, pseudonym, at, criterion, value, and
  ///   `others`: where there is no value, the labels of the stage.
  private static func deliver(
    _ sql: String,
    _ arguments: Arguments,
    of field: FieldID,
    _ db: Database,
    where isRating: (Row) throws -> Bool = { _ in true },
    _ body: (FieldRating) -> Void
  ) throws {
    try db.each(sql, arguments) { row in
      guard try isRating(row) else { return }
      let item: ItemID = try row["key"]
      guard let value = try row.label("value", of: field, on: item) else {
        // A misspelt field would be missing in silence.
        _ = try row.labelsIfPresent("others", of: item)
        return
      }
      body(
        FieldRating(
          item: item,
          language: try row["language"],
          rater: try row["rater"],
          pseudonym: try row["pseudonym"],
          value: value,
          at: try row["at"],
          criterion: try row["criterion"]
        )
      )
    }
  }
}

/// What raters can be held against.
extension Project {
  /// The decisions in force for a field.
  package func decisions(of field: FieldID) throws(StoreError) -> [ItemID: FieldValue] {
    try values(
      """
      SELECT item.key, d.value FROM decision_in_force AS d
        JOIN benchmark_item AS item ON item.id = d.item
      WHERE d.field = :field
      """,
      of: field
    )
  }

  /// How the items whose field is decided came by their decision, those included to which it does not
  /// apply.
  package func ways(of field: FieldID) throws(StoreError) -> [ItemID: Decision.How] {
    try read(.figures) { db in
      var ways: [ItemID: Decision.How] = [:]
      try db.each(
        """
        SELECT item.key, d.how FROM decision_in_force AS d
          JOIN benchmark_item AS item ON item.id = d.item
        WHERE d.field = :field
        """,
        ["field": field]
      ) { row in ways[try row["key"]] = try row["how"] as Decision.How }
      return ways
    }
  }

  /// The labels of a field that gold items are known to have.
  package func gold(of field: FieldID) throws(StoreError) -> [ItemID: FieldValue] {
    try values(
      """
      SELECT item.key, r.labels -> :field AS value
      FROM reference AS r JOIN item ON item.id = r.item WHERE r.purpose = 'gold'
      """,
      of: field
    )
  }

  /// - Parameter sql: a query of the columns key and value.
  private func values(
    _ sql: String,
    of field: FieldID
  ) throws(StoreError) -> [ItemID: FieldValue] {
    try read(.figures) { db in
      var values: [ItemID: FieldValue] = [:]
      try db.each(sql, ["field": field]) { row in
        let item: ItemID = try row["key"]
        values[item] = try row.label("value", of: field, on: item)
      }
      return values
    }
  }
}
