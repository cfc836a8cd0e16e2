package import AnnotationCore

/// Everything about one item that goes into a release.
package struct ReleaseItem: Sendable {
  package var item: Item
  /// The commits and skips in force.
  package var annotations: [Annotation]
  package var reviews: [Review]
  /// The decisions in force, by field.
  package var decisions: [FieldID: Decision]
  /// What annotators were shown of the jury, or were drawn not to be.
  package var exposures: [Exposure]
  /// Commits no longer in force that stood when their author was first shown the jury.
  package var earlier: [Annotation]

  package init(
    item: Item,
    annotations: [Annotation],
    reviews: [Review],
    decisions: [FieldID: Decision],
    exposures: [Exposure] = [],
    earlier: [Annotation] = []
  ) {
    self.item = item
    self.annotations = annotations
    self.reviews = reviews
    self.decisions = decisions
    self.exposures = exposures
    self.earlier = earlier
  }

  /// How an annotation's author had been shown the jury's opinion; nil where they had not.
  func assistance(of annotation: Annotation) -> AssistancePolicy.Mode? {
    annotation.assistance(by: exposures)
  }

  /// Those of the annotations that a decision rests on that were given after their author was shown the
  /// jury.
  func assisted(_ decision: Decision) -> [Int64] {
    guard !exposures.isEmpty else { return [] }
    let assisted = Set(annotations.filter { assistance(of: $0) != nil }.map(\.id))
    return decision.basis.annotations.filter(assisted.contains)
  }

  /// The annotation in force that took the place of an earlier one, or nil where there is none.
  func revision(of earlier: Annotation) -> Annotation? {
    annotations.first { $0.person == earlier.person && $0.stage == earlier.stage }
  }
}

/// The files of a release that hold a line for each of something.
package enum ReleaseTable: String, Hashable, Sendable, CaseIterable {
  case items = "data/items.jsonl"
  case setAside = "data/set-aside.jsonl"
  case annotations = "evidence/annotations.jsonl"
  case reviews = "evidence/reviews.jsonl"
  case jurors = "evidence/jurors.jsonl"
  case prompts = "evidence/prompts.jsonl"
  case decisions = "evidence/decisions.jsonl"
  case assistance = "evidence/assistance.jsonl"

  package var path: String { rawValue }

  /// The file in `schemas/` that `manifest.json` is held against.
  package static let manifestSchema = "release-manifest.schema.json"

  /// The file in `schemas/` that a line is held against.
  package var schema: String {
    switch self {
    case .items: "release-item.schema.json"
    case .setAside: "release-set-aside.schema.json"
    case .annotations: "release-annotation.schema.json"
    case .reviews: "release-review.schema.json"
    case .jurors: "release-juror.schema.json"
    case .prompts: "release-prompt.schema.json"
    case .decisions: "release-decision.schema.json"
    case .assistance: "release-assistance.schema.json"
    }
  }

  /// What a line of the file is.
  package var about: String {
    switch self {
    case .items: "one item with its labels of record, all fields"
    case .setAside: "an item that its labels put outside the benchmark"
    case .annotations:
      "what one annotator said in one stage of one item, under a pseudonym, by which guideline"
    case .reviews:
      "one attempt of one juror at one trial of one item, with its verdict or why there is none"
    case .jurors: "how one juror of one jury was asked: model, trials, parameters"
    case .prompts: "which template a prompt was made from, with the digests of its texts"
    case .decisions: "how one field of one item got its label of record"
    case .assistance: "what one annotator was shown of the jury, or was drawn not to be"
    }
  }
}
