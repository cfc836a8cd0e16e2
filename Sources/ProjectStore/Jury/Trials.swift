package import AnnotationCore
import GRDB

/// How one trial of a juror over an item ended, for one field.
package struct TrialAnswer: Hashable, Sendable {
  package var item: ItemID
  package var juror: String
  /// The trial's number, from 1.
  package var trial: Int
  package var ending: Ending
  /// The label that the verdict gives the field; nil without a verdict, and where the field was not
  /// asked.
  package var value: FieldValue?
  /// How probable the juror held each choice of the field, where it said so.
  package var probabilities: ChoiceProbabilities?

  package init(
    item: ItemID,
    juror: String,
    trial: Int,
    ending: Ending,
    value: FieldValue?,
    probabilities: ChoiceProbabilities? = nil
  ) {
    self.item = item
    self.juror = juror
    self.trial = trial
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
  /// Hands over the trials of the jury in force as they ended, by item, juror and trial: the
  /// verdict, or else the last attempt.
  ///
  /// Jurors who were told stage one are left out of its fields.
  package func forEachTrial(
    of field: FieldID,
    _ body: (TrialAnswer) -> Void
  ) throws(StoreError) {
    guard let stage = guideline.guideline.stage(of: field) else { return }
    try read { db in
      let jurors = try JurorRows.all(db).filter { stage == .two || $0.asking.mode != .stageTwo }
      let trials = try Row.fetchCursor(
        db,
        sql: """
          SELECT key, juror, trial, outcome, labels -> ?1, probabilities -> ?1 FROM (
            SELECT r.item, item.key, r.juror, r.trial, r.outcome, r.probabilities,
              \(stage == .one ? "r.stage_one" : "r.stage_two") AS labels,
              row_number() OVER (
                PARTITION BY r.item, r.juror, r.trial
                ORDER BY r.outcome = 'verdict' DESC, r.attempt DESC
              ) AS place
            FROM review AS r JOIN item ON item.id = r.item
            WHERE \(ItemRows.isInBenchmark) AND r.juror IN (SELECT value FROM json_each(?2))
          )
          WHERE place = 1 ORDER BY item, juror, trial
          """,
        arguments: [field, ValuesJSON.text(of: jurors.map(\.name))]
      )
      while let row = try trials.next() {
        body(
          TrialAnswer(
            item: row[0],
            juror: row[1],
            trial: row[2],
            ending: TrialAnswer.Ending(rawValue: row[3]) ?? .failed,
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
