/// The seventh version: jurors are asked in trials, and what was sent is kept with what came.
///
/// A juror may be asked about an item several times: in two languages, in two orders of the choices,
/// with several seeds. Each time is a trial with its own attempts and its own verdict.
enum SchemaSeven {
  static let all: [String] = trials + reviews + queue + prompts

  private static let trials =
    [
      """
      CREATE TABLE juror_trial (
        jury INTEGER NOT NULL,
        juror TEXT NOT NULL,
        trial INTEGER NOT NULL CHECK (trial > 0),
        PRIMARY KEY (jury, juror, trial),
        FOREIGN KEY (jury, juror) REFERENCES juror(jury, name)
      ) STRICT, WITHOUT ROWID
      """,
      "INSERT INTO juror_trial SELECT jury, name, 1 FROM juror",
    ] + SchemaOne.onlyAddedTo(["juror_trial"])

  /// The table `review` with its new columns; ids stay, since decisions name them.
  private static let reviews =
    [
      "DROP TRIGGER review_settles_queue",
      "DROP TRIGGER juror_queues_ready_items",
      "DROP TRIGGER readiness_queues",
      """
      CREATE TABLE sat_review (
        id INTEGER PRIMARY KEY,
        item INTEGER NOT NULL REFERENCES item(id),
        jury INTEGER NOT NULL,
        juror TEXT NOT NULL,
        trial INTEGER NOT NULL CHECK (trial > 0),
        attempt INTEGER NOT NULL CHECK (attempt > 0),
        outcome TEXT NOT NULL CHECK (outcome IN ('verdict', 'refused', 'unparsable', 'failed')),
        stage_one TEXT CHECK (\(SchemaOne.isJSON("stage_one", "object"))),
        criterion TEXT,
        stage_two TEXT CHECK (\(SchemaOne.isJSON("stage_two", "object"))),
        stage_two_criterion TEXT,
        reason TEXT,
        raw_reply TEXT,
        prompt_hash TEXT NOT NULL,
        request_hash TEXT,
        request_id TEXT,
        sends INTEGER NOT NULL DEFAULT 1 CHECK (sends >= 0),
        output TEXT,
        dropped TEXT NOT NULL DEFAULT '',
        cost INTEGER NOT NULL DEFAULT 0 CHECK (cost >= 0),
        reported_model TEXT,
        latency_ms INTEGER NOT NULL CHECK (latency_ms >= 0),
        prompt_tokens INTEGER CHECK (prompt_tokens >= 0),
        completion_tokens INTEGER CHECK (completion_tokens >= 0),
        probabilities TEXT CHECK (\(SchemaOne.isJSON("probabilities", "object"))),
        at INTEGER NOT NULL,
        UNIQUE (item, juror, trial, attempt),
        FOREIGN KEY (jury, juror) REFERENCES juror(jury, name),
        CHECK ((outcome = 'verdict') = (stage_one IS NOT NULL)),
        CHECK ((outcome = 'verdict') = (reason IS NULL)),
        CHECK ((stage_two IS NULL) = (stage_two_criterion IS NULL)),
        CHECK (stage_one IS NOT NULL OR (stage_two IS NULL AND criterion IS NULL))
      ) STRICT
      """,
      """
      INSERT INTO sat_review (id, item, jury, juror, trial, attempt, outcome, stage_one, criterion,
        stage_two, stage_two_criterion, reason, raw_reply, prompt_hash, reported_model,
        latency_ms, prompt_tokens, completion_tokens, at)
      SELECT id, item, jury, juror, 1, attempt, outcome, stage_one, criterion, stage_two,
        stage_two_criterion, reason, raw_reply, prompt_hash, reported_model, latency_ms, prompt_tokens,
        completion_tokens, at
      FROM review
      """,
      "DROP TABLE review",
      "ALTER TABLE sat_review RENAME TO review",
      """
      CREATE UNIQUE INDEX review_one_verdict ON review (item, juror, trial)
      WHERE outcome = 'verdict'
      """,
      "CREATE INDEX review_outcomes ON review (juror, outcome)",
      "CREATE INDEX review_request ON review (request_hash) WHERE outcome = 'verdict'",
    ] + SchemaOne.onlyAddedTo(["review"])

