/// What annotators may be shown of the jury.
///
/// By the function `in_control_group`, which this program adds to SQLite (``GuidelineRules``).
enum OpinionViews {
  static let all = [
    // The items of which a person may be shown what the jury says: what was drawn to be without it looks
    // as if there were none.
    """
    CREATE VIEW opinion_to_show AS
    SELECT s.item, person.id AS person
    FROM showable_item AS s JOIN item ON item.id = s.item CROSS JOIN person
    WHERE NOT in_control_group(item.key, person.pseudonym)
    """
  ]
}
