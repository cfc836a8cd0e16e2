/// Questions whose answers models write.
///
/// A question becomes an item for each answer. Which writer an item's answer is of stands in
/// `answer_item` alone: its id says nothing of it.
enum AnswerTables {
  static let all = [
    """
    CREATE TABLE question (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE CHECK (key <> ''),
      language TEXT NOT NULL CHECK (language <> ''),
      text TEXT NOT NULL,
      source TEXT,
      file TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT
    """,
    // A writer as it was configured: the last row of a name is in force. How many answers it gives to a
    // question, and how often each is tried, stand beside the configuration, since views ask for them.
    """
    CREATE TABLE writer (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL CHECK (name <> ''),
      configuration TEXT NOT NULL
        CHECK (json_valid(configuration) AND json_type(configuration) = 'object'),
      samples INTEGER NOT NULL CHECK (samples >= 0),
      attempts INTEGER NOT NULL CHECK (attempts >= 0),
      at INTEGER NOT NULL,
      UNIQUE (id, name)
    ) STRICT
    """,
    """
    CREATE TABLE answer_attempt (
      id INTEGER PRIMARY KEY,
      question INTEGER NOT NULL REFERENCES question(id),
      writer INTEGER NOT NULL,
      name TEXT NOT NULL,
      sample INTEGER NOT NULL CHECK (sample > 0),
      attempt INTEGER NOT NULL CHECK (attempt > 0),
      outcome TEXT NOT NULL
        CHECK (outcome IN ('answered', 'refused', 'flawed', 'cut_short', 'failed')),
      answer TEXT CHECK (answer <> ''),
      flaw TEXT,
      reason TEXT,
      raw_reply TEXT,
      prompt_hash TEXT NOT NULL REFERENCES prompt(hash),
      request_hash TEXT,
      request_id TEXT,
      sends INTEGER NOT NULL CHECK (sends >= 0),
      dropped TEXT NOT NULL CHECK (json_valid(dropped) AND json_type(dropped) = 'array'),
      cost INTEGER NOT NULL CHECK (cost >= 0),
      reported_model TEXT,
      latency_ms INTEGER NOT NULL CHECK (latency_ms >= 0),
      prompt_tokens INTEGER CHECK (prompt_tokens >= 0),
      completion_tokens INTEGER CHECK (completion_tokens >= 0),
      at INTEGER NOT NULL,
      UNIQUE (question, name, sample, attempt),
      FOREIGN KEY (writer, name) REFERENCES writer(id, name),
      CHECK ((outcome = 'answered') = (answer IS NOT NULL)),
      CHECK ((outcome = 'answered') = (reason IS NULL)),
      CHECK ((outcome = 'flawed') = (flaw IS NOT NULL))
    ) STRICT
    """,
    """
    CREATE UNIQUE INDEX answer_attempt_one_end ON answer_attempt (question, name, sample)
    WHERE outcome IN ('answered', 'refused')
    """,
    "CREATE INDEX answer_attempt_outcomes ON answer_attempt (name, outcome)",
    // The item that an answer became; several answers that are word for word the same share one.
    """
    CREATE TABLE answer_item (
      attempt INTEGER PRIMARY KEY REFERENCES answer_attempt(id),
      item INTEGER NOT NULL REFERENCES stored_item(id),
      at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX answer_item_by_item ON answer_item (item)",
  ]
}