  /// The trials that a juror of the jury in force owes, kept by triggers.
  private static let queue = [
    """
    CREATE TABLE sat_queue (
      item INTEGER NOT NULL REFERENCES item(id),
      juror TEXT NOT NULL,
      trial INTEGER NOT NULL CHECK (trial > 0),
      attempts INTEGER NOT NULL CHECK (attempts >= 0),
      PRIMARY KEY (item, juror, trial)
    ) STRICT, WITHOUT ROWID
    """,
    "INSERT INTO sat_queue SELECT item, juror, 1, attempts FROM jury_queue",
    "DROP TRIGGER jury_replaces_the_last",
    "DROP TRIGGER readiness_unqueues",
    "DROP TABLE jury_queue",
    "ALTER TABLE sat_queue RENAME TO jury_queue",
    "CREATE INDEX jury_queue_next ON jury_queue (juror, attempts, item, trial)",
    """
    CREATE TRIGGER review_settles_queue AFTER INSERT ON review
    BEGIN
      DELETE FROM jury_queue
        WHERE item = NEW.item AND juror = NEW.juror AND trial = NEW.trial
          AND NEW.outcome IN ('verdict', 'refused');
      UPDATE jury_queue SET attempts = max(attempts, NEW.attempt)
        WHERE item = NEW.item AND juror = NEW.juror AND trial = NEW.trial;
    END
    """,
    """
    CREATE TRIGGER jury_replaces_the_last AFTER INSERT ON jury
    BEGIN
      DELETE FROM jury_queue;
    END
    """,
    """
    CREATE TRIGGER juror_queues_ready_items AFTER INSERT ON juror_trial
    WHEN NEW.jury = (SELECT max(id) FROM jury)
    BEGIN
      INSERT INTO jury_queue
      SELECT readiness.item, NEW.juror, NEW.trial, \(attempts("readiness.item", "NEW"))
      FROM readiness
      WHERE ready = 1 AND NOT \(answered("readiness.item", "NEW"));
    END
    """,
    """
    CREATE TRIGGER readiness_queues AFTER UPDATE ON readiness
    WHEN NEW.ready = 1 AND OLD.ready = 0
    BEGIN
      INSERT INTO jury_queue
      SELECT NEW.item, juror_trial.juror, juror_trial.trial,
        \(attempts("NEW.item", "juror_trial"))
      FROM juror_trial
      WHERE juror_trial.jury = (SELECT max(id) FROM jury)
        AND NOT \(answered("NEW.item", "juror_trial"));
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

  /// What was sent: each text once, under its digest.
  private static let prompts =
    [
      """
      CREATE TABLE prompt_text (
        hash TEXT PRIMARY KEY,
        text TEXT NOT NULL
      ) STRICT, WITHOUT ROWID
      """,
      """
      CREATE TABLE prompt (
        hash TEXT PRIMARY KEY,
        template TEXT NOT NULL CHECK (\(SchemaOne.isJSON("template", "object"))),
        system TEXT NOT NULL REFERENCES prompt_text(hash),
        user TEXT NOT NULL REFERENCES prompt_text(hash),
        schema TEXT NOT NULL REFERENCES prompt_text(hash)
      ) STRICT, WITHOUT ROWID
      """,
    ] + SchemaOne.onlyAddedTo(["prompt_text", "prompt"])

  private static func attempts(_ item: String, _ trial: String) -> String {
    "(SELECT coalesce(max(attempt), 0) FROM review WHERE \(same(item, trial)))"
  }

  private static func answered(_ item: String, _ trial: String) -> String {
    "EXISTS (SELECT 1 FROM review WHERE \(same(item, trial)) "
      + "AND review.outcome IN ('verdict', 'refused'))"
  }

  private static func same(_ item: String, _ trial: String) -> String {
    "review.item = \(item) AND review.juror = \(trial).juror "
      + "AND review.trial = \(trial).trial"
  }
}
