/// The tenth version: requests that are put to a provider together, as files.
///
/// While a batch is open, its trials are nobody else's: `batch_waiting` has a row for each, which
/// no two open batches can share.
enum SchemaTen {
  static let all: [String] =
    [
      """
      CREATE TABLE batch (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE CHECK (key <> ''),
        jury INTEGER NOT NULL,
        juror TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        lines INTEGER NOT NULL CHECK (lines > 0),
        bytes INTEGER NOT NULL CHECK (bytes > 0),
        output TEXT NOT NULL,
        dropped TEXT NOT NULL DEFAULT '',
        written_at INTEGER NOT NULL,
        FOREIGN KEY (jury, juror) REFERENCES juror(jury, name)
      ) STRICT
      """,
      """
      CREATE TABLE batch_event (
        batch INTEGER NOT NULL REFERENCES batch(id),
        number INTEGER NOT NULL CHECK (number > 0),
        event TEXT NOT NULL CHECK (event IN ('uploaded', 'submitting', 'rejected', 'submitted',
          'polled', 'not_taken', 'collected', 'failed', 'abandoned')),
        provider_id TEXT,
        detail TEXT,
        at INTEGER NOT NULL,
        PRIMARY KEY (batch, number),
        CHECK (event NOT IN ('uploaded', 'submitted') OR provider_id IS NOT NULL)
      ) STRICT, WITHOUT ROWID
      """,
      "CREATE UNIQUE INDEX batch_submitted_once ON batch_event (batch) WHERE event = 'submitted'",
      """
      CREATE TRIGGER batch_event_follows BEFORE INSERT ON batch_event
      WHEN EXISTS (SELECT 1 FROM batch_event WHERE batch = NEW.batch
        AND event IN ('collected', 'failed', 'abandoned'))
      BEGIN
        SELECT RAISE(ABORT, 'nothing happens to a batch once it is over');
      END
      """,
      """
      CREATE TABLE batch_line (
        batch INTEGER NOT NULL REFERENCES batch(id),
        line INTEGER NOT NULL CHECK (line > 0),
        item INTEGER NOT NULL REFERENCES item(id),
        trial INTEGER NOT NULL CHECK (trial > 0),
        attempt INTEGER NOT NULL CHECK (attempt > 0),
        stage_one TEXT CHECK (\(SchemaOne.isJSON("stage_one", "object"))),
        request_hash TEXT NOT NULL,
        prompt_hash TEXT NOT NULL REFERENCES prompt(hash),
        most_cost INTEGER NOT NULL CHECK (most_cost >= 0),
        PRIMARY KEY (batch, line)
      ) STRICT, WITHOUT ROWID
      """,
      """
      CREATE TABLE batch_waiting (
        item INTEGER NOT NULL REFERENCES item(id),
        juror TEXT NOT NULL,
        trial INTEGER NOT NULL,
        attempt INTEGER NOT NULL,
        batch INTEGER NOT NULL REFERENCES batch(id),
        most_cost INTEGER NOT NULL,
        PRIMARY KEY (item, juror, trial)
      ) STRICT, WITHOUT ROWID
      """,
      "CREATE INDEX batch_waiting_for ON batch_waiting (batch)",
      """
      CREATE TRIGGER batch_line_waits AFTER INSERT ON batch_line
      BEGIN
        INSERT INTO batch_waiting
        SELECT NEW.item, juror, NEW.trial, NEW.attempt, NEW.batch, NEW.most_cost
        FROM batch WHERE id = NEW.batch;
      END
      """,
      """
      CREATE TRIGGER batch_end_frees_lines AFTER INSERT ON batch_event
      WHEN NEW.event IN ('collected', 'failed', 'abandoned')
      BEGIN
        DELETE FROM batch_waiting WHERE batch = NEW.batch;
      END
      """,
    ] + SchemaOne.onlyAddedTo(["batch", "batch_event", "batch_line"])
}
