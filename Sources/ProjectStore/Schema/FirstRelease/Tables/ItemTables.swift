/// Items, and what makes some of them special.
enum ItemTables {
  static let all = [
    // One row for each import that came to its end. `last_item` is the largest row id of an item by
    // then: items beyond the last import's are of one that is under way, or was cut short.
    """
    CREATE TABLE import (
      id INTEGER PRIMARY KEY,
      file TEXT NOT NULL,
      sha256 TEXT NOT NULL CHECK (sha256 <> ''),
      added INTEGER NOT NULL CHECK (added >= 0),
      unchanged INTEGER NOT NULL CHECK (unchanged >= 0),
      last_item INTEGER NOT NULL CHECK (last_item >= 0),
      at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX import_last_item ON import (last_item)",
    // The program that imports now. `alive_at` moves on with every chunk.
    """
    CREATE TABLE import_claim (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      token TEXT NOT NULL CHECK (token <> ''),
      host TEXT NOT NULL,
      process INTEGER NOT NULL,
      alive_at INTEGER NOT NULL
    ) STRICT
    """,
    // The items, those of an unfinished import too. All others read the view `item`.
    """
    CREATE TABLE stored_item (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE CHECK (key <> ''),
      language TEXT NOT NULL CHECK (language <> ''),
      question TEXT NOT NULL,
      answer TEXT NOT NULL,
      source TEXT,
      model TEXT,
      line INTEGER NOT NULL CHECK (line > 0),
      UNIQUE (language, id)
    ) STRICT
    """,
    // Items whose labels are known. A training item is no part of the benchmark.
    """
    CREATE TABLE reference (
      item INTEGER PRIMARY KEY REFERENCES stored_item(id),
      purpose TEXT NOT NULL CHECK (purpose IN ('training', 'gold')),
      labels TEXT NOT NULL CHECK (json_valid(labels) AND json_type(labels) = 'object'),
      why TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX reference_by_purpose ON reference (purpose, item)",
    // Items of which the last stage alone is labelled, under a criterion; no part of the benchmark either.
    """
    CREATE TABLE single_stage (
      item INTEGER PRIMARY KEY REFERENCES stored_item(id),
      criterion TEXT NOT NULL CHECK (criterion <> ''),
      at INTEGER NOT NULL
    ) STRICT
    """,
  ]
}
