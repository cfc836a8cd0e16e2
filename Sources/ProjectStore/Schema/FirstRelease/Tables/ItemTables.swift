/// Items, and what makes some of them special.
enum ItemTables {
  static let all = [
    """
    CREATE TABLE import (
      id INTEGER PRIMARY KEY,
      file TEXT NOT NULL,
      sha256 TEXT NOT NULL CHECK (sha256 <> ''),
      added INTEGER NOT NULL CHECK (added >= 0),
      unchanged INTEGER NOT NULL CHECK (unchanged >= 0),
      at INTEGER NOT NULL
    ) STRICT
    """,
    // An import's row follows its items, since it counts them: its foreign key waits for the commit.
    """
    CREATE TABLE item (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE CHECK (key <> ''),
      language TEXT NOT NULL CHECK (language <> ''),
      question TEXT NOT NULL,
      answer TEXT NOT NULL,
      source TEXT,
      model TEXT,
      import_id INTEGER NOT NULL REFERENCES import(id) DEFERRABLE INITIALLY DEFERRED,
      line INTEGER NOT NULL CHECK (line > 0),
      UNIQUE (language, id)
    ) STRICT
    """,
    // Items whose labels are known. A training item is no part of the benchmark.
    """
    CREATE TABLE reference (
      item INTEGER PRIMARY KEY REFERENCES item(id),
      purpose TEXT NOT NULL CHECK (purpose IN ('training', 'gold')),
      labels TEXT NOT NULL CHECK (json_valid(labels) AND json_type(labels) = 'object'),
      why TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX reference_by_purpose ON reference (purpose, item)",
    // Items that are labelled without stage one, under a criterion; no part of the benchmark either.
    """
    CREATE TABLE single_stage (
      item INTEGER PRIMARY KEY REFERENCES item(id),
      criterion TEXT NOT NULL CHECK (criterion <> ''),
      at INTEGER NOT NULL
    ) STRICT
    """,
  ]
}
