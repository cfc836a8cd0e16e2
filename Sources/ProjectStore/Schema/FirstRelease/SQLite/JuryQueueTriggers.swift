/// Triggers that keep the jury's queue.
///
/// In SQLite's trigger language.
///
/// An item waits for the jury where its annotators are done, or where the jury comes first.
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
    CREATE TRIGGER jury_replaces_the_last AFTER INSERT ON jury
    BEGIN
      DELETE FROM jury_queue;
    END
    """,
    """
    CREATE TRIGGER juror_queues_items AFTER INSERT ON juror_trial
    WHEN NEW.jury = (SELECT max(id) FROM jury)
    BEGIN
      INSERT INTO jury_queue (item, juror, trial, attempts)
        SELECT item, juror, trial, attempts FROM unanswered_trial
        WHERE juror = NEW.juror AND trial = NEW.trial
          AND item IN (SELECT item FROM readiness WHERE ready = 1)
        ON CONFLICT DO NOTHING;
    END
    """,
    """
    CREATE TRIGGER juror_queues_items_early AFTER INSERT ON juror_trial
    WHEN NEW.jury = (SELECT max(id) FROM jury) AND (SELECT comes_first FROM jury_order) = 1
    BEGIN
      INSERT INTO jury_queue (item, juror, trial, attempts)
        SELECT item, juror, trial, attempts FROM unanswered_trial
        WHERE juror = NEW.juror AND trial = NEW.trial
          AND item IN (SELECT item FROM assigned_item)
        ON CONFLICT DO NOTHING;
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
      AND \(WorkTriggers.isInBenchmark)
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
    CREATE TRIGGER jury_order_queues AFTER UPDATE ON jury_order
    WHEN NEW.comes_first = 1 AND OLD.comes_first = 0
    BEGIN
      INSERT INTO jury_queue (item, juror, trial, attempts)
        SELECT item, juror, trial, attempts FROM unanswered_trial
        WHERE item IN (SELECT item FROM assigned_item)
        ON CONFLICT DO NOTHING;
    END
    """,
    """
    CREATE TRIGGER jury_order_unqueues AFTER UPDATE ON jury_order
    WHEN NEW.comes_first = 0 AND OLD.comes_first = 1
    BEGIN
      DELETE FROM jury_queue WHERE item NOT IN (SELECT item FROM readiness WHERE ready = 1);
    END
    """,
  ]
}
