/// The jury, what it was asked, and what it said.
enum JuryTables {
  static let all = [
    // A jury is a set of jurors; the latest one is in force.
    """
    CREATE TABLE jury (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL
    ) STRICT
    """,
    // How often one trial is attempted stands beside the configuration, since the queue asks for it.
    """
    CREATE TABLE juror (
      jury INTEGER NOT NULL REFERENCES jury(id),
      name TEXT NOT NULL CHECK (trim(name) <> ''),
      configuration TEXT NOT NULL
        CHECK (json_valid(configuration) AND json_type(configuration) = 'object'),
      attempts INTEGER NOT NULL CHECK (attempts > 0),
      PRIMARY KEY (jury, name)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX juror_by_name ON juror (name)",
    // The ways in which a juror is asked about each item.
    """
    CREATE TABLE juror_trial (
      jury INTEGER NOT NULL,
      juror TEXT NOT NULL,
      trial INTEGER NOT NULL CHECK (trial > 0),
      PRIMARY KEY (jury, juror, trial),
      FOREIGN KEY (jury, juror) REFERENCES juror(jury, name)
    ) STRICT, WITHOUT ROWID
    """,
    // What a provider could not take: no attempt, but it may have cost something.
    """
    CREATE TABLE unanswered_task (
      id INTEGER PRIMARY KEY,
      purpose TEXT NOT NULL CHECK (purpose IN ('review', 'answer')),
      model TEXT NOT NULL,
      subject TEXT NOT NULL,
      trial INTEGER NOT NULL CHECK (trial > 0),
      sends INTEGER NOT NULL CHECK (sends >= 0),
      cost INTEGER NOT NULL CHECK (cost >= 0),
      reason TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX unanswered_task_cost ON unanswered_task (purpose, cost)",
    // One row for each attempt. Only a verdict is a vote; its labels are an array, an object with `values`
    // and `criterion` for each stage.
    """
    CREATE TABLE review (
      id INTEGER PRIMARY KEY,
      item INTEGER NOT NULL REFERENCES stored_item(id),
      jury INTEGER NOT NULL,
      juror TEXT NOT NULL,
      trial INTEGER NOT NULL CHECK (trial > 0),
      attempt INTEGER NOT NULL CHECK (attempt > 0),
      outcome TEXT NOT NULL CHECK (outcome IN ('verdict', 'refused', 'unparsable', 'failed')),
      labels TEXT CHECK (labels IS NULL OR json_valid(labels) AND json_type(labels) = 'array'
        AND json_array_length(labels) > 0),
      reason TEXT,
      raw_reply TEXT,
      prompt_hash TEXT NOT NULL,
      request_hash TEXT,
      request_id TEXT,
      sends INTEGER NOT NULL CHECK (sends >= 0),
      output TEXT CHECK (output IN ('schema', 'grammar', 'tool', 'json', 'text')),
      dropped TEXT NOT NULL CHECK (json_valid(dropped) AND json_type(dropped) = 'array'),
      leniencies TEXT NOT NULL
        CHECK (json_valid(leniencies) AND json_type(leniencies) = 'array'),
      cost INTEGER NOT NULL CHECK (cost >= 0),
      reported_model TEXT,
      latency_ms INTEGER NOT NULL CHECK (latency_ms >= 0),
      prompt_tokens INTEGER CHECK (prompt_tokens >= 0),
      completion_tokens INTEGER CHECK (completion_tokens >= 0),
      probabilities TEXT
        CHECK (probabilities IS NULL
          OR json_valid(probabilities) AND json_type(probabilities) = 'object'),
      at INTEGER NOT NULL,
      UNIQUE (item, juror, trial, attempt),
      FOREIGN KEY (jury, juror) REFERENCES juror(jury, name),
      CHECK ((outcome = 'verdict') = (labels IS NOT NULL)),
      CHECK ((outcome = 'verdict') = (reason IS NULL))
    ) STRICT
    """,
    """
    CREATE UNIQUE INDEX review_one_verdict ON review (item, juror, trial)
    WHERE outcome = 'verdict'
    """,
    // All that a juror's totals are summed from, so that no reply is read for them.
    """
    CREATE INDEX review_outcomes
    ON review (juror, outcome, sends, prompt_tokens, completion_tokens, cost)
    """,
    "CREATE INDEX review_times ON review (juror, at, outcome)",
    "CREATE INDEX review_failures ON review (at) WHERE outcome IN ('unparsable', 'failed')",
    "CREATE INDEX review_request ON review (request_hash) WHERE outcome = 'verdict'",
    // The trials that jurors of the jury in force owe and may be asked for, kept by triggers and by
    // filling; read by its views, which leave out what is no longer due.
    """
    CREATE TABLE jury_queue (
      item INTEGER NOT NULL REFERENCES stored_item(id),
      juror TEXT NOT NULL,
      trial INTEGER NOT NULL CHECK (trial > 0),
      attempts INTEGER NOT NULL CHECK (attempts >= 0),
      PRIMARY KEY (item, juror, trial)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX jury_queue_next ON jury_queue (juror, attempts, item, trial)",
    // Whether jurors review items before their annotators are done, as the guideline in force says.
    // A row of its own, since reading it from the guideline's text each time would take long.
    """
    CREATE TABLE jury_order (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      comes_first INTEGER NOT NULL CHECK (comes_first IN (0, 1))
    ) STRICT
    """,
    "INSERT INTO jury_order VALUES (1, 0)",
    // How far the queue has been filled since a jury or an order was put in force: it has what is due of
    // the items before this one; of the others it may lack some, or hold what no longer is. NULL once it
    // is whole.
    """
    CREATE TABLE jury_fill (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      next_item INTEGER CHECK (next_item >= 0)
    ) STRICT
    """,
    "INSERT INTO jury_fill VALUES (1, NULL)",
    // What was sent: each text once, under its SHA-256.
    """
    CREATE TABLE prompt_text (
      hash TEXT PRIMARY KEY,
      text TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE prompt (
      hash TEXT PRIMARY KEY,
      template TEXT NOT NULL CHECK (json_valid(template) AND json_type(template) = 'object'),
      system_text TEXT NOT NULL REFERENCES prompt_text(hash),
      user_text TEXT NOT NULL REFERENCES prompt_text(hash),
      schema_text TEXT NOT NULL REFERENCES prompt_text(hash)
    ) STRICT, WITHOUT ROWID
    """,
  ]
}
