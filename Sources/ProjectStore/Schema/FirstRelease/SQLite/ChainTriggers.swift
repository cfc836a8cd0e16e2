/// Triggers that keep chains whole and stages in their order.
///
/// In SQLite's trigger language.
enum ChainTriggers {
  static let all = [
    """
    CREATE TRIGGER annotation_keeps_its_chain BEFORE INSERT ON annotation
    WHEN NEW.supersedes IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM annotation AS earlier
      WHERE earlier.id = NEW.supersedes AND earlier.item = NEW.item
        AND earlier.person = NEW.person AND earlier.stage = NEW.stage
        AND (NEW.act <> 'withdraw' OR earlier.act <> 'withdraw')
        AND (NEW.act <> 'skip' OR earlier.act = 'withdraw')
    )
    BEGIN
      SELECT RAISE(ABORT, 'an annotation supersedes one of the same item, person and stage');
    END
    """,
    """
    CREATE TRIGGER annotation_stands_on_its_own BEFORE INSERT ON annotation
    WHEN NEW.stands_on IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM commit_in_force AS c
      WHERE c.id = NEW.stands_on AND c.item = NEW.item AND c.person = NEW.person
        AND c.stage = NEW.stage - 1
    )
    BEGIN
      SELECT RAISE(ABORT, 'a stage stands on the same person''s commit of the stage before, in force');
    END
    """,
    """
    CREATE TRIGGER annotation_keeps_its_order BEFORE INSERT ON annotation
    WHEN NEW.stage > 1 AND NOT EXISTS (
        SELECT 1 FROM commit_in_force AS c
        WHERE c.item = NEW.item AND c.person = NEW.person AND c.stage = NEW.stage - 1)
      OR EXISTS (
        SELECT 1 FROM commit_in_force AS c
        WHERE c.item = NEW.item AND c.person = NEW.person AND c.stage = NEW.stage + 1)
    BEGIN
      SELECT RAISE(ABORT, 'a later stage stands on an earlier one in force');
    END
    """,
    """
    CREATE TRIGGER decision_keeps_its_chain BEFORE INSERT ON decision
    WHEN NEW.supersedes IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM decision AS earlier
      WHERE earlier.id = NEW.supersedes AND earlier.item = NEW.item
        AND earlier.field = NEW.field
    )
    BEGIN
      SELECT RAISE(ABORT, 'a decision supersedes one of the same item and field');
    END
    """,
    """
    CREATE TRIGGER reference_comes_before_work BEFORE INSERT ON reference
    WHEN NEW.purpose = 'training'
      AND EXISTS (SELECT 1 FROM assignment WHERE item = NEW.item)
    BEGIN
      SELECT RAISE(ABORT, 'an item becomes a training item before it is assigned');
    END
    """,
    """
    CREATE TRIGGER single_stage_comes_before_work BEFORE INSERT ON single_stage
    WHEN EXISTS (SELECT 1 FROM assignment WHERE item = NEW.item)
    BEGIN
      SELECT RAISE(ABORT, 'an item is labelled in the last stage alone from the start, or never');
    END
    """,
  ]
}
