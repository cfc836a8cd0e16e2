import AnnotationCore

/// How the jury's verdicts on an item are read for its annotators.
enum OpinionRows {
  /// A juror's verdict, with the id of its review.
  typealias Said = (review: Int64, verdict: Verdict)

  /// Whether a person may be shown the jury's opinion of an item: what was drawn to be without it looks
  /// as if there were none.
  static func isShowable(row: Int64, to person: PersonID, _ db: Database) throws -> Bool {
    try db.exists(
      """
      SELECT 1 FROM showable_item AS s JOIN item ON item.id = s.item
        JOIN person ON person.id = :person
      WHERE s.item = :item AND NOT in_control_group(item.key, person.pseudonym)
      """,
      ["item": row, "person": person]
    )
  }

  /// The verdicts of the jury in force on an item, the first of each juror, in an order that is the
  /// item's own.
  static func verdicts(row: Int64, item: ItemID, _ db: Database) throws -> [Said] {
    try said(
      """
      SELECT * FROM verdict_in_force AS v WHERE v.item = :item
        AND NOT EXISTS (SELECT 1 FROM verdict AS earlier
          WHERE earlier.item = v.item AND earlier.juror = v.juror AND earlier.id < v.id)
      """,
      ["item": row],
      item: item,
      db
    )
  }

  /// The verdicts of some reviews of an item, in the same order.
  static func verdicts(of reviews: [Int64], item: ItemID, _ db: Database) throws -> [Said] {
    try said(
      "SELECT * FROM verdict WHERE id IN :reviews",
      ["reviews": List(reviews)],
      item: item,
      db
    )
  }

  private static func said(
    _ sql: String,
    _ arguments: Arguments,
    item: ItemID,
    _ db: Database
  ) throws -> [Said] {
    var drawn: [(place: UInt64, said: Said)] = []
    for review in try db.rows(sql, arguments, { try ReviewRows.review($0, item: item) }) {
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
