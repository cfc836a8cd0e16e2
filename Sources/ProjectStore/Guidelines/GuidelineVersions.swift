package import AnnotationCore

extension Project {
  /// Puts another version of the guideline in force, for whoever opens the project from now on.
  ///
  /// The very guideline that is in force changes nothing. All labels are looked through before the
  /// write, and inside it those alone that came meanwhile.
  /// - Throws: ``GuidelineProblem/refused(_:)`` where labels would lose their meaning,
  ///   ``GuidelineProblem/versionTaken(_:)`` where an earlier one had that version,
  ///   ``GuidelineProblem/versionKept(_:)`` where people would read something else under the version
  ///   that is in force.
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
  /// - Throws: ``GuidelineProblem/versionTaken(_:)``, ``GuidelineProblem/versionKept(_:)``.
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
    let changes = GuidelineChanges(from: old, to: new)
    let refused = changes.refusals(used: used.choices)
    if refused.isEmpty, new.version == old.version, !changes.changes.isEmpty {
      throw StoreError.guideline(.versionKept(new.version))
    }
    return refused.map { $0.sentence(in: new.languages.first ?? "en") }
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

  private static let queries = [
    "SELECT DISTINCT field, choice FROM annotation_choice WHERE id > :annotation",
    "SELECT DISTINCT field, choice FROM review_choice WHERE id > :review",
    "SELECT DISTINCT field, choice FROM decision_choice WHERE id > :decision",
    "SELECT DISTINCT field, choice FROM draft_choice",
  ]

  /// Looks through all labels.
  init(_ db: Database) throws {
    unordered = try Self.unorderedCount(db)
    try add(["SELECT DISTINCT field, choice FROM known_choice"], db)
    try addNew(db)
  }

  /// Looks through the labels that came since the last time.
  /// - Returns: false where some came to a table whose rows have no order in time, and were not looked at.
  @discardableResult
  mutating func addNew(_ db: Database) throws -> Bool {
    guard try Self.unorderedCount(db) == unordered else { return false }
    try add(Self.queries, db)
    let criteria: [CriterionID] = try db.values(
      """
      SELECT criterion FROM annotation WHERE criterion IS NOT NULL AND id > :annotation
      UNION SELECT criterion FROM review_criterion WHERE id > :review
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

  /// - Parameter queries: of the columns `field` and `choice`.
  private mutating func add(_ queries: [String], _ db: Database) throws {
    for query in queries {
      try db.each(query, last) { row in
        let choice: String? = try row["choice"]
        choices[try row["field"], default: []].formUnion(choice.map { [$0] } ?? [])
      }
    }
  }
}
