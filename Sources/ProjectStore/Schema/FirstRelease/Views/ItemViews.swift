/// What items are to the benchmark, and which assignments are special.
enum ItemViews {
  static let all = [
    // The items of imports that came to their end. The plus sign keeps this condition out of the choice
    // of an index: statements are carried out as they would be on the table.
    """
    CREATE VIEW item AS
    SELECT * FROM stored_item WHERE +id <= (SELECT max(last_item) FROM import)
    """,
    "CREATE VIEW training_item AS SELECT item FROM reference WHERE purpose = 'training'",
    // The items of the benchmark: those of training and those of a single stage are none of them.
    """
    CREATE VIEW benchmark_item AS
    SELECT * FROM item
    WHERE NOT EXISTS (SELECT 1 FROM training_item WHERE training_item.item = item.id)
      AND NOT EXISTS (SELECT 1 FROM single_stage WHERE single_stage.item = item.id)
    """,
    "CREATE VIEW single_stage_item AS SELECT * FROM item WHERE id IN (SELECT item FROM single_stage)",
    // The languages of the items: one step into an index for each, however many items there are.
    """
    CREATE VIEW item_language AS
    WITH RECURSIVE found(language) AS (
      SELECT min(language) FROM item
      UNION ALL
      SELECT (SELECT min(language) FROM item WHERE item.language > found.language)
      FROM found WHERE found.language IS NOT NULL)
    SELECT language FROM found WHERE language IS NOT NULL
    """,
    """
    CREATE VIEW unfinished_assignment AS
    SELECT * FROM assignment WHERE state IN ('open', 'started', 'waiting')
    """,
    """
    CREATE VIEW training_assignment AS
    SELECT assignment.* FROM training_item JOIN assignment ON assignment.item = training_item.item
    """,
  ]
}
