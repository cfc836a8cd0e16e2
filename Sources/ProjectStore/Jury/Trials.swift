package import AnnotationCore

/// How one trial of a juror over an item ended, for one field.
package struct TrialAnswer: Hashable, Sendable {
  package var item: ItemID
  package var juror: String
  /// The trial's number, from 1.
  package var trial: Int
  /// What became of the verdict, or else of the last attempt.
  package var ending: Review.Outcome.Kind
  /// The label that the verdict gives the field; nil without a verdict, and where the field was not
  /// asked.
  package var value: FieldValue?
  /// How probable the juror held each choice of the field, where it said so.
  package var probabilities: ChoiceProbabilities?

  package init(
    item: ItemID,
    juror: String,
    trial: Int,
    ending: Review.Outcome.Kind,
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
}

extension Project {
  /// Hands over the trials of the jury in force as they ended, by item, juror and trial: the
  /// verdict, or else the last attempt.
  ///
  /// Jurors who were told all stages but the last are left out of their fields.
  package func forEachTrial(
    of field: FieldID,
    _ body: (TrialAnswer) -> Void
  ) throws(StoreError) {
    guard let stage = guideline.guideline.stage(of: field) else { return }
    try read(.figures) { db in
      let jurors = try JurorRows.asked(stage, of: guideline.guideline, db)
      try db.each(
        """
        SELECT key, juror, trial, outcome, labels -> :place -> 'values' -> :field AS value,
          probabilities -> :field AS probabilities
        FROM (
          SELECT r.item, item.key, r.juror, r.trial, r.outcome, r.probabilities, r.labels,
            row_number() OVER (
              PARTITION BY r.item, r.juror, r.trial
              ORDER BY r.outcome = 'verdict' DESC, r.attempt DESC
            ) AS place
          FROM review AS r JOIN benchmark_item AS item ON item.id = r.item
          WHERE r.juror IN :jurors
        ) AS ended
        WHERE place = 1 ORDER BY item, juror, trial
        """,
        ["field": field, "place": stage.index, "jurors": List(jurors.map(\.name))]
      ) { row in
        let item: ItemID = try row["key"]
        body(
          TrialAnswer(
            item: item,
            juror: try row["juror"],
            trial: try row["trial"],
            ending: try row["outcome"],
            value: try row.label("value", of: field, on: item),
            probabilities: try row.decodedIfPresent("probabilities")
          )
        )
      }
    }
  }
}
