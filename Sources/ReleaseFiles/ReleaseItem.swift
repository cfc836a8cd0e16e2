package import AnnotationCore

/// Everything about one item that goes into a release.
package struct ReleaseItem: Sendable {
  package var item: Item
  /// The commits and skips in force.
  package var annotations: [Annotation]
  package var reviews: [Review]
  /// The decisions in force, by field.
  package var decisions: [FieldID: Decision]

  package init(
    item: Item,
    annotations: [Annotation],
    reviews: [Review],
    decisions: [FieldID: Decision]
  ) {
    self.item = item
    self.annotations = annotations
    self.reviews = reviews
    self.decisions = decisions
  }
}

/// The files of a release that hold a line for each of something.
package enum ReleaseTable: String, Hashable, Sendable, CaseIterable {
  case items = "data/items.jsonl"
  case setAside = "data/set-aside.jsonl"
  case annotations = "evidence/annotations.jsonl"
  case reviews = "evidence/reviews.jsonl"
  case decisions = "evidence/decisions.jsonl"

  package var path: String { rawValue }

  /// What a line of the file is.
  package var about: String {
    switch self {
    case .items: "one item with its labels of record, all fields"
    case .setAside: "an item that stage one put outside the benchmark"
    case .annotations: "what one annotator said in one stage of one item, under a pseudonym"
    case .reviews: "one attempt of one juror at one item, with its verdict or why there is none"
    case .decisions: "how one field of one item got its label of record"
    }
  }
}
