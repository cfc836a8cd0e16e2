/// The writers in force, and the answers that they owe.
enum AnswerViews {
  static let all = [
    """
    CREATE VIEW writer_in_force AS
    SELECT * FROM writer AS w
    WHERE NOT EXISTS (SELECT 1 FROM writer AS later WHERE later.name = w.name AND later.id > w.id)
    """,
    // The numbers of the answers that some writer gives to a question, from 1.
    """
    CREATE VIEW sample_number AS
    WITH RECURSIVE numbered(sample) AS (
      SELECT 1 UNION ALL
      SELECT sample + 1 FROM numbered WHERE sample < (SELECT max(samples) FROM writer))
    SELECT sample FROM numbered
    """,
    // The answers to every question that no writer in force has given or refused, with the attempts that
    // were made, and those that may be made.
    """
    CREATE VIEW missing_answer AS
    SELECT q.id AS question, w.name AS writer, n.sample,
      (SELECT coalesce(max(a.attempt), 0) FROM answer_attempt AS a
        WHERE a.question = q.id AND a.name = w.name AND a.sample = n.sample) AS attempts,
      w.attempts AS most_attempts
    FROM question AS q CROSS JOIN writer_in_force AS w CROSS JOIN sample_number AS n
    WHERE n.sample <= w.samples
      AND NOT EXISTS (SELECT 1 FROM answer_attempt AS a
        WHERE a.question = q.id AND a.name = w.name AND a.sample = n.sample
          AND a.outcome IN ('answered', 'refused'))
    """,
    // Those of them of which the writer has attempts left.
    "CREATE VIEW answer_owed AS SELECT * FROM missing_answer WHERE attempts < most_attempts",
  ]
}
