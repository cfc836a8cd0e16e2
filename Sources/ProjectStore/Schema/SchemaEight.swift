/// The eighth version: what annotators were shown of the jury, and a jury that may come first.
enum SchemaEight {
  static let all: [String] =
    exposures + policy + queue + SchemaOne.onlyAddedTo(["exposure"])

  /// What was shown to whom, or withheld to compare with; written before it is shown.
  ///
  /// `follows` is the latest annotation at that moment, so that what came after it can be told
  /// whatever the clocks say.
  private static let exposures: [String] = [
    """
    CREATE TABLE exposure (
      id INTEGER PRIMARY KEY,
      item INTEGER NOT NULL,
      person INTEGER NOT NULL,
      stage INTEGER NOT NULL CHECK (stage IN (1, 2)),
      mode TEXT NOT NULL CHECK (mode IN ('after_commit', 'before')),
      control INTEGER NOT NULL CHECK (control IN (0, 1)),
      reviews TEXT NOT NULL CHECK (\(SchemaOne.isJSON("reviews", "array"))),
      follows INTEGER NOT NULL CHECK (follows >= 0),
      guideline INTEGER NOT NULL REFERENCES guideline(id),
      at INTEGER NOT NULL,
      UNIQUE (item, person, stage, mode, reviews),
      FOREIGN KEY (item, person) REFERENCES assignment(item, person)
    ) STRICT
    """
  ]

  /// Whether jurors review items before their annotators are done, as the guideline in force says.
  ///
  /// Kept by a trigger in a row of its own, since reading it from the guideline's text with each
  /// assignment would take long.
  private static let policy: [String] = [
    """
    CREATE TABLE jury_order (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      comes_first INTEGER NOT NULL CHECK (comes_first IN (0, 1))
    ) STRICT
    """,
    "INSERT INTO jury_order VALUES (1, 0)",
    """
    CREATE TRIGGER guideline_orders_jury AFTER INSERT ON guideline
    BEGIN
      UPDATE jury_order
        SET comes_first = coalesce(json_extract(NEW.body, '$.assistance.mode') = 'before', 0);
    END
    """,
    """
    CREATE TRIGGER jury_order_queues AFTER UPDATE ON jury_order
    WHEN NEW.comes_first = 1 AND OLD.comes_first = 0
    BEGIN
      \(queueOwed("readiness.ready = 0"))
    END
    """,
    """
    CREATE TRIGGER jury_order_unqueues AFTER UPDATE ON jury_order
    WHEN NEW.comes_first = 0 AND OLD.comes_first = 1
    BEGIN
      DELETE FROM jury_queue
        WHERE item NOT IN (SELECT item FROM readiness WHERE readiness.ready = 1);
    END
    """,
  ]

  /// An item waits for the jury where its annotators are done, or where the jury comes first.
  private static let queue: [String] = [
    "DROP TRIGGER juror_queues_ready_items",
    """
    CREATE TRIGGER juror_queues_ready_items AFTER INSERT ON juror_trial
    WHEN NEW.jury = (SELECT max(id) FROM jury)
    BEGIN
      \(queueOwed("(readiness.ready = 1 OR \(comesFirst)) AND \(isNew)"))
    END
    """,
    "DROP TRIGGER readiness_queues",
    """
    CREATE TRIGGER readiness_queues AFTER UPDATE ON readiness
    WHEN NEW.ready = 1 AND OLD.ready = 0
    BEGIN
      \(queueOwed("readiness.item = NEW.item"))
    END
    """,
    "DROP TRIGGER readiness_unqueues",
    """
    CREATE TRIGGER readiness_unqueues AFTER UPDATE ON readiness
    WHEN NEW.ready = 0 AND OLD.ready = 1 AND NOT \(comesFirst)
    BEGIN
      DELETE FROM jury_queue WHERE item = NEW.item;
    END
    """,
    """
    CREATE TRIGGER readiness_queues_early AFTER INSERT ON readiness
    WHEN \(comesFirst)
    BEGIN
      \(queueOwed("readiness.item = NEW.item"))
    END
    """,
  ]

  private static let comesFirst = "(SELECT comes_first FROM jury_order)"

  private static let isNew = "owed.juror = NEW.juror AND owed.trial = NEW.trial"

  private static let same = """
    review.item = readiness.item AND review.juror = owed.juror AND review.trial = owed.trial
    """

  /// Queues those of some items on which a juror of the jury in force owes a verdict.
  private static func queueOwed(_ condition: String) -> String {
    """
    INSERT INTO jury_queue (item, juror, trial, attempts)
      SELECT readiness.item, owed.juror, owed.trial,
        (SELECT coalesce(max(attempt), 0) FROM review WHERE \(same))
      FROM readiness CROSS JOIN juror_trial AS owed
      WHERE owed.jury = (SELECT max(id) FROM jury) AND \(condition)
        AND NOT EXISTS (SELECT 1 FROM review
          WHERE \(same) AND review.outcome IN ('verdict', 'refused'))
      ON CONFLICT DO NOTHING;
    """
  }
}
