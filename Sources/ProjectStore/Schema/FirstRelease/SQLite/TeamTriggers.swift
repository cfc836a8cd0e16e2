/// A name is one person's at a time.
///
/// In SQLite's trigger language.
enum TeamTriggers {
  static let all = [
    """
    CREATE TRIGGER person_state_keeps_names_apart BEFORE INSERT ON person_state
    WHEN EXISTS (SELECT 1 FROM member WHERE name = NEW.name AND id <> NEW.person)
    BEGIN
      SELECT RAISE(ABORT, 'somebody else of the team has that name');
    END
    """
  ]
}
