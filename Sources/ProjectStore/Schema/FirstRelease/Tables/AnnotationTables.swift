/// What annotators said, and what they are about to say.
enum AnnotationTables {
  static let all = [
    // For each item, person and stage the annotations form one chain that cannot fork: one root, and
    // at most one successor of each. The last of a chain is in force. A commit of a later stage names
    // the commit of the stage before that it stands on.
    """
    CREATE TABLE annotation (
      id INTEGER PRIMARY KEY,
      item INTEGER NOT NULL,
      person INTEGER NOT NULL,
      stage INTEGER NOT NULL CHECK (stage > 0),
      act TEXT NOT NULL CHECK (act IN ('commit', 'withdraw', 'skip')),
      labels TEXT CHECK (labels IS NULL OR json_valid(labels) AND json_type(labels) = 'object'),
      criterion TEXT,
      next TEXT CHECK (next IN ('next_stage', 'waits', 'done')),
      reason TEXT CHECK (trim(reason) <> ''),
      active_ms INTEGER CHECK (active_ms >= 0),
      read_percent INTEGER CHECK (read_percent BETWEEN 0 AND 100),
      guideline INTEGER NOT NULL REFERENCES guideline(id),
      stands_on INTEGER REFERENCES annotation(id) CHECK (stands_on < id),
      supersedes INTEGER UNIQUE REFERENCES annotation(id) CHECK (supersedes < id),
      at INTEGER NOT NULL,
      FOREIGN KEY (item, person) REFERENCES assignment(item, person),
      CHECK ((act = 'commit') = (labels IS NOT NULL)),
      CHECK ((act = 'commit') = (next IS NOT NULL)),
      CHECK (act = 'commit' OR criterion IS NULL),
      CHECK ((act = 'skip') = (reason IS NOT NULL)),
      CHECK (act <> 'withdraw' OR supersedes IS NOT NULL),
      CHECK ((act = 'commit' AND stage > 1) = (stands_on IS NOT NULL))
    ) STRICT
    """,
    """
    CREATE UNIQUE INDEX annotation_root ON annotation (item, person, stage)
    WHERE supersedes IS NULL
    """,
    "CREATE INDEX annotation_chain ON annotation (item, person, stage)",
    "CREATE INDEX annotation_undo ON annotation (person) WHERE act <> 'withdraw'",
    "CREATE INDEX annotation_completed ON annotation (person, at) WHERE next = 'done'",
    """
    CREATE TABLE draft (
      item INTEGER NOT NULL,
      person INTEGER NOT NULL,
      stage INTEGER NOT NULL CHECK (stage > 0),
      body TEXT NOT NULL CHECK (json_valid(body) AND json_type(body) = 'object'),
      active_ms INTEGER NOT NULL CHECK (active_ms >= 0),
      read_percent INTEGER CHECK (read_percent BETWEEN 0 AND 100),
      at INTEGER NOT NULL,
      PRIMARY KEY (person, item, stage),
      FOREIGN KEY (item, person) REFERENCES assignment(item, person)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE flag (
      id INTEGER PRIMARY KEY,
      item INTEGER NOT NULL REFERENCES stored_item(id),
      person INTEGER NOT NULL REFERENCES person(id),
      comment TEXT NOT NULL CHECK (trim(comment) <> ''),
      at INTEGER NOT NULL
    ) STRICT
    """,
    // Whether a person can read a script in a terminal, as they said of a line that was shown.
    """
    CREATE TABLE reading_check (
      id INTEGER PRIMARY KEY,
      person INTEGER NOT NULL REFERENCES person(id),
      script TEXT NOT NULL CHECK (script <> ''),
      terminal TEXT NOT NULL CHECK (terminal <> ''),
      answer TEXT NOT NULL
        CHECK (answer IN ('reorder', 'reorder+shape', 'terminal', 'as-written', 'visual', 'none')),
      at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX reading_check_by_person ON reading_check (person, id)",
    "CREATE INDEX flag_by_item ON flag (item, person)",
    "CREATE INDEX flag_by_person ON flag (person, item)",
    // Labels that were given with another tool. They are measured with the others and decide nothing.
    """
    CREATE TABLE outside_label (
      item INTEGER NOT NULL REFERENCES stored_item(id),
      person INTEGER NOT NULL REFERENCES person(id),
      field TEXT NOT NULL CHECK (field <> ''),
      value TEXT NOT NULL CHECK (json_valid(value)),
      given_at INTEGER NOT NULL,
      file TEXT NOT NULL CHECK (file <> ''),
      place TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (item, person, field)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX outside_label_by_field ON outside_label (field)",
  ]
}
