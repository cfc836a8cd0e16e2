/// Triggers that refuse to change or delete what was said.
///
/// In SQLite's trigger language.
enum AppendOnly {
  /// The tables that may change: each is derived from the others, or is about to be said.
  static let changing = [
    "assignment", "assignment_count", "batch_waiting", "dispute", "draft", "import_claim",
    "jury_fill", "jury_order", "jury_queue", "readiness", "search_progress", "session",
  ]

  /// All others.
  static let tables = [
    "acting", "agreement_measure", "agreement_run", "annotation", "answer_attempt", "answer_item",
    "batch",
    "batch_event", "batch_line", "decision", "exposure", "flag", "guideline", "guideline_seen",
    "import", "juror", "juror_trial", "jury", "outside_label", "owner", "person", "person_state",
    "project",
    "prompt",
    "prompt_text", "question", "reading_check", "reference", "review", "single_stage",
    "stored_item",
    "training_restart", "training_waiver", "unanswered_task", "writer",
  ]

  /// Where not all rows are kept: items of an import that was cut short can go.
  private static let conditions = [
    "DELETE stored_item": "WHEN OLD.id <= (SELECT max(last_item) FROM import)"
  ]

  static let all: [String] =
    tables.flatMap { table in
      ["UPDATE", "DELETE"].map { verb in
        """
        CREATE TRIGGER \(table)_refuses_\(verb.lowercased()) BEFORE \(verb) ON \(table)
        \(conditions["\(verb) \(table)", default: "WHEN true"])
        BEGIN
          SELECT RAISE(ABORT, 'the table \(table) is only added to: \(verb) is refused, \
        so that what was said stays readable');
        END
        """
      }
    } + assignments + [importsInOrder]

  /// What was visible stays visible.
  private static let importsInOrder = """
    CREATE TRIGGER import_shows_no_fewer_items BEFORE INSERT ON import
    WHEN NEW.last_item < (SELECT max(last_item) FROM import)
    BEGIN
      SELECT RAISE(ABORT, 'an import hides no items of an earlier one');
    END
    """

  /// Who has what stays: only how far they are changes.
  private static let assignments = [
    """
    CREATE TRIGGER assignment_refuses_update
    BEFORE UPDATE OF item, person, language, position, at ON assignment
    BEGIN
      SELECT RAISE(ABORT, 'the table assignment keeps who has what: only its state changes');
    END
    """,
    """
    CREATE TRIGGER assignment_refuses_delete BEFORE DELETE ON assignment
    BEGIN
      SELECT RAISE(ABORT, 'the table assignment keeps who has what: DELETE is refused');
    END
    """,
  ]
}
