import AnnotationCore

/// Fields by the names that a command line or a file gives them.
extension Guideline {
  /// The field of a name.
  /// - Throws: ``CommandFailure`` with the names that there are.
  func field(named name: String) throws -> Field {
    guard let field = field(name) else { throw CommandFailure(noField(named: name)) }
    return field
  }

  /// The fields of some names, or all where none is named; in the order of the guideline.
  /// - Throws: ``CommandFailure`` with the names that there are.
  func fields(named names: [String]) throws -> [Field] {
    let named = Set(try names.map { try field(named: $0).id })
    return fields.filter { named.isEmpty || named.contains($0.id) }
  }

  /// That there is no field of a name, and which there are.
  func noField(named name: String) -> String {
    "There is no field '\(name)'. The guideline has: "
      + "\(fields.map(\.id).joined(separator: ", "))."
  }
}
