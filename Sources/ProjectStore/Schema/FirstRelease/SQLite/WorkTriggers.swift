/// Triggers that follow where people stand with their items.
///
/// In SQLite's trigger language.
enum WorkTriggers {
  static let all = [
    // Where an annotator stands with an item follows from what they said last.
    """
    CREATE TRIGGER annotation_moves_work AFTER INSERT ON annotation
    BEGIN
      UPDATE assignment
      SET state = CASE NEW.act
          WHEN 'skip' THEN 'skipped'
          WHEN 'withdraw' THEN CASE WHEN NEW.stage > 1 THEN 'started' ELSE 'open' END
          ELSE CASE NEW.next
            WHEN 'done' THEN 'done' WHEN 'waits' THEN 'waiting' ELSE 'started' END
        END
      WHERE item = NEW.item AND person = NEW.person;
    END
    """,
    """
    CREATE TRIGGER assignment_counts_insert AFTER INSERT ON assignment
    BEGIN
      INSERT INTO assignment_count VALUES (NEW.person, NEW.language, NEW.state, 1)
        ON CONFLICT DO UPDATE SET items = items + 1;
    END
    """,
    """
    CREATE TRIGGER assignment_counts_update AFTER UPDATE OF state ON assignment
    WHEN OLD.state <> NEW.state
    BEGIN
      UPDATE assignment_count SET items = items - 1
        WHERE person = OLD.person AND language = OLD.language AND state = OLD.state;
      INSERT INTO assignment_count VALUES (NEW.person, NEW.language, NEW.state, 1)
        ON CONFLICT DO UPDATE SET items = items + 1;
    END
    """,
    // Items that are no part of the benchmark never get a row, so that nothing of them is decided.
    """
    CREATE TRIGGER assignment_readies_insert AFTER INSERT ON assignment
    WHEN NOT EXISTS (SELECT 1 FROM reference WHERE item = NEW.item AND purpose = 'training')
      AND NOT EXISTS (SELECT 1 FROM single_stage WHERE item = NEW.item)
    BEGIN
      INSERT INTO readiness (item, working, finished)
        VALUES (NEW.item, NEW.state IN ('open', 'started'), NEW.state IN ('waiting', 'done'))
        ON CONFLICT DO UPDATE SET
          working = working + excluded.working, finished = finished + excluded.finished;
    END
    """,
    """
    CREATE TRIGGER assignment_readies_update AFTER UPDATE OF state ON assignment
    WHEN OLD.state <> NEW.state
    BEGIN
      UPDATE readiness SET
        working = working + (NEW.state IN ('open', 'started')) - (OLD.state IN ('open', 'started')),
        finished = finished + (NEW.state IN ('waiting', 'done')) - (OLD.state IN ('waiting', 'done'))
      WHERE item = NEW.item;
    END
    """,
  ]
}
