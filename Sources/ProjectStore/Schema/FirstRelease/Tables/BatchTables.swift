/// Requests that are put to a provider together, as files.
enum BatchTables {
  static let all = [
    // Its lines are written in several transactions, in their order: it is a batch once it has the last.
    """
    CREATE TABLE batch (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE CHECK (key <> ''),
      jury INTEGER NOT NULL,
      juror TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      lines INTEGER NOT NULL CHECK (lines > 0),
      bytes INTEGER NOT NULL CHECK (bytes > 0),
      output TEXT NOT NULL CHECK (output IN ('schema', 'grammar', 'tool', 'json', 'text')),
      dropped TEXT NOT NULL CHECK (json_valid(dropped) AND json_type(dropped) = 'array'),
      written_at INTEGER NOT NULL,
      UNIQUE (id, juror),
      FOREIGN KEY (jury, juror) REFERENCES juror(jury, name)
    ) STRICT
    """,
    """
    CREATE TABLE batch_event (
      batch INTEGER NOT NULL REFERENCES batch(id),
      number INTEGER NOT NULL CHECK (number > 0),
      event TEXT NOT NULL CHECK (event IN ('uploaded', 'submitting', 'rejected', 'submitted',
        'polled', 'unsupported_parameter', 'collected', 'failed', 'abandoned')),
      provider_id TEXT,
      detail TEXT,
      at INTEGER NOT NULL,
      PRIMARY KEY (batch, number),
      CHECK (event NOT IN ('uploaded', 'submitted') OR provider_id IS NOT NULL)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE UNIQUE INDEX batch_submitted_once ON batch_event (batch) WHERE event = 'submitted'",
    """
    CREATE TABLE batch_line (
      batch INTEGER NOT NULL REFERENCES batch(id),
      line INTEGER NOT NULL CHECK (line > 0),
      item INTEGER NOT NULL REFERENCES stored_item(id),
      trial INTEGER NOT NULL CHECK (trial > 0),
      attempt INTEGER NOT NULL CHECK (attempt > 0),
      decided TEXT NOT NULL CHECK (json_valid(decided) AND json_type(decided) = 'array'),
      request_hash TEXT NOT NULL,
      prompt_hash TEXT NOT NULL REFERENCES prompt(hash),
      most_cost INTEGER NOT NULL CHECK (most_cost >= 0),
      PRIMARY KEY (batch, line)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX batch_line_by_item ON batch_line (item)",
    // While a batch is open, its trials are nobody else's: no two open batches can share a row.
    """
    CREATE TABLE batch_waiting (
      item INTEGER NOT NULL REFERENCES stored_item(id),
      juror TEXT NOT NULL,
      trial INTEGER NOT NULL,
      attempt INTEGER NOT NULL,
      batch INTEGER NOT NULL,
      most_cost INTEGER NOT NULL,
      PRIMARY KEY (item, juror, trial),
      FOREIGN KEY (batch, juror) REFERENCES batch(id, juror)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX batch_waiting_for ON batch_waiting (batch)",
  ]
}
