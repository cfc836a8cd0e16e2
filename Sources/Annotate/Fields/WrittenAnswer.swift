import AnnotationCore

/// Why a line is no answer to a field, in a sentence.
struct NoAnswer: Error, Hashable {
  let sentence: String
}

/// A line as the answer to a field.
extension StageForm {
  /// Takes a line for a field.
  ///
  /// A choice is told by its key, id or title, several with commas or spaces between them, `-` for
  /// none; a step by its number; a text as it stands. An empty line keeps what is there.
  /// - Throws: why the line is no answer; nothing has changed then.
  mutating func take(_ line: String, for field: Field, language: String) throws(NoAnswer) {
    if line.allSatisfy(\.isWhitespace) {
      confirmNone(in: field)
      guard isComplete(field) else {
        throw NoAnswer(sentence: sentence(for: .missing, field, language))
      }
      return
    }
    let value: FieldValue?
    do {
      value = try guideline.value(
        written: line,
        for: field,
        under: basis.criterion,
        names: .keysToo
      )
    } catch {
      throw NoAnswer(sentence: sentence(for: error, field, language))
    }
    clear(field)
    switch value {
    case nil: break
    case .single(let choice): choose(choice, in: field)
    case .multiple(let choices):
      confirmNone(in: field)
      for choice in choices { choose(choice, in: field) }
    case .scale(let step): rate(step, in: field)
    case .text(let text): write(text, in: field)
    }
  }

  private func sentence(for problem: IllegalValue, _ field: Field, _ language: String) -> String {
    let title = field.title.text(in: language)
    switch problem {
    case .missing: return "\(title) is still empty."
    case .empty: return "\(title) needs at least one choice."
    case .notOffered(let words):
      let keys = choices(of: field).map(\.key).joined(separator: " ")
      return "'\(words.first ?? "")' is no choice of \(title). It takes: \(keys)."
    case .ambiguous(let word, let choices):
      return "'\(word)' is more than one choice of \(title): \(choices.joined(separator: ", "))."
    case .wrongKind, .outsideScale:
      guard case .scale(let steps, _) = field.kind else { return "\(title) takes something else." }
      return "\(title) takes a number from \(steps.lowerBound) to \(steps.upperBound)."
    case .tooLong(let count, let maximum):
      return "\(title) would have \(count) characters; \(maximum) fit. Shorten it."
    }
  }
}
