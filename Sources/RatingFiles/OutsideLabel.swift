/// A label that was given elsewhere, as a file has it: nothing of it is checked against a project yet.
///
/// Texts are in Unicode's composed form, without blanks at their ends.
package struct OutsideLabel: Hashable, Sendable {
  package var item: String
  /// Who gave it, as the file names them.
  package var annotator: String
  /// The field, where the file names it.
  package var field: String?
  /// One label, or several for a set; none for an empty set.
  package var labels: [String]
  /// When it was given, as the file writes it.
  package var at: String?
  /// Where it stands, such as `line 7` or `task 3`.
  package var place: String
}

/// Files of labels that other tools write.
package enum OutsideFormat: String, Hashable, Sendable, CaseIterable {
  /// Columns `item`, `annotator`, `label`, and optionally `field` and `at`; sets with `|` between choices.
  case csv
  /// Label Studio's JSON export.
  case labelStudio = "label-studio"
  /// doccano's JSON lines: one file for each annotator, named after them.
  case doccano
}

/// What a file of labels holds.
package struct OutsideLabels: Sendable {
  package var labels: [OutsideLabel]
  /// Annotations that are cancelled, and labels that are empty.
  package var leftOut: Int
  /// Labels of fields that are passed over, as was asked for.
  package var passedOver = 0
}
