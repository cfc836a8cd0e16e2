extension SchemaOne {
  /// What annotators said, and what they are about to say.
  ///
  /// For each item, person and stage the annotations form one chain that cannot fork: one root, and
  /// at most one successor of each. The last of a chain is in force.
  static let annotating: [String] = [
    """
    CREATE TABLE annotation (
      id INTEGER PRIMARY KEY,
      item INTEGER NOT NULL,
      person INTEGER NOT NULL,
      stage INTEGER NOT NULL CHECK (stage IN (1, 2)),
      act TEXT NOT NULL CHECK (act IN ('commit', 'withdraw', 'skip')),
      labels TEXT CHECK (\(isJSON("labels", "object"))),
      criterion TEXT,
      set_aside INTEGER CHECK (set_aside IN (0, 1)),
      next TEXT CHECK (next IN ('stage_two', 'waits', 'done')),
      reason TEXT,
      supersedes INTEGER UNIQUE REFERENCES annotation(id) CHECK (supersedes < id),
      at INTEGER NOT NULL,
      FOREIGN KEY (item, person) REFERENCES assignment(item, person),
      CHECK ((act = 'commit') = (labels IS NOT NULL)),
      CHECK ((act = 'commit') = (next IS NOT NULL)),
      CHECK ((act = 'commit') = (set_aside IS NOT NULL)),
      CHECK (set_aside IS NULL OR (set_aside = 1) = (criterion IS NULL)),
      CHECK (act = 'commit' OR criterion IS NULL),
      CHECK ((act = 'skip') = (reason IS NOT NULL)),
      CHECK (act <> 'withdraw' OR supersedes IS NOT NULL),
      CHECK (stage = 1 OR next IS NULL OR next = 'done')
    ) STRICT
    """,
    "CREATE UNIQUE INDEX annotation_root ON annotation (item, person, stage) "
      + "WHERE supersedes IS NULL",
    "CREATE INDEX annotation_chain ON annotation (item, person, stage)",
    "CREATE INDEX annotation_undo ON annotation (person) WHERE act <> 'withdraw'",
    "CREATE INDEX annotation_completed ON annotation (person, at) WHERE next = 'done'",
    """
    CREATE TRIGGER annotation_keeps_its_chain BEFORE INSERT ON annotation
    WHEN NEW.supersedes IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM annotation AS earlier
      WHERE earlier.id = NEW.supersedes AND earlier.item = NEW.item
        AND earlier.person = NEW.person AND earlier.stage = NEW.stage
        AND (NEW.act <> 'withdraw' OR earlier.act <> 'withdraw')
        AND (NEW.act <> 'skip' OR earlier.act = 'withdraw')
    )
    BEGIN
      SELECT RAISE(ABORT, 'an annotation supersedes one of the same item, person and stage');
    END
    """,
    """
    CREATE TRIGGER annotation_keeps_its_order BEFORE INSERT ON annotation
    WHEN CASE
        WHEN NEW.stage = 2 THEN NOT EXISTS (\(standing(stage: 1)))
        ELSE EXISTS (\(standing(stage: 2)))
      END
    BEGIN
      SELECT RAISE(ABORT, 'stage two stands on a stage one in force');
    END
    """,
    """
    CREATE TABLE draft (
      item INTEGER NOT NULL,
      person INTEGER NOT NULL,
      stage INTEGER NOT NULL CHECK (stage IN (1, 2)),
      body TEXT NOT NULL CHECK (\(isJSON("body", "object"))),
      at INTEGER NOT NULL,
      PRIMARY KEY (person, item, stage),
      FOREIGN KEY (item, person) REFERENCES assignment(item, person)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE flag (
      id INTEGER PRIMARY KEY,
      item INTEGER NOT NULL REFERENCES item(id),
      person INTEGER NOT NULL REFERENCES person(id),
      comment TEXT NOT NULL CHECK (trim(comment) <> ''),
      at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX flag_by_item ON flag (item, person)",
  ]

  /// A commit of the new row's item and person that is in force.
  private static func standing(stage: Int) -> String {
    """
    SELECT 1 FROM annotation AS a
          WHERE a.item = NEW.item AND a.person = NEW.person AND a.stage = \(stage)
            AND a.act = 'commit'
            AND NOT EXISTS (SELECT 1 FROM annotation AS s WHERE s.supersedes = a.id)
    """
  }

  /// Where an annotator stands with an item follows from what they said last.
  static let work: [String] = [
    """
    CREATE TRIGGER annotation_moves_work AFTER INSERT ON annotation
    BEGIN
      UPDATE assignment
      SET state = CASE NEW.act
          WHEN 'skip' THEN 'skipped'
          WHEN 'withdraw' THEN iif(NEW.stage = 2, 'started', 'open')
          ELSE CASE NEW.next
            WHEN 'done' THEN 'done' WHEN 'waits' THEN 'waiting' ELSE 'started' END
        END
      WHERE item = NEW.item AND person = NEW.person;
    END
    """
  ]
}
