package import AnnotationCore

/// Why an item was not taken in.
package enum ImportProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The project has an item of that id with other content; the first column that differs.
  case differs(id: ItemID, column: String)
  /// The id stands in the file twice.
  case duplicate(id: ItemID, firstLine: Int)
  /// The store could not keep it.
  case store(StoreError)

  /// What is wrong with the item, and what to do next.
  package var description: String {
    switch self {
    case .differs(let id, let column):
      "the project has an item '\(id)' whose \(column) differs. An item never changes once it is "
        + "imported: give this one another id"
    case .duplicate(let id, let firstLine):
      "the id '\(id)' stands on line \(firstLine) already. Every item needs an id of its own"
    case .store(let error): error.description
    }
  }
}
