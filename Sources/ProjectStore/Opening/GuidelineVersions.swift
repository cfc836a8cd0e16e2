package import AnnotationCore
import GRDB

extension Project {
  /// Puts another version of the guideline in force, for whoever opens the project from now on.
  ///
  /// The very guideline that is in force changes nothing.
  /// - Throws: ``StoreError/guidelineRefused(_:)`` where labels would lose their meaning,
  ///   ``StoreError/guidelineVersionTaken(_:)`` where an earlier one had that version.
  package func replaceGuideline(
    with new: Guideline,
    source: String,
    hash: String,
    at moment: Timestamp
  ) throws(StoreError) {
    try write { db in
      guard try StoredGuideline.latest(db)?.hash != hash else { return }
      let refused = try refusals(of: new, db)
      guard refused.isEmpty else { throw StoreError.guidelineRefused(refused) }
      if try isTaken(hash: hash, db) { throw StoreError.guidelineVersionTaken(new.version) }
      try db.execute(
        sql: "INSERT INTO guideline (sha256, body, source, at) VALUES (?, ?, ?, ?)",
        arguments: [hash, try CodedJSON.text(of: new), source, moment.rawValue]
      )
    }
  }

  /// Why a guideline cannot take the place of the one in force, in sentences; none where it can.
  /// - Throws: ``StoreError/guidelineVersionTaken(_:)``.
  package func refusals(of new: Guideline) throws(StoreError) -> [String] {
    try read { db in try refusals(of: new, db) }
  }

  private func refusals(of new: Guideline, _ db: Database) throws -> [String] {
    // Not the one that this project was opened with: another program may have replaced that.
    guard let old = try StoredGuideline.latest(db)?.guideline else {
      throw StoreError.notAProject(path: path)
    }
    if new.version != old.version, try isTaken(version: new.version, db) {
      throw StoreError.guidelineVersionTaken(new.version)
    }
    let used = try usedChoices(db)
    return GuidelineChanges(from: old, to: new).refusals(used: used).map {
      $0.sentence(in: new.languages.first ?? "en")
    }
  }

  private func isTaken(version: String, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: "SELECT EXISTS (SELECT 1 FROM guideline WHERE json_extract(body, '$.version') = ?)",
      arguments: [version]
    ) ?? false
  }

  private func isTaken(hash: String, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: "SELECT EXISTS (SELECT 1 FROM guideline WHERE sha256 = ?)",
      arguments: [hash]
    ) ?? false
  }

  /// Where labels stand, as queries of one column that holds an object of fields.
  private static let labelColumns = [
    "SELECT labels FROM annotation WHERE labels IS NOT NULL", "SELECT body FROM draft",
    "SELECT stage_one FROM review WHERE stage_one IS NOT NULL",
    "SELECT stage_two FROM review WHERE stage_two IS NOT NULL",
    "SELECT json_object(field, json(value)) FROM decision WHERE value IS NOT NULL",
    "SELECT labels FROM reference",
  ]

  /// The fields with labels of anybody, whether in force or not, and the choices that these name.
  private func usedChoices(_ db: Database) throws -> [FieldID: Set<ChoiceID>] {
    var used: [FieldID: Set<ChoiceID>] = [:]
    for column in Self.labelColumns {
      let rows = try Row.fetchCursor(
        db,
        sql: """
          WITH said(labels) AS (\(column))
          SELECT DISTINCT field.key, iif(field.type = 'text', field.atom, choice.atom)
          FROM said, json_each(said.labels) AS field
            LEFT JOIN json_each(iif(field.type = 'array', field.value, '[]')) AS choice
          WHERE field.type <> 'object'
          UNION SELECT DISTINCT field.key, NULL
          FROM said, json_each(said.labels) AS field WHERE field.type = 'object'
          """
      )
      while let row = try rows.next() {
        let choice: String? = row[1]
        used[row[0], default: []].formUnion(choice.map { [$0] } ?? [])
      }
    }
    let criteria = try String.fetchSet(
      db,
      sql: """
        SELECT criterion FROM annotation WHERE criterion IS NOT NULL
        UNION SELECT criterion FROM review WHERE criterion IS NOT NULL
        UNION SELECT stage_two_criterion FROM review WHERE stage_two_criterion IS NOT NULL
        """
    )
    if !criteria.isEmpty { used["criterion"] = criteria }
    return used
  }

  /// The latest version of the guideline that a person has read, or nil where they have read none.
  package func seenGuideline(by person: PersonID) throws(StoreError) -> StoredGuideline? {
    try read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT id, body, source, sha256, guideline.at FROM guideline
          WHERE id = (SELECT max(guideline) FROM guideline_seen WHERE person = ?)
          """,
        arguments: [person]
      )
      return try row.map(StoredGuideline.init(row:))
    }
  }

  /// Notes that a person has read the guideline in force.
  package func markGuidelineSeen(
    by person: PersonID,
    at moment: Timestamp
  ) throws(StoreError) {
    try write { db in
      try db.execute(
        sql: "INSERT INTO guideline_seen VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        arguments: [person, guideline.id, moment.rawValue]
      )
    }
  }
}
