package import AnnotationCore

/// Why a reference cannot be added.
package enum ReferenceProblem: Hashable, Sendable, CustomStringConvertible {
  /// The item has one already, with other labels.
  case exists(item: ItemID)
  /// The item is assigned, and can become no training item any more.
  case alreadyAssigned(item: ItemID)

  package var description: String {
    switch self {
    case .exists(let item):
      "The item '\(item)' has a reference already, with other labels. A reference never changes: "
        + "give the corrected case an item of its own."
    case .alreadyAssigned(let item):
      "The item '\(item)' is assigned to annotators already, so it cannot become a training item. "
        + "Import training references before 'review assign'."
    }
  }
}
