/// The sixth version: items that are labelled without stage one.
enum SchemaSix {
  /// Such an item is no part of the benchmark: like a training item it never gets a row in `readiness`,
  /// and so it becomes one before it is assigned, or not at all.
  static let all: [String] =
    [
      """
      CREATE TABLE single_stage (
        item INTEGER PRIMARY KEY REFERENCES item(id),
        criterion TEXT NOT NULL CHECK (criterion <> ''),
        at INTEGER NOT NULL
      ) STRICT
      """,
      """
      CREATE TRIGGER single_stage_comes_before_work BEFORE INSERT ON single_stage
      WHEN EXISTS (SELECT 1 FROM assignment WHERE item = NEW.item)
      BEGIN
        SELECT RAISE(ABORT, 'an item goes without stage one before it is assigned');
      END
      """,
      "DROP TRIGGER assignment_readies_insert",
      """
      CREATE TRIGGER assignment_readies_insert AFTER INSERT ON assignment
      WHEN NOT EXISTS (SELECT 1 FROM reference WHERE item = NEW.item AND purpose = 'training')
        AND NOT EXISTS (SELECT 1 FROM single_stage WHERE item = NEW.item)
      BEGIN
        INSERT INTO readiness (item, working, finished)
          VALUES (NEW.item, \(SchemaOne.isWorking("NEW")), \(SchemaOne.isFinished("NEW")))
          ON CONFLICT DO UPDATE SET
            working = working + \(SchemaOne.isWorking("NEW")),
            finished = finished + \(SchemaOne.isFinished("NEW"));
      END
      """,
    ] + SchemaOne.onlyAddedTo(["single_stage"])
}
