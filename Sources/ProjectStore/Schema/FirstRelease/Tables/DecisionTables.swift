/// The labels of record, and what stands in the way of the others.
enum DecisionTables {
  static let all = [
    // Decisions form chains as annotations do.
    """
    CREATE TABLE decision (
      id INTEGER PRIMARY KEY,
      item INTEGER NOT NULL REFERENCES stored_item(id),
      field TEXT NOT NULL CHECK (field <> ''),
      value TEXT CHECK (value IS NULL OR json_valid(value)),
      how TEXT NOT NULL
        CHECK (how IN ('unanimous', 'jury_confirmed', 'majority', 'adjudicated')),
      annotations TEXT NOT NULL
        CHECK (json_valid(annotations) AND json_type(annotations) = 'array'),
      reviews TEXT NOT NULL CHECK (json_valid(reviews) AND json_type(reviews) = 'array'),
      juror_weights TEXT
        CHECK (juror_weights IS NULL
          OR json_valid(juror_weights) AND json_type(juror_weights) = 'object'),
      decided_by INTEGER REFERENCES person(id),
      reason TEXT CHECK (trim(reason) <> ''),
      dispute TEXT CHECK (dispute IS NULL OR json_valid(dispute)),
      jury_revealed INTEGER CHECK (jury_revealed IN (0, 1)),
      supersedes INTEGER UNIQUE REFERENCES decision(id) CHECK (supersedes < id),
      at INTEGER NOT NULL,
      CHECK ((how = 'adjudicated') = (decided_by IS NOT NULL)),
      CHECK ((how = 'adjudicated') = (reason IS NOT NULL)),
      CHECK ((how = 'adjudicated') = (dispute IS NOT NULL)),
      CHECK ((how = 'adjudicated') = (jury_revealed IS NOT NULL)),
      CHECK (juror_weights IS NULL OR how = 'jury_confirmed')
    ) STRICT
    """,
    "CREATE UNIQUE INDEX decision_root ON decision (item, field) WHERE supersedes IS NULL",
    "CREATE INDEX decision_chain ON decision (item, field)",
    "CREATE INDEX decision_how ON decision (how)",
    // Derived: it may be worked out again.
    """
    CREATE TABLE dispute (
      item INTEGER NOT NULL REFERENCES stored_item(id),
      field TEXT NOT NULL CHECK (field <> ''),
      kind TEXT NOT NULL CHECK (kind IN ('humans_differ', 'jury_disagrees', 'jury_split',
        'jury_short', 'too_few_raters', 'awaits')),
      body TEXT NOT NULL CHECK (json_valid(body)),
      at INTEGER NOT NULL,
      PRIMARY KEY (item, field)
    ) STRICT, WITHOUT ROWID
    """,
  ]
}
