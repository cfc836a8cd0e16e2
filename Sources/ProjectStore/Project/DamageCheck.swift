import AnnotationCore

/// Looks for damage that no reader would meet: rows that are gone, and words by which views choose what
/// counts.
enum DamageCheck {
  /// - Throws: ``DamagedRow``.
  static func run(_ guideline: Guideline, _ db: Database) throws {
    try checkItems(db)
    let fields = guideline.fields.map(\.id)
    try check("assignment", "state", among: WorkState.allCases.map(\.rawValue), db)
    try check("reference", "purpose", among: Reference.Purpose.allCases.map(\.rawValue), db)
    try check("unanswered_task", "purpose", among: TaskPurpose.allCases.map(\.rawValue), db)
    try check("outside_label", "field", among: fields, db)
    try check("single_stage", "criterion", among: guideline.criteria.map(\.id), db)
    try checkForeignKeys(db)
    try checkCounts(db)
  }

  /// Assignments are counted as they are: queues go by their counts.
  private static func checkCounts(_ db: Database) throws {
    _ = try db.first(
      """
      SELECT person, language, state, items FROM assignment_count WHERE items > 0
      EXCEPT SELECT person, language, state, count(*) FROM assignment GROUP BY person, language, state
      """
    ) { row in
      let counted = "\(try row["items"] as Int) of \(try row["language"] as String)"
      throw DamagedRow.missing(
        "the table assignment_count has in 'items' and 'language' \(counted) in the state "
          + "'\(try row["state"] as String)' for person \(try row["person"] as Int64), who has another number"
      )
    }
  }

  /// Every item of a finished import is there.
  private static func checkItems(_ db: Database) throws {
    let (imported, found) = (
      try db.count("SELECT sum(added) FROM import"), try db.count("SELECT count(*) FROM item")
    )
    guard imported != found else { return }
    let lost: Int64? = try db.value(
      """
      SELECT id + 1 FROM (SELECT 0 AS id UNION ALL SELECT id FROM item) AS known
      WHERE NOT EXISTS (SELECT 1 FROM item AS following WHERE following.id = known.id + 1) LIMIT 1
      """
    )
    throw DamagedRow.missing(
      "\(imported) items were imported and \(found) are there: table stored_item, the first row without "
        + "its item has id \(lost ?? 0)"
    )
  }

  private static func check(
    _ table: String,
    _ column: String,
    among words: [String],
    _ db: Database
  ) throws {
    _ = try db.first(
      "SELECT * FROM \(table) WHERE \(column) NOT IN :words LIMIT 1",
      ["words": List(words)]
    ) { row in throw DamagedRow.value(try row[column], column: column) }
  }

  /// Every row that another one names is there.
  private static func checkForeignKeys(_ db: Database) throws {
    guard let broken = try db.brokenReference() else { return }
    let row = broken.row.map { "row \($0)" } ?? "a row"
    let columns = broken.columns
    throw DamagedRow.missing(
      "\(row) of the table \(broken.table) has in \(columns.map { "'\($0.from)'" }.joined(separator: ", ")) "
        + "what no row of the table \(broken.parent) has in "
        + columns.map { "'\($0.to)'" }.joined(separator: ", ")
    )
  }
}
