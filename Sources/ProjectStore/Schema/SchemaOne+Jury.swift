extension SchemaOne {
  /// The jury, and what it said.
  ///
  /// A jury is a set of jurors; the latest one is in force.
  static let jury: [String] = [
    """
    CREATE TABLE jury (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE juror (
      jury INTEGER NOT NULL REFERENCES jury(id),
      name TEXT NOT NULL CHECK (trim(name) <> ''),
      configuration TEXT NOT NULL CHECK (\(isJSON("configuration", "object"))),
      PRIMARY KEY (jury, name)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX juror_by_name ON juror (name)",
    """
    CREATE TABLE review (
      id INTEGER PRIMARY KEY,
      item INTEGER NOT NULL REFERENCES item(id),
      jury INTEGER NOT NULL,
      juror TEXT NOT NULL,
      attempt INTEGER NOT NULL CHECK (attempt > 0),
      outcome TEXT NOT NULL CHECK (outcome IN ('verdict', 'refused', 'unparsable', 'failed')),
      stage_one TEXT CHECK (\(isJSON("stage_one", "object"))),
      criterion TEXT,
      stage_two TEXT CHECK (\(isJSON("stage_two", "object"))),
      stage_two_criterion TEXT,
      reason TEXT,
      raw_reply TEXT,
      prompt_hash TEXT NOT NULL,
      reported_model TEXT,
      latency_ms INTEGER NOT NULL CHECK (latency_ms >= 0),
      prompt_tokens INTEGER CHECK (prompt_tokens >= 0),
      completion_tokens INTEGER CHECK (completion_tokens >= 0),
      at INTEGER NOT NULL,
      UNIQUE (item, juror, attempt),
      FOREIGN KEY (jury, juror) REFERENCES juror(jury, name),
      CHECK ((outcome = 'verdict') = (stage_one IS NOT NULL)),
      CHECK ((outcome = 'verdict') = (reason IS NULL)),
      CHECK ((stage_two IS NULL) = (stage_two_criterion IS NULL)),
      CHECK (stage_one IS NOT NULL OR (stage_two IS NULL AND criterion IS NULL))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX review_one_verdict ON review (item, juror) WHERE outcome = 'verdict'",
    "CREATE INDEX review_outcomes ON review (juror, outcome)",
    // The items that a juror of the jury in force owes a verdict, kept by triggers.
    """
    CREATE TABLE jury_queue (
      item INTEGER NOT NULL REFERENCES item(id),
      juror TEXT NOT NULL,
      attempts INTEGER NOT NULL CHECK (attempts >= 0),
      PRIMARY KEY (item, juror)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX jury_queue_next ON jury_queue (juror, attempts, item)",
    """
    CREATE TRIGGER review_settles_queue AFTER INSERT ON review
    BEGIN
      DELETE FROM jury_queue
        WHERE item = NEW.item AND juror = NEW.juror AND NEW.outcome IN ('verdict', 'refused');
      UPDATE jury_queue SET attempts = max(attempts, NEW.attempt)
        WHERE item = NEW.item AND juror = NEW.juror;
    END
    """,
    """
    CREATE TRIGGER jury_replaces_the_last AFTER INSERT ON jury
    BEGIN
      DELETE FROM jury_queue;
    END
    """,
    """
    CREATE TRIGGER juror_queues_ready_items AFTER INSERT ON juror
    WHEN NEW.jury = (SELECT max(id) FROM jury)
    BEGIN
      INSERT INTO jury_queue
      SELECT readiness.item, NEW.name, \(attempts(item: "readiness.item", juror: "NEW.name"))
      FROM readiness
      WHERE ready = 1 AND NOT \(answered(item: "readiness.item", juror: "NEW.name"));
    END
    """,
  ]

  /// How far the people who have an item are with it, for each item with an assignment.
  ///
  /// An item is ready when nobody is at work on it and somebody finished what they can.
  static let readiness: [String] = [
    """
    CREATE TABLE readiness (
      item INTEGER PRIMARY KEY REFERENCES item(id),
      working INTEGER NOT NULL CHECK (working >= 0),
      finished INTEGER NOT NULL CHECK (finished >= 0),
      ready INTEGER NOT NULL GENERATED ALWAYS AS (working = 0 AND finished > 0) STORED,
      settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX readiness_to_decide ON readiness (item) WHERE ready = 1 AND settled = 0",
    "CREATE INDEX readiness_ready ON readiness (item) WHERE ready = 1",
    """
    CREATE TRIGGER assignment_readies_insert AFTER INSERT ON assignment
    BEGIN
      INSERT INTO readiness (item, working, finished)
        VALUES (NEW.item, \(isWorking("NEW")), \(isFinished("NEW")))
        ON CONFLICT DO UPDATE SET
          working = working + \(isWorking("NEW")), finished = finished + \(isFinished("NEW"));
    END
    """,
    """
    CREATE TRIGGER assignment_readies_update AFTER UPDATE OF state ON assignment
    WHEN OLD.state <> NEW.state
    BEGIN
      UPDATE readiness SET
        working = working + (\(isWorking("NEW"))) - (\(isWorking("OLD"))),
        finished = finished + (\(isFinished("NEW"))) - (\(isFinished("OLD")))
      WHERE item = NEW.item;
    END
    """,
    """
    CREATE TRIGGER readiness_queues AFTER UPDATE ON readiness
    WHEN NEW.ready = 1 AND OLD.ready = 0
    BEGIN
      INSERT INTO jury_queue
      SELECT NEW.item, juror.name, \(attempts(item: "NEW.item", juror: "juror.name"))
      FROM juror
      WHERE juror.jury = (SELECT max(id) FROM jury)
        AND NOT \(answered(item: "NEW.item", juror: "juror.name"));
    END
    """,
    """
    CREATE TRIGGER readiness_unqueues AFTER UPDATE ON readiness
    WHEN NEW.ready = 0 AND OLD.ready = 1
    BEGIN
      DELETE FROM jury_queue WHERE item = NEW.item;
    END
    """,
  ]

  static func isWorking(_ row: String) -> String {
    "(\(row).state IN ('open', 'started'))"
  }

  static func isFinished(_ row: String) -> String {
    "(\(row).state IN ('waiting', 'done'))"
  }

  private static func attempts(item: String, juror: String) -> String {
    "(SELECT coalesce(max(attempt), 0) FROM review "
      + "WHERE review.item = \(item) AND review.juror = \(juror))"
  }

  private static func answered(item: String, juror: String) -> String {
    "EXISTS (SELECT 1 FROM review WHERE review.item = \(item) AND review.juror = \(juror) "
      + "AND review.outcome IN ('verdict', 'refused'))"
  }
}
