package import AnnotationCore
import GRDB

/// How one sitting of a juror over an item ended, for one field.
package struct SittingAnswer: Hashable, Sendable {
  package var item: ItemID
  package var juror: String
  /// The sitting's number, from 1.
  package var sitting: Int
  package var ending: Ending
  /// The label that the verdict gives the field; nil without a verdict, and where the field was not
  /// asked.
  package var value: FieldValue?
  /// How probable the juror held each choice of the field, where it said so.
  package var probabilities: ChoiceProbabilities?

  package init(
    item: ItemID,
    juror: String,
    sitting: Int,
    ending: Ending,
    value: FieldValue?,
    probabilities: ChoiceProbabilities? = nil
  ) {
    self.item = item
    self.juror = juror
    self.sitting = sitting
    self.ending = ending
    self.value = value
    self.probabilities = probabilities
  }

  /// What became of the last attempt.
  package enum Ending: String, Hashable, Sendable, CaseIterable {
    case verdict, refused, unparsable, failed
  }
}

extension Project {
  /// Hands over the sittings of the jury in force as they ended, by item, juror and sitting: the
  /// verdict, or else the last attempt.
  ///
  /// Jurors who were told stage one are left out of its fields.
  package func forEachSitting(
    of field: FieldID,
    _ body: (SittingAnswer) -> Void
  ) throws(StoreError) {
    guard let stage = guideline.guideline.stage(of: field) else { return }
    try read { db in
      let jurors = try JurorRows.all(db).filter { stage == .two || $0.asking.mode != .stageTwo }
      let sittings = try Row.fetchCursor(
        db,
        sql: """
          SELECT key, juror, sitting, outcome, labels -> ?1, probabilities -> ?1 FROM (
            SELECT r.item, item.key, r.juror, r.sitting, r.outcome, r.probabilities,
              \(stage == .one ? "r.stage_one" : "r.stage_two") AS labels,
              row_number() OVER (
                PARTITION BY r.item, r.juror, r.sitting
                ORDER BY r.outcome = 'verdict' DESC, r.attempt DESC
              ) AS place
            FROM review AS r JOIN item ON item.id = r.item
            WHERE \(ItemRows.isInBenchmark) AND r.juror IN (SELECT value FROM json_each(?2))
          )
          WHERE place = 1 ORDER BY item, juror, sitting
          """,
        arguments: [field, ValuesJSON.text(of: jurors.map(\.name))]
      )
      while let row = try sittings.next() {
        body(
          SittingAnswer(
            item: row[0],
            juror: row[1],
            sitting: row[2],
            ending: SittingAnswer.Ending(rawValue: row[3]) ?? .failed,
            value: try (row[4] as String?).map(ValuesJSON.value),
            probabilities: try (row[5] as String?).map {
              try CodedJSON.value(ChoiceProbabilities.self, $0)
            }
          )
        )
      }
    }
  }
}
