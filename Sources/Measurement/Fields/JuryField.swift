import AnnotationCore

/// The field that commands about the jury are of.
extension Guideline {
  /// The field of a name; without one `judgment` where stage two has it, else the first field of stage
  /// two with one choice.
  /// - Throws: ``CommandFailure`` where there is no such field, or it takes not exactly one label.
  func juryField(named name: String?) throws -> Field {
    if let name {
      let field = try field(named: name)
      guard labels(of: field) != nil else {
        let fit = fields.filter { labels(of: $0) != nil }.map(\.id)
        throw CommandFailure(
          "'\(name)' does not take exactly one label, so that a jury cannot be judged by it. "
            + "These do: \(fit.joined(separator: ", "))."
        )
      }
      return field
    }
    let single = fields(of: .two).filter { if case .single = $0.kind { true } else { false } }
    guard let field = single.first(where: { $0.id == "judgment" }) ?? single.first else {
      throw CommandFailure(
        "No field of stage two takes one choice; name another one with --field, such as --field "
          + "\(fields.first { labels(of: $0) != nil }?.id ?? "FIELD")"
      )
    }
    return field
  }
}
