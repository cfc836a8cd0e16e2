package import AnnotationCore

extension Project {
  /// Puts another version of the guideline in force, for whoever opens the project from now on.
  ///
  /// The very guideline that is in force changes nothing. All labels are looked through before the
  /// write, and inside it those alone that came meanwhile.
  /// - Throws: ``GuidelineProblem/refused(_:)`` where labels would lose their meaning,
  ///   ``GuidelineProblem/versionTaken(_:)`` where an earlier one had that version.
  package func replaceGuideline(
    with new: Guideline,
    source: String,
    hash: String,
    at moment: Timestamp
  ) throws(StoreError) {
    while try !replaceGuideline(
      with: new,
      source: source,
      hash: hash,
      at: moment,
      knowing: usedLabels()
    ) {}
    try fillJuryQueue()
  }

  /// The labels that anybody gave until now.
  func usedLabels() throws(StoreError) -> UsedLabels {
    try read(.manage) { db in try UsedLabels(db) }
  }

  /// - Parameter used: the labels that anybody had given a moment before.
  /// - Returns: false where labels came since of which nobody can tell which are new; nothing has changed.
  func replaceGuideline(
    with new: Guideline,
    source: String,
    hash: String,
    at moment: Timestamp,
    knowing used: UsedLabels
  ) throws(StoreError) -> Bool {
    try write(.manage) { db in
      guard try GuidelineRows.inForce(db)?.hash != hash else { return true }
      var used = used
      guard try used.addNew(db) else { return false }
      let refused = try refusals(of: new, used: used, db)
      guard refused.isEmpty else { throw StoreError.guideline(.refused(refused)) }
      if try db.exists("SELECT 1 FROM guideline WHERE sha256 = :hash", ["hash": hash]) {
        throw StoreError.guideline(.versionTaken(new.version))
      }
      try GuidelineRows.insert(new, source: source, hash: hash, at: moment, db)
      try JuryFillRows.fillNext(db)
      return true
    }
  }

  /// Why a guideline cannot take the place of the one in force, in sentences; none where it can.
  /// - Throws: ``GuidelineProblem/versionTaken(_:)``.
  package func refusals(of new: Guideline) throws(StoreError) -> [String] {
    try read(.manage) { db in try refusals(of: new, used: UsedLabels(db), db) }
  }

  private func refusals(
    of new: Guideline,
    used: UsedLabels,
    _ db: Database
  ) throws -> [String] {
    // Not the one that this project was opened with: another program may have replaced that.
    guard let old = try GuidelineRows.inForce(db)?.guideline else {
      throw StoreError.file(.notAProject(path: path))
    }
    let isTaken = try db.exists(
      "SELECT 1 FROM guideline WHERE version = :version",
      ["version": new.version]
    )
    if new.version != old.version, isTaken {
      throw StoreError.guideline(.versionTaken(new.version))
    }
    return GuidelineChanges(from: old, to: new).refusals(used: used.choices).map {
      $0.sentence(in: new.languages.first ?? "en")
    }
  }

  /// The latest version of the guideline that a person has read, or nil where they have read none.
  package func seenGuideline(by person: PersonID) throws(StoreError) -> StoredGuideline? {
    try read(own: person) { db in try GuidelineRows.seen(by: person, db) }
  }

  /// Notes that a person has read the guideline in force.
  package func markGuidelineSeen(
    by person: PersonID,
    at moment: Timestamp
  ) throws(StoreError) {
    try write(as: person, .own) { db in
      try db.run(
        "INSERT INTO guideline_seen VALUES (:person, :guideline, :at) ON CONFLICT DO NOTHING",
        ["person": person, "guideline": guideline.id, "at": moment]
      )
    }
  }

