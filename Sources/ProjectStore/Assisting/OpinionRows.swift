import AnnotationCore
import GRDB

/// How what the jury says of an item is read for its annotators.
enum OpinionRows {
  /// Holds once every juror of the jury in force has said what they will of an item, and one gave a
  /// verdict.
  /// - Parameter item: a column of item rows, such as `a.item`.
  static func isIn(_ item: String) -> String {
    """
    (EXISTS (SELECT 1 FROM review WHERE review.item = \(item) AND review.outcome = 'verdict'
        AND review.juror IN (SELECT name FROM juror WHERE jury = (SELECT max(id) FROM jury)))
      AND NOT EXISTS (SELECT 1 FROM jury_queue AS owed
        JOIN juror ON juror.jury = (SELECT max(id) FROM jury) AND juror.name = owed.juror
        WHERE owed.item = \(item)
          AND owed.attempts < json_extract(juror.configuration, '$.limits.attempts')))
    """
  }

  /// Holds where a person may be shown the jury's opinion of an item at all.
  ///
  /// Training and gold items and those without stage one have none to show; what was drawn to be
  /// without it looks the same.
  static func isOffered(_ item: String, to person: String) -> String {
    """
    (\(isIn(item)) AND NOT EXISTS (SELECT 1 FROM reference AS known WHERE known.item = \(item))
      AND NOT EXISTS (SELECT 1 FROM single_stage AS s1 WHERE s1.item = \(item))
      AND NOT \(ControlDraw.name)((SELECT key FROM item WHERE item.id = \(item)),
        (SELECT pseudonym FROM person WHERE person.id = \(person))))
    """
  }

  /// What the jurors in force say of an item who have given a verdict, in an order that is the item's
  /// own.
  static func statements(row: Int64, item: ItemID, _ db: Database) throws -> [JurorStatement] {
    try statements(
      """
      r.item = ? AND r.outcome = 'verdict'
        AND r.juror IN (SELECT name FROM juror WHERE jury = (SELECT max(id) FROM jury))
      """,
      [row],
      item: item,
      db
    )
  }

  /// What jurors say by some reviews of an item alone, in the same order: as it was shown.
  static func statements(
    of reviews: [Int64],
    item: ItemID,
    _ db: Database
  ) throws -> [JurorStatement] {
    try statements(
      "r.id IN (SELECT value FROM json_each(?)) AND r.outcome = 'verdict'",
      [ValuesJSON.text(of: reviews)],
      item: item,
      db
    )
  }

  private static func statements(
    _ condition: String,
    _ arguments: StatementArguments,
    item: ItemID,
    _ db: Database
  ) throws -> [JurorStatement] {
    let statement = try db.cachedStatement(
      sql: "SELECT \(ReviewRows.columns) FROM review AS r WHERE \(condition)"
    )
    let reviews = try Row.fetchAll(statement, arguments: arguments).map {
      try ReviewRows.review($0, item: item)
    }
    var jury: [String: ReviewMode] = [:]
    for juror in Set(reviews.map(\.juror)) {
      // Since it spoke, its name stands for one way of asking.
      jury[juror] = try JurorRows.last(named: juror, db)?.asking.mode ?? .blind
    }
    var drawn: [(place: UInt64, said: JurorStatement)] = []
    for said in JurorStatement.all(of: reviews, jury: jury) {
      var random = SplitMix64(drawnFrom: [item, said.juror])
      drawn.append((random.next(), said))
    }
    return drawn.sorted { ($0.place, $0.said.juror) < ($1.place, $1.said.juror) }.map(\.said)
  }
}

/// The draw of control items, as a function of the database.
enum ControlDraw {
  static let name = "assistance_control"

  /// - Returns: a function of an item's id and a person's pseudonym.
  static func function(_ guideline: Guideline) -> DatabaseFunction {
    let (policy, id) = (guideline.assistance, guideline.id)
    return DatabaseFunction(name, argumentCount: 2, pure: true) { values in
      guard let item = String.fromDatabaseValue(values[0]),
        let person = String.fromDatabaseValue(values[1])
      else { return false }
      return policy.isControl(item: item, person: person, guideline: id)
    }
  }
}
