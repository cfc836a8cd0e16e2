/// The second version: time of work, search, sessions, guideline versions, training and gold.
enum SchemaTwo {
  static let all: [String] = time + search + sessions + guidelines + references

  /// How long people worked, and by which version of the guideline they judged.
  static let time: [String] = [
    "ALTER TABLE annotation ADD COLUMN active_ms INTEGER CHECK (active_ms >= 0)",
    "ALTER TABLE annotation ADD COLUMN guideline INTEGER REFERENCES guideline(id)",
    "ALTER TABLE draft ADD COLUMN active_ms INTEGER NOT NULL DEFAULT 0 CHECK (active_ms >= 0)",
    "CREATE INDEX flag_by_person ON flag (person, item)",
  ]

  /// Finding items by their words.
  ///
  /// The index holds trigrams of the items up to `indexed`; those beyond it are found by scanning.
  static let search: [String] = [
    """
    CREATE VIRTUAL TABLE item_text USING fts5(
      question, answer, content='item', content_rowid='id', tokenize='trigram', detail='none'
    )
    """,
    """
    CREATE TABLE search_state (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      indexed INTEGER NOT NULL CHECK (indexed >= 0)
    ) STRICT
    """,
    "INSERT INTO search_state VALUES (1, 0)",
  ]

  /// At most one session of a person writes.
  static let sessions: [String] = [
    """
    CREATE TABLE session (
      person INTEGER PRIMARY KEY REFERENCES person(id),
      token TEXT NOT NULL CHECK (token <> ''),
      host TEXT NOT NULL,
      process INTEGER NOT NULL,
      since INTEGER NOT NULL
    ) STRICT
    """
  ]

  /// Which version of the guideline each person has read.
  static let guidelines: [String] = [
    """
    CREATE TABLE guideline_seen (
      person INTEGER NOT NULL REFERENCES person(id),
      guideline INTEGER NOT NULL REFERENCES guideline(id),
      at INTEGER NOT NULL,
      PRIMARY KEY (person, guideline)
    ) STRICT, WITHOUT ROWID
    """
  ]
}
