/// How a file holds its ratings, as far as a user says so.
package struct RatingForm: Hashable, Sendable {
  /// The column of items; `item` where none is named.
  package var item: String?
  /// The column of annotators; `annotator` or `rater` where none is named.
  package var annotator: String?
  /// The column of labels; `label` where none is named.
  package var label: String?
  /// Whether each annotator has a column of labels.
  package var wide: WideColumns?
  /// Labels that stand for a missing rating, besides an empty one; nil where the user did not say.
  package var missing: [String]?
  package var repeats = RepeatedRatings.refuse

  package init() {}

  /// The columns that hold one annotator's labels each.
  package enum WideColumns: Hashable, Sendable {
    /// All but that of items.
    case all
    case named([String])
  }
}

/// What is done where a rater has rated an item more than once.
package enum RepeatedRatings: String, Hashable, Sendable, CaseIterable {
  case first
  case last
  case refuse
}

/// Labels that other programs write for a missing rating: R, pandas, Python, databases, SAS, Stata,
/// and the tables of the literature on agreement.
let missingCodes: Set<String> = [
  "NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "NAN", "NaT", "None", "null", "NULL", "Null",
  "nil", ".", "*",
]
