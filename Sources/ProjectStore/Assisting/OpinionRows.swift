import AnnotationCore
import GRDB

/// How the jury's verdicts on an item are read for its annotators.
enum OpinionRows {
  /// A juror's verdict, with the id of its review.
  typealias Said = (review: Int64, verdict: Verdict)

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

  /// The verdicts of the jury in force on an item, the first of each juror, in an order that is the
  /// item's own.
  static func verdicts(row: Int64, item: ItemID, _ db: Database) throws -> [Said] {
    try said(
      """
      r.item = ? AND r.outcome = 'verdict'
        AND r.juror IN (SELECT name FROM juror WHERE jury = (SELECT max(id) FROM jury))
        AND NOT EXISTS (SELECT 1 FROM review AS earlier
          WHERE earlier.item = r.item AND earlier.juror = r.juror AND earlier.id < r.id
            AND earlier.outcome = 'verdict')
      """,
      [row],
      item: item,
      db
    )
  }

  /// The verdicts of some reviews of an item, in the same order.
  static func verdicts(of reviews: [Int64], item: ItemID, _ db: Database) throws -> [Said] {
    try said(
      "r.id IN (SELECT value FROM json_each(?)) AND r.outcome = 'verdict'",
      [ValuesJSON.text(of: reviews)],
      item: item,
      db
    )
  }

  private static func said(
    _ condition: String,
    _ arguments: StatementArguments,
    item: ItemID,
    _ db: Database
  ) throws -> [Said] {
    let statement = try db.cachedStatement(
      sql: "SELECT \(ReviewRows.columns) FROM review AS r WHERE \(condition)"
    )
    var drawn: [(place: UInt64, said: Said)] = []
    for row in try Row.fetchAll(statement, arguments: arguments) {
      let review = try ReviewRows.review(row, item: item)
      guard case .verdict(let verdict) = review.outcome else { continue }
      var random = SplitMix64(drawnFrom: [item, review.juror])
      drawn.append((random.next(), (review.id, verdict)))
    }
    return drawn.sorted { ($0.place, $0.said.review) < ($1.place, $1.said.review) }.map(\.said)
  }
}

extension JuryOpinion {
  /// What jurors said of both stages.
  init(mode: AssistancePolicy.Mode, of said: [OpinionRows.Said]) {
    self.init(
      mode: mode,
      voices: said.map { review, verdict in
        Voice(
          review: review,
          values: verdict.stageOne.values.merging(verdict.stageTwo?.values ?? [:]) { $1 },
          criterion: verdict.stageTwo?.selection.criterion
        )
      }
    )
  }

  /// What jurors said of one stage; of stage two, those who judged by the same criterion.
  init(
    mode: AssistancePolicy.Mode,
    of said: [OpinionRows.Said],
    stage: StageNumber,
    criterion: CriterionID?
  ) {
    self.init(
      mode: mode,
      voices: said.compactMap { review, verdict in
        switch stage {
        case .one: return Voice(review: review, values: verdict.stageOne.values)
        case .two:
          guard let two = verdict.stageTwo, two.selection.criterion == criterion else { return nil }
          return Voice(review: review, values: two.values, criterion: criterion)
        }
      }
    )
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
