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
    // An item gets its row when the first of its people moves, so that assigning costs little. Items
    // that are no part of the benchmark never get one, so that nothing of them is decided.
    """
    CREATE TRIGGER assignment_readies_insert AFTER INSERT ON assignment
    WHEN (NEW.state <> 'open' OR EXISTS (SELECT 1 FROM readiness WHERE item = NEW.item))
      AND EXISTS (SELECT 1 FROM benchmark_item AS b WHERE b.id = NEW.item)
    BEGIN
      \(countOfWork)
    END
    """,
    """
    CREATE TRIGGER assignment_readies_update AFTER UPDATE OF state ON assignment
    WHEN OLD.state <> NEW.state AND EXISTS (SELECT 1 FROM benchmark_item AS b WHERE b.id = NEW.item)
    BEGIN
      \(countOfWork)
    END
    """,
  ]

  /// Counts how far the people are who have the new row's item.
  private static let countOfWork = """
    INSERT INTO readiness (item, working, finished)
        SELECT NEW.item, sum(state IN ('open', 'started')), sum(state IN ('waiting', 'done'))
        FROM assignment WHERE item = NEW.item
        ON CONFLICT DO UPDATE SET working = excluded.working, finished = excluded.finished;
    """
}
