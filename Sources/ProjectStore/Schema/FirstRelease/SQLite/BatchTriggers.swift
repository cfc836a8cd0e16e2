/// Triggers that say whose turn a trial is while batches are open.
///
/// In SQLite's trigger language.
enum BatchTriggers {
  static let all = [
    """
    CREATE TRIGGER batch_event_follows BEFORE INSERT ON batch_event
    WHEN EXISTS (SELECT 1 FROM batch_event WHERE batch = NEW.batch
      AND event IN ('collected', 'failed', 'abandoned'))
    BEGIN
      SELECT RAISE(ABORT, 'nothing happens to a batch once it is over');
    END
    """,
    // Its lines wait from the moment when the last of them is there.
    """
    CREATE TRIGGER batch_waits AFTER INSERT ON batch_line
    WHEN NEW.line = (SELECT lines FROM batch WHERE id = NEW.batch)
    BEGIN
      INSERT INTO batch_waiting
      SELECT l.item, b.juror, l.trial, l.attempt, b.id, l.most_cost
      FROM batch AS b JOIN batch_line AS l ON l.batch = b.id WHERE b.id = NEW.batch;
    END
    """,
    """
    CREATE TRIGGER batch_end_frees_lines AFTER INSERT ON batch_event
    WHEN NEW.event IN ('collected', 'failed', 'abandoned')
    BEGIN
      DELETE FROM batch_waiting WHERE batch = NEW.batch;
    END
    """,
  ]
}
