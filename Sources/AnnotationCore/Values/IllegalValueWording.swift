extension IllegalValue {
  /// Why a field cannot hold a value, in a sentence that ends with what to do, where that is not plain.
  /// - Parameters:
  ///   - name: how the field is called there: its title, or its id in quotation marks.
  ///   - written: what was written for the value, where it was.
  ///   - offered: how the choices are called that the field has; empty where that is not to be said.
  package func sentence(field name: String, written: String? = nil, offered: [String] = [])
    -> String
  {
    let choices = offered.isEmpty ? "" : " It takes: \(offered.joined(separator: ", "))."
    switch self {
    case .missing: return "\(name) is still empty."
    case .empty: return "\(name) needs at least one choice." + choices
    case .blank: return "\(name) is blank: it needs a text."
    case .wrongKind:
      return
        (written.map { "'\($0)' is not a value of \(name)." }
        ?? "\(name) has a value of another kind.") + choices
    case .notOffered(let words):
      return "'\((words.first ?? "").prefix(40))' is not a choice of \(name)." + choices
    case .ambiguous(let word, let ids):
      return "'\(word)' is the title of more than one choice of \(name). Write the id, one of: "
        + "\(ids.joined(separator: ", "))."
    case .outsideScale(let step, let steps):
      return "\(step) is not a step of \(name): \(steps.lowerBound) to \(steps.upperBound)."
    case .tooLong(let count, let maximum):
      return "\(name) has \(count) characters; \(maximum) fit. Shorten it."
    }
  }
}

extension Guideline {
  /// What a field takes, in words: the names of its choices, or the steps of its scale.
  /// - Parameters:
  ///   - criterion: the criterion that applies; without one, a field whose choices are the points takes
  ///     every point.
  ///   - name: how choices are called there.
  package func offered(
    by field: Field,
    under criterion: CriterionID?,
    named name: KeyPath<Choice, String>
  ) -> [String] {
    if case .scale(let steps, _) = field.kind {
      return ["\(steps.lowerBound) to \(steps.upperBound)"]
    }
    return choices(of: field, under: criterion).map { $0[keyPath: name] }
  }
}
