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
    // The trials of which a juror has attempts left.
    """
    CREATE VIEW trial_owed AS
    SELECT t.* FROM unanswered_trial AS t
      JOIN juror_in_force AS j ON j.name = t.juror AND t.attempts < j.attempts
    """,
    // The items that wait for the jury: their annotators are done, or the jury comes first.
    """
    CREATE VIEW item_for_jury AS
    SELECT id AS item FROM benchmark_item
    WHERE EXISTS (SELECT 1 FROM readiness AS r WHERE r.item = benchmark_item.id AND r.ready = 1)
      OR (SELECT comes_first FROM jury_order) = 1
        AND EXISTS (SELECT 1 FROM assignment AS a WHERE a.item = benchmark_item.id)
    """,
    // What the queue holds once it is whole.
    """
    CREATE VIEW trial_due AS
    SELECT t.* FROM unanswered_trial AS t
    WHERE EXISTS (SELECT 1 FROM item_for_jury AS i WHERE i.item = t.item)
    """,
    // The trials in the queue that may be asked for now; all that there are once it is whole.
    """
    CREATE VIEW trial_to_ask AS
    SELECT q.* FROM jury_queue AS q
    WHERE NOT EXISTS (SELECT 1 FROM batch_waiting AS w
        WHERE w.item = q.item AND w.juror = q.juror AND w.trial = q.trial)
      AND EXISTS (SELECT 1 FROM juror_trial AS t
        WHERE t.jury = (SELECT max(id) FROM jury) AND t.juror = q.juror AND t.trial = q.trial)
      AND EXISTS (SELECT 1 FROM item_for_jury AS i WHERE i.item = q.item)
    """,
    // The batches that have all their lines.
    """
    CREATE VIEW written_batch AS
    SELECT * FROM batch
    WHERE EXISTS (SELECT 1 FROM batch_line AS l WHERE l.batch = batch.id AND l.line = batch.lines)
    """,
    // Items of which every juror of the jury in force has said what they will, and one gave a verdict.
    """
    CREATE VIEW reviewed_item AS
    SELECT item.id AS item FROM item
    WHERE EXISTS (SELECT 1 FROM verdict_in_force AS v WHERE v.item = item.id)
      AND NOT EXISTS (SELECT 1 FROM trial_owed AS o WHERE o.item = item.id)
    """,
    // Those of them whose annotators may be shown what the jury says, as far as the guideline lets them.
    // Items that are no part of the benchmark and those whose labels are known have nothing to show.
    """
    CREATE VIEW showable_item AS
    SELECT item FROM reviewed_item AS r
    WHERE EXISTS (SELECT 1 FROM benchmark_item AS b WHERE b.id = r.item)
      AND NOT EXISTS (SELECT 1 FROM reference WHERE reference.item = r.item)
    """,
  ]
}
