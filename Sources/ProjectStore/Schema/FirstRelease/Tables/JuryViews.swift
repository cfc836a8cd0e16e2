/// The jury in force, what it owes, and what it has said in full.
enum JuryViews {
  static let all = [
    """
    CREATE VIEW juror_in_force AS
    SELECT * FROM juror WHERE jury = (SELECT max(id) FROM jury)
    """,
    "CREATE VIEW verdict AS SELECT * FROM review WHERE outcome = 'verdict'",
    // The verdicts that count: those of the jury in force.
    """
    CREATE VIEW verdict_in_force AS
    SELECT * FROM verdict WHERE juror IN (SELECT name FROM juror_in_force)
    """,
    // The trials that a juror owes and that may be asked for now.
    """
    CREATE VIEW trial_to_ask AS
    SELECT * FROM jury_queue AS q
    WHERE NOT EXISTS (SELECT 1 FROM batch_waiting AS w
      WHERE w.item = q.item AND w.juror = q.juror AND w.trial = q.trial)
    """,
    // The trials that a juror owes and still has attempts for, in a batch or not.
    """
    CREATE VIEW trial_owed AS
    SELECT q.* FROM jury_queue AS q
      JOIN juror_in_force AS j ON j.name = q.juror AND q.attempts < j.attempts
    """,
    // The trials of the jury in force that have neither a verdict nor a refusal, of every item, with
    // the attempts that were made.
    """
    CREATE VIEW unanswered_trial AS
    SELECT item.id AS item, t.juror, t.trial,
      (SELECT coalesce(max(r.attempt), 0) FROM review AS r
        WHERE r.item = item.id AND r.juror = t.juror AND r.trial = t.trial) AS attempts
    FROM item CROSS JOIN juror_trial AS t
    WHERE t.jury = (SELECT max(id) FROM jury)
      AND NOT EXISTS (SELECT 1 FROM review AS r
        WHERE r.item = item.id AND r.juror = t.juror AND r.trial = t.trial
          AND r.outcome IN ('verdict', 'refused'))
    """,
    // Items of which every juror of the jury in force has said what they will, and one gave a verdict.
    """
    CREATE VIEW reviewed_item AS
    SELECT item.id AS item FROM item
    WHERE EXISTS (SELECT 1 FROM verdict_in_force AS v WHERE v.item = item.id)
      AND NOT EXISTS (SELECT 1 FROM trial_owed AS o WHERE o.item = item.id)
    """,
    // Those of them whose annotators may be shown what the jury says, as far as the guideline lets them.
    // Items whose labels are known and those of a single stage have nothing to show.
    """
    CREATE VIEW showable_item AS
    SELECT item FROM reviewed_item AS r
    WHERE NOT EXISTS (SELECT 1 FROM reference WHERE reference.item = r.item)
      AND NOT EXISTS (SELECT 1 FROM single_stage WHERE single_stage.item = r.item)
    """,
  ]
}
