import AnnotationCore

/// How the guideline's versions are read and kept.
enum GuidelineRows {
  /// The version in force.
  static func inForce(_ db: Database) throws -> StoredGuideline? {
    try db.first("SELECT * FROM guideline ORDER BY id DESC LIMIT 1", [:], guideline)
  }

  /// All versions, in the order in which they came into force.
  static func all(_ db: Database) throws -> [StoredGuideline] {
    try db.rows("SELECT * FROM guideline ORDER BY id", [:], guideline)
  }

  /// The latest version that a person has read.
  static func seen(by person: PersonID, _ db: Database) throws -> StoredGuideline? {
    try db.first(
      """
      SELECT * FROM guideline
      WHERE id = (SELECT max(guideline) FROM guideline_seen WHERE person = :person)
      """,
      ["person": person],
      guideline
    )
  }

  static func insert(
    _ guideline: Guideline,
    source: String,
    hash: String,
    at moment: Timestamp,
    _ db: Database
  ) throws {
    try db.insert(
      """
      INSERT INTO guideline (version, sha256, body, source, at)
      VALUES (:version, :sha256, :body, :source, :at)
      """,
      [
        "version": guideline.version, "sha256": hash, "body": try CodedJSON.text(of: guideline),
        "source": source, "at": moment,
      ]
    )
  }

  private static func guideline(_ row: Row) throws -> StoredGuideline {
    let guideline: Guideline = try row.decoded("body")
    guard try row["version"] == guideline.version else {
      throw DamagedRow.value(try row["version"], column: "version")
    }
    return StoredGuideline(
      id: try row["id"],
      guideline: guideline,
      source: try row["source"],
      hash: try row["sha256"],
      at: try row["at"]
    )
  }
}
