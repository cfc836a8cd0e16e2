package import AnnotationCore

/// Why a lead cannot decide a field, or look at an item.
package enum AdjudicationProblem: Hashable, Sendable, CustomStringConvertible {
  case notALead(String)
  /// The lead has not finished the item as an annotator.
  case ownWork(item: ItemID)
  case notDisputed(item: ItemID, field: FieldID)
  /// The field depends on others that are to be decided first.
  case awaits(item: ItemID, field: FieldID, [FieldID])
  case illegalValue(item: ItemID, field: FieldID, IllegalValue)

  package var description: String {
    switch self {
    case .notALead(let name): "Only a lead may do this, and '\(name)' is none."
    case .ownWork(let item):
      "You are still to label the item '\(item)' yourself. Finish or skip it first, then "
        + "adjudicate it."
    case .notDisputed(let item, let field):
      "The field '\(field)' of the item '\(item)' is not in dispute (any more). Look at it again."
    case .awaits(let item, let field, let fields):
      "The field '\(field)' of the item '\(item)' depends on \(fields.joined(separator: ", ")). "
        + "Decide that first."
    case .illegalValue(let item, let field, let problem):
      "Item '\(item)': \(problem.sentence(field: "'\(field)'"))"
    }
  }
}
