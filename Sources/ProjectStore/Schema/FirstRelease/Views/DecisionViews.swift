/// Which of the decisions count.
enum DecisionViews {
  static let all = [
    """
    CREATE VIEW decision_in_force AS
    SELECT d.* FROM decision AS d
    WHERE NOT EXISTS (SELECT 1 FROM decision AS later WHERE later.supersedes = d.id)
    """
  ]
}
