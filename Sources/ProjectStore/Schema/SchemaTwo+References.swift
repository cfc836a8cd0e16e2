extension SchemaTwo {
  /// Items whose labels are known.
  ///
  /// A training item is no part of the benchmark: it never gets a row in `readiness`, from which the
  /// jury and the decisions start. So an item becomes one before it is assigned, or not at all.
  static let references: [String] =
    [
      """
      CREATE TABLE reference (
        item INTEGER PRIMARY KEY REFERENCES item(id),
        purpose TEXT NOT NULL CHECK (purpose IN ('training', 'gold')),
        labels TEXT NOT NULL CHECK (\(SchemaOne.isJSON("labels", "object"))),
        why TEXT NOT NULL,
        at INTEGER NOT NULL
      ) STRICT
      """,
      "CREATE INDEX reference_training ON reference (item) WHERE purpose = 'training'",
      """
      CREATE TRIGGER reference_comes_before_work BEFORE INSERT ON reference
      WHEN NEW.purpose = 'training'
        AND EXISTS (SELECT 1 FROM assignment WHERE item = NEW.item)
      BEGIN
        SELECT RAISE(ABORT, 'an item becomes a training item before it is assigned');
      END
      """,
      """
      CREATE TABLE training_waiver (
        id INTEGER PRIMARY KEY,
        person INTEGER NOT NULL REFERENCES person(id),
        reason TEXT NOT NULL CHECK (trim(reason) <> ''),
        at INTEGER NOT NULL
      ) STRICT
      """,
      "CREATE INDEX training_waiver_by_person ON training_waiver (person)",
      "DROP TRIGGER assignment_readies_insert",
      """
      CREATE TRIGGER assignment_readies_insert AFTER INSERT ON assignment
      WHEN NOT EXISTS (SELECT 1 FROM reference WHERE item = NEW.item AND purpose = 'training')
      BEGIN
        INSERT INTO readiness (item, working, finished)
          VALUES (NEW.item, \(SchemaOne.isWorking("NEW")), \(SchemaOne.isFinished("NEW")))
          ON CONFLICT DO UPDATE SET
            working = working + \(SchemaOne.isWorking("NEW")),
            finished = finished + \(SchemaOne.isFinished("NEW"));
      END
      """,
    ] + SchemaOne.onlyAddedTo(["reference", "training_waiver", "guideline_seen"])
}
