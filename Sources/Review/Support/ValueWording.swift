import AnnotationCore

extension Guideline {
  /// Why what was written is no value of a field, in a sentence.
  func sentence(for problem: IllegalValue, _ text: String, of field: Field) -> String {
    let choices = choices(of: field, under: nil).map(\.id).joined(separator: ", ")
    switch problem {
    case .missing: return "'\(field.id)' needs a label, and there is none."
    case .empty:
      if case .text = field.kind { return "'\(field.id)' needs a text, and this one is blank." }
      return "'\(field.id)' needs at least one choice. It has: \(choices)."
    case .notOffered(let words):
      return "'\(words.first ?? "")' is not a choice of '\(field.id)'. It has: \(choices)."
    case .ambiguous(let word, let ids):
      return
        "'\(word)' is the title of more than one choice of '\(field.id)'. Write the id, one of: "
        + "\(ids.joined(separator: ", "))."
    case .wrongKind, .outsideScale:
      guard case .scale(let steps, _) = field.kind else {
        return "'\(text)' is not a label of '\(field.id)'."
      }
      return "'\(text)' is not a step of '\(field.id)': \(steps.lowerBound) to \(steps.upperBound)."
    case .tooLong(let count, let maximum):
      return "'\(field.id)' takes \(maximum) characters, not \(count)."
    }
  }
}
