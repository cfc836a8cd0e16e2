/// The team, and who labels what.
enum TeamTables {
  static let all = [
    """
    CREATE TABLE person (
      id INTEGER PRIMARY KEY,
      pseudonym TEXT NOT NULL UNIQUE CHECK (pseudonym <> ''),
      added_at INTEGER NOT NULL
    ) STRICT
    """,
    // What a person is called, is and may do: the last row of each is in force (`member`).
    """
    CREATE TABLE person_state (
      id INTEGER PRIMARY KEY,
      person INTEGER NOT NULL REFERENCES person(id),
      name TEXT NOT NULL CHECK (trim(name) <> ''),
      role TEXT NOT NULL CHECK (role IN ('annotator', 'lead', 'viewer')),
      languages TEXT NOT NULL CHECK (json_valid(languages) AND json_type(languages) = 'array'),
      system_user TEXT NOT NULL CHECK (system_user <> ''),
      groups TEXT NOT NULL CHECK (json_valid(groups) AND json_type(groups) = 'object'),
      is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
      changed_by TEXT NOT NULL CHECK (changed_by <> ''),
      reason TEXT CHECK (trim(reason) <> ''),
      at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX person_state_by_person ON person_state (person)",
    // The system user who owns the project: the last row is in force.
    """
    CREATE TABLE owner (
      id INTEGER PRIMARY KEY,
      system_user TEXT NOT NULL CHECK (system_user <> ''),
      at INTEGER NOT NULL
    ) STRICT
    """,
    // When an owner began to work under the name of somebody else.
    """
    CREATE TABLE acting (
      id INTEGER PRIMARY KEY,
      system_user TEXT NOT NULL CHECK (system_user <> ''),
      person INTEGER NOT NULL REFERENCES person(id),
      at INTEGER NOT NULL
    ) STRICT
    """,
    // At most one session of a person writes.
    """
    CREATE TABLE session (
      person INTEGER PRIMARY KEY REFERENCES person(id),
      token TEXT NOT NULL CHECK (token <> ''),
      host TEXT NOT NULL,
      boot TEXT NOT NULL,
      process INTEGER NOT NULL,
      started INTEGER NOT NULL,
      since INTEGER NOT NULL,
      wanted_by TEXT CHECK (wanted_by <> token)
    ) STRICT
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
    // A training that was not passed and begins anew: what was said up to an annotation no longer counts.
    """
    CREATE TABLE training_restart (
      id INTEGER PRIMARY KEY,
      person INTEGER NOT NULL REFERENCES person(id),
      follows INTEGER NOT NULL REFERENCES annotation(id),
      at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX training_restart_by_person ON training_restart (person, follows)",
    // The language is the item's own (its foreign key sees to that) and stands here so that the next
    // item and the counts of a person come from one index each. Positions are a person's own, whatever
    // the language. A third index would make assigning a million items a quarter slower.
    """
    CREATE TABLE assignment (
      item INTEGER NOT NULL,
      person INTEGER NOT NULL REFERENCES person(id),
      language TEXT NOT NULL,
      position INTEGER NOT NULL CHECK (position > 0),
      state TEXT NOT NULL DEFAULT 'open'
        CHECK (state IN ('open', 'started', 'waiting', 'done', 'skipped')),
      at INTEGER NOT NULL,
      PRIMARY KEY (item, person),
      FOREIGN KEY (language, item) REFERENCES stored_item(language, id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE UNIQUE INDEX assignment_queue ON assignment (person, language, state, position)
    """,
    // How many assignments of each kind there are, kept by triggers: a count costs one row.
    """
    CREATE TABLE assignment_count (
      person INTEGER NOT NULL REFERENCES person(id),
      language TEXT NOT NULL,
      state TEXT NOT NULL,
      items INTEGER NOT NULL CHECK (items >= 0),
      PRIMARY KEY (person, language, state)
    ) STRICT, WITHOUT ROWID
    """,
    // How far the people who have an item are with it, kept by triggers from the moment when the first
    // of them says something about it. An item is ready when nobody is at work on it and somebody
    // finished what they can; it is settled when all of it is decided.
    """
    CREATE TABLE readiness (
      item INTEGER PRIMARY KEY REFERENCES stored_item(id),
      working INTEGER NOT NULL CHECK (working >= 0),
      finished INTEGER NOT NULL CHECK (finished >= 0),
      ready INTEGER NOT NULL GENERATED ALWAYS AS (working = 0 AND finished > 0) STORED,
      settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX readiness_to_decide ON readiness (item) WHERE ready = 1 AND settled = 0",
    "CREATE INDEX readiness_ready ON readiness (item) WHERE ready = 1",
    "CREATE INDEX readiness_settled ON readiness (item) WHERE settled = 1",
  ]
}
