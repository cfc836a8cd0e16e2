extension SchemaOne {
  /// Who labels what, in which order, and where they stand with it.
  ///
  /// The language is the item's own (its foreign key sees to that) and stands here so that the
  /// next item and the counts of a person come from one index each.
  static let assigning: [String] = [
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
      UNIQUE (person, position),
      FOREIGN KEY (language, item) REFERENCES item(language, id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX assignment_queue ON assignment (person, language, state, position)",
    // How many assignments of each kind there are, kept by triggers: a count costs one row.
    """
    CREATE TABLE tally (
      person INTEGER NOT NULL REFERENCES person(id),
      language TEXT NOT NULL,
      state TEXT NOT NULL,
      items INTEGER NOT NULL CHECK (items >= 0),
      PRIMARY KEY (person, language, state)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TRIGGER assignment_counts_insert AFTER INSERT ON assignment
    BEGIN
      INSERT INTO tally VALUES (NEW.person, NEW.language, NEW.state, 1)
        ON CONFLICT DO UPDATE SET items = items + 1;
    END
    """,
    """
    CREATE TRIGGER assignment_counts_update AFTER UPDATE OF state ON assignment
    WHEN OLD.state <> NEW.state
    BEGIN
      UPDATE tally SET items = items - 1
        WHERE person = OLD.person AND language = OLD.language AND state = OLD.state;
      INSERT INTO tally VALUES (NEW.person, NEW.language, NEW.state, 1)
        ON CONFLICT DO UPDATE SET items = items + 1;
    END
    """,
    """
    CREATE TRIGGER assignment_stays_put BEFORE UPDATE OF item, person, language, position, at
    ON assignment
    BEGIN
      SELECT RAISE(ABORT, 'the table assignment keeps who has what: only its state changes');
    END
    """,
    """
    CREATE TRIGGER assignment_refuses_delete BEFORE DELETE ON assignment
    BEGIN
      SELECT RAISE(ABORT, 'the table assignment keeps who has what: DELETE is refused');
    END
    """,
  ]
}
