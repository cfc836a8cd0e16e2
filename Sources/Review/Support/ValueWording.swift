import AnnotationCore

extension Guideline {
  /// Why what was written is no value of a field, in a sentence with the ids that are.
  func sentence(for problem: IllegalValue, of field: Field, written text: String) -> String {
    problem.sentence(
      field: "'\(field.id)'",
      written: text,
      offered: offered(by: field, under: nil, named: \.id)
    )
  }
}
