extension SchemaOne {
  /// The labels of record, and what stands in the way of the others.
  ///
  /// Decisions form chains as annotations do. A dispute is derived and may be worked out again.
  static let deciding: [String] = [
    """
    CREATE TABLE decision (
      id INTEGER PRIMARY KEY,
      item INTEGER NOT NULL REFERENCES item(id),
      field TEXT NOT NULL CHECK (field <> ''),
      value TEXT CHECK (iif(value IS NULL, 1, json_valid(value))),
      how TEXT NOT NULL
        CHECK (how IN ('unanimous', 'jury_confirmed', 'majority', 'adjudicated')),
      annotations TEXT NOT NULL CHECK (\(isJSON("annotations", "array"))),
      reviews TEXT NOT NULL CHECK (\(isJSON("reviews", "array"))),
      decided_by INTEGER REFERENCES person(id),
      reason TEXT CHECK (trim(reason) <> ''),
      dispute TEXT CHECK (iif(dispute IS NULL, 1, json_valid(dispute))),
      jury_revealed INTEGER CHECK (jury_revealed IN (0, 1)),
      supersedes INTEGER UNIQUE REFERENCES decision(id) CHECK (supersedes < id),
      at INTEGER NOT NULL,
      CHECK ((how = 'adjudicated') = (decided_by IS NOT NULL)),
      CHECK ((how = 'adjudicated') = (reason IS NOT NULL)),
      CHECK ((how = 'adjudicated') = (dispute IS NOT NULL)),
      CHECK ((how = 'adjudicated') = (jury_revealed IS NOT NULL))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX decision_root ON decision (item, field) WHERE supersedes IS NULL",
    "CREATE INDEX decision_chain ON decision (item, field)",
    """
    CREATE TRIGGER decision_keeps_its_chain BEFORE INSERT ON decision
    WHEN NEW.supersedes IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM decision AS earlier
      WHERE earlier.id = NEW.supersedes AND earlier.item = NEW.item
        AND earlier.field = NEW.field
    )
    BEGIN
      SELECT RAISE(ABORT, 'a decision supersedes one of the same item and field');
    END
    """,
    """
    CREATE TABLE dispute (
      item INTEGER NOT NULL REFERENCES item(id),
      field TEXT NOT NULL CHECK (field <> ''),
      kind TEXT NOT NULL CHECK (kind IN ('humans_differ', 'jury_disagrees', 'jury_split',
        'jury_short', 'too_few_raters', 'awaits')),
      body TEXT NOT NULL CHECK (json_valid(body)),
      at INTEGER NOT NULL,
      PRIMARY KEY (item, field)
    ) STRICT, WITHOUT ROWID
    """,
  ]

  /// Measured agreement, as it was at a moment.
  static let agreement: [String] = [
    """
    CREATE TABLE agreement_run (
      id INTEGER PRIMARY KEY,
      note TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE agreement_value (
      run INTEGER NOT NULL REFERENCES agreement_run(id),
      field TEXT NOT NULL,
      stratum TEXT NOT NULL,
      raters TEXT NOT NULL,
      coefficient TEXT NOT NULL,
      value REAL,
      undefined TEXT,
      items INTEGER NOT NULL CHECK (items >= 0),
      rater_count INTEGER NOT NULL CHECK (rater_count >= 0),
      ratings INTEGER NOT NULL CHECK (ratings >= 0),
      PRIMARY KEY (run, field, stratum, raters, coefficient),
      CHECK ((value IS NULL) <> (undefined IS NULL))
    ) STRICT, WITHOUT ROWID
    """,
  ]
}