  /// Makes sure that labels are kept by the guideline by which they were given.
  func checkGuideline(_ db: Database) throws {
    let version: String? = try db.value(
      """
      SELECT version FROM guideline
      WHERE id = (SELECT max(id) FROM guideline) AND id <> :opened
      """,
      ["opened": guideline.id]
    )
    if let version { throw StoreError.work(.guidelineChanged(version: version)) }
  }
}

/// The labels that anybody gave, whether in force or not.
struct UsedLabels: Hashable, Sendable {
  /// The choices that labels name, by field; under `criterion` the criteria that were applied.
  private(set) var choices: [FieldID: Set<ChoiceID>] = [:]
  /// The last rows that were looked at, of tables that grow at their end alone.
  private var lastAnnotation: Int64 = 0
  private var lastReview: Int64 = 0
  private var lastDecision: Int64 = 0
  /// How many rows were looked at of tables that grow in any place.
  private var unordered = 0

  /// Where labels stand, as queries of one column that holds an object of fields.
  private static let sources = [
    "SELECT labels FROM annotation WHERE labels IS NOT NULL AND id > :annotation",
    "SELECT body AS labels FROM draft",
    """
    SELECT stage.value -> 'values' AS labels FROM review, json_each(review.labels) AS stage
    WHERE review.labels IS NOT NULL AND review.id > :review
    """,
    """
    SELECT json_object(field, json(value)) AS labels FROM decision
    WHERE value IS NOT NULL AND id > :decision
    """,
  ]
  private static let unorderedSources = [
    "SELECT labels FROM reference",
    "SELECT json_object(field, json(value)) AS labels FROM outside_label",
  ]

  /// Looks through all labels.
  init(_ db: Database) throws {
    unordered = try Self.unorderedCount(db)
    try add(from: Self.unorderedSources, db)
    try addNew(db)
  }

  /// Looks through the labels that came since the last time.
  /// - Returns: false where some came to a table whose rows have no order in time, and were not looked at.
  @discardableResult
  mutating func addNew(_ db: Database) throws -> Bool {
    guard try Self.unorderedCount(db) == unordered else { return false }
    try add(from: Self.sources, db)
    let criteria: [CriterionID] = try db.values(
      """
      SELECT criterion FROM annotation WHERE criterion IS NOT NULL AND id > :annotation
      UNION SELECT stage.value ->> 'criterion' AS criterion
        FROM review, json_each(review.labels) AS stage
        WHERE criterion IS NOT NULL AND review.id > :review
      UNION SELECT criterion FROM single_stage
      """,
      last
    )
    if !criteria.isEmpty { choices["criterion", default: []].formUnion(criteria) }
    lastAnnotation = try db.value("SELECT max(id) FROM annotation") ?? 0
    lastReview = try db.value("SELECT max(id) FROM review") ?? 0
    lastDecision = try db.value("SELECT max(id) FROM decision") ?? 0
    return true
  }

  private var last: Arguments {
    ["annotation": lastAnnotation, "review": lastReview, "decision": lastDecision]
  }

  private static func unorderedCount(_ db: Database) throws -> Int {
    try db.count(
      "SELECT (SELECT count(*) FROM reference) + (SELECT count(*) FROM outside_label)"
    )
  }

  private mutating func add(from sources: [String], _ db: Database) throws {
    for source in sources {
      try db.each(
        """
        WITH said(labels) AS (\(source))
        SELECT DISTINCT field.key AS field,
          CASE field.type WHEN 'text' THEN field.atom ELSE choice.atom END AS choice
        FROM said, json_each(said.labels) AS field
          LEFT JOIN json_each(CASE field.type WHEN 'array' THEN field.value ELSE '[]' END) AS choice
        WHERE field.type <> 'object'
        UNION SELECT DISTINCT field.key, NULL
        FROM said, json_each(said.labels) AS field WHERE field.type = 'object'
        """,
        last
      ) { row in
        let choice: String? = try row["choice"]
        choices[try row["field"], default: []].formUnion(choice.map { [$0] } ?? [])
      }
    }
  }
}
