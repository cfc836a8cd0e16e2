import AnnotationCore

/// The field that a jury is judged by.
extension Guideline {
  /// The field of a name; without one `judgment` where the last stage has it, else the first of its
  /// fields with one choice.
  /// - Throws: ``MeasurementError`` where there is no such field, or it takes not exactly one label.
  func juryField(named name: String?) throws(MeasurementError) -> Field {
    let fit = fields.filter { labels(of: $0) != nil }.map(\.id)
    if let name {
      let field = try field(named: name)
      guard fit.contains(field.id) else { throw .notOneLabel(field.id, known: fit) }
      return field
    }
    let single = fields(of: lastStage).filter { if case .single = $0.kind { true } else { false } }
    guard let field = single.first(where: { $0.id == "judgment" }) ?? single.first else {
      throw .noChoiceInLastStage(example: fit.first)
    }
    return field
  }
}
