/// Triggers that keep the jury's queue.
///
/// In SQLite's trigger language.
///
/// They follow what changes about one item. What changes for all of them, another jury or another
/// order, would take long in one write: it begins a filling, which goes on in writes of its own.
enum JuryQueueTriggers {
  static let all = [
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
    CREATE TRIGGER jury_refills_queue AFTER INSERT ON jury
    BEGIN
      UPDATE jury_fill SET next_item = 0;
    END
    """,
    """
    CREATE TRIGGER readiness_queues_insert AFTER INSERT ON readiness
    WHEN NEW.ready = 1
    BEGIN
      INSERT INTO jury_queue (item, juror, trial, attempts)
        SELECT item, juror, trial, attempts FROM unanswered_trial WHERE item = NEW.item
        ON CONFLICT DO NOTHING;
    END
    """,
    """
    CREATE TRIGGER readiness_queues_update AFTER UPDATE ON readiness
    WHEN NEW.ready = 1 AND OLD.ready = 0
    BEGIN
      INSERT INTO jury_queue (item, juror, trial, attempts)
        SELECT item, juror, trial, attempts FROM unanswered_trial WHERE item = NEW.item
        ON CONFLICT DO NOTHING;
    END
    """,
    """
    CREATE TRIGGER readiness_unqueues AFTER UPDATE ON readiness
    WHEN NEW.ready = 0 AND OLD.ready = 1 AND (SELECT comes_first FROM jury_order) = 0
    BEGIN
      DELETE FROM jury_queue WHERE item = NEW.item;
    END
    """,
    """
    CREATE TRIGGER assignment_queues_early AFTER INSERT ON assignment
    WHEN (SELECT comes_first FROM jury_order) = 1
      AND EXISTS (SELECT 1 FROM benchmark_item AS b WHERE b.id = NEW.item)
    BEGIN
      INSERT INTO jury_queue (item, juror, trial, attempts)
        SELECT item, juror, trial, attempts FROM unanswered_trial WHERE item = NEW.item
        ON CONFLICT DO NOTHING;
    END
    """,
    """
    CREATE TRIGGER guideline_orders_jury AFTER INSERT ON guideline
    BEGIN
      UPDATE jury_order
        SET comes_first = coalesce(json_extract(NEW.body, '$.assistance.mode') = 'before', 0);
    END
    """,
    """
    CREATE TRIGGER jury_order_refills_queue AFTER UPDATE ON jury_order
    WHEN NEW.comes_first <> OLD.comes_first
    BEGIN
      UPDATE jury_fill SET next_item = 0;
    END
    """,
  ]
}
