/// The project itself, and the versions of its guideline.
enum ProjectTables {
  static let all = [
    """
    CREATE TABLE project (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      uuid TEXT NOT NULL UNIQUE CHECK (uuid <> ''),
      created_at INTEGER NOT NULL
    ) STRICT
    """,
    // The last row is in force.
    """
    CREATE TABLE guideline (
      id INTEGER PRIMARY KEY,
      version TEXT NOT NULL CHECK (version <> ''),
      sha256 TEXT NOT NULL UNIQUE CHECK (sha256 <> ''),
      body TEXT NOT NULL CHECK (json_valid(body) AND json_type(body) = 'object'),
      source TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT
    """,
    // Who has read which version.
    """
    CREATE TABLE guideline_seen (
      person INTEGER NOT NULL REFERENCES person(id),
      guideline INTEGER NOT NULL REFERENCES guideline(id),
      at INTEGER NOT NULL,
      PRIMARY KEY (person, guideline)
    ) STRICT, WITHOUT ROWID
    """,
  ]
}
