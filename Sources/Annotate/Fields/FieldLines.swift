import AnnotationCore

extension App {
  /// What a field can be answered with.
  func plainChoices(
    of field: Field,
    in form: StageForm,
    suggestions: JuryOpinion? = nil
  ) -> [String] {
    var lines: [String] = []
    switch field.kind {
    case .single, .multiple:
      for choice in form.choices(of: field) {
        let votes = votes(for: .single(choice.id), of: field, in: suggestions)
        lines.append(
          "  \(choice.key)  \(choice.title.text(in: language))" + (votes.map { ", \($0)" } ?? "")
        )
      }
      if let none = votes(for: .multiple([]), of: field, in: suggestions) {
        lines.append("  None: \(none)")
      }
      if case .multiple = field.kind {
        lines.append(field.isOptional ? "Several keys, or - for none." : "Several keys.")
      }
    case .scale(let steps, let labels):
      for step in steps {
        let votes = votes(for: .scale(step), of: field, in: suggestions)
        let words = [labels[step]?.text(in: language), votes].compactMap { $0 }
        if !words.isEmpty { lines.append("  \(step)  \(words.joined(separator: ", "))") }
      }
    case .text(let maximum):
      lines.append("Up to \(maximum) characters; a backslash at the end of a line goes on.")
    }
    return lines
  }
}
