package import AnnotationCore

/// Why an annotator is not shown what the jury says.
package enum AssistanceProblem: Hashable, Sendable, CustomStringConvertible {
  /// The guideline lets nobody look at it after a commit.
  case off
  /// The annotator has not committed what it would be about.
  case commitFirst(item: ItemID)
  /// There is nothing to look at (yet).
  case noOpinion(item: ItemID)

  package var description: String {
    switch self {
    case .off:
      "The guideline does not show the jury's labels. A lead can choose otherwise there "
        + "(assistance: {mode: after_commit})."
    case .commitFirst(let item):
      "What the jury says of the item '\(item)' is shown once you have committed it."
    case .noOpinion(let item):
      "There is nothing of the jury to see on the item '\(item)' yet. Your list marks the items where "
        + "there is."
    }
  }
}
