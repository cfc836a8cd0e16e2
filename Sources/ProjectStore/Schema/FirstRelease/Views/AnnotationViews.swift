/// Which of the annotations count.
enum AnnotationViews {
  static let all = [
    // The last of each chain, unless it took the one before back.
    """
    CREATE VIEW annotation_in_force AS
    SELECT a.* FROM annotation AS a
    WHERE a.act <> 'withdraw'
      AND NOT EXISTS (SELECT 1 FROM annotation AS later WHERE later.supersedes = a.id)
    """,
    "CREATE VIEW commit_in_force AS SELECT * FROM annotation_in_force WHERE act = 'commit'",
    // The last annotation before a person was first shown something of an item's jury.
    """
    CREATE VIEW first_exposure AS
    SELECT item, person, min(follows) AS follows FROM exposure WHERE control = 0
    GROUP BY item, person
    """,
    // Commits that no jury influenced: of who was shown none those in force, of others what they had
    // committed before they were first shown it.
    """
    CREATE VIEW independent_commit AS
    SELECT a.* FROM annotation AS a
    WHERE a.act = 'commit' AND CASE
      WHEN EXISTS (SELECT 1 FROM exposure AS e
        WHERE e.item = a.item AND e.person = a.person AND e.control = 0)
      THEN a.id = (
        SELECT max(b.id) FROM annotation AS b
        WHERE b.item = a.item AND b.person = a.person AND b.stage = a.stage AND b.id <= (
          SELECT min(e.follows) FROM exposure AS e
          WHERE e.item = a.item AND e.person = a.person AND e.control = 0))
      ELSE NOT EXISTS (SELECT 1 FROM annotation AS later WHERE later.supersedes = a.id)
      END
    """,
    // Those of them that are no longer in force, of who was shown something.
    """
    CREATE VIEW commit_before_exposure AS
    SELECT a.* FROM independent_commit AS a
    WHERE EXISTS (SELECT 1 FROM annotation AS later WHERE later.supersedes = a.id)
    """,
  ]
}
