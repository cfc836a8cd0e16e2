/// The choices that labels name, whether the labels are in force or not.
///
/// By SQLite's functions that take JSON apart. Tables that grow at their end alone have a view with `id`,
/// so that only what came since has to be read.
enum GivenChoiceViews {
  static let all = [
    view("annotation_choice", of: "SELECT id, labels FROM annotation WHERE labels IS NOT NULL"),
    view(
      "review_choice",
      of: """
        SELECT review.id, stage.value -> 'values' AS labels
          FROM review, json_each(review.labels) AS stage WHERE review.labels IS NOT NULL
        """
    ),
    view(
      "decision_choice",
      of: """
        SELECT id, json_object(field, json(value)) AS labels FROM decision WHERE value IS NOT NULL
        """
    ),
    // Drafts change, and the others have no order in time.
    view("draft_choice", of: "SELECT item AS id, body AS labels FROM draft"),
    view(
      "known_choice",
      of: """
        SELECT item AS id, labels FROM reference
          UNION ALL SELECT item AS id, json_object(field, json(value)) AS labels FROM outside_label
        """
    ),
    // The criteria under which jurors judged a stage.
    """
    CREATE VIEW review_criterion AS
    SELECT review.id, stage.value ->> 'criterion' AS criterion
    FROM review, json_each(review.labels) AS stage
    WHERE review.labels IS NOT NULL AND stage.value ->> 'criterion' IS NOT NULL
    """,
  ]

  /// Takes labels apart: a row for each choice that a field has, and one for a field without any.
  /// - Parameter labels: a query of the columns `id` and `labels`, an object of fields.
  private static func view(_ name: String, of labels: String) -> String {
    """
    CREATE VIEW \(name) AS
    SELECT said.id, field.key AS field,
      CASE field.type WHEN 'text' THEN field.atom ELSE choice.atom END AS choice
    FROM (\(labels)) AS said, json_each(said.labels) AS field
      LEFT JOIN json_each(CASE field.type WHEN 'array' THEN field.value ELSE '[]' END) AS choice
    """
  }
}
