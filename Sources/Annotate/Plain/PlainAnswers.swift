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
    let words = line.trimmed
    let title = field.title.text(in: language)
    if words.isEmpty {
      confirmNone(in: field)
      guard isComplete(field) else { throw NoAnswer(sentence: "\(title) is still empty.") }
      return
    }
    switch field.kind {
    case .single: choose(try choice(words, of: field, language: language), in: field)
    case .multiple: try mark(words, in: field, language: language)
    case .scale(let steps, _):
      guard let step = Int(words), steps.contains(step) else {
        throw NoAnswer(
          sentence: "\(title) takes a number from \(steps.lowerBound) to \(steps.upperBound)."
        )
      }
      rate(step, in: field)
    case .text(let maximum):
      guard line.count <= maximum else {
        throw NoAnswer(
          sentence: "\(title) would have \(line.count) characters; \(maximum) fit. Shorten it."
        )
      }
      write(line, in: field)
    }
  }

  /// Marks exactly the choices that a line names.
  private mutating func mark(
    _ words: String,
    in field: Field,
    language: String
  ) throws(NoAnswer) {
    var wanted: Set<ChoiceID> = []
    if words == "-" {
      guard field.isOptional else {
        throw NoAnswer(sentence: "\(field.title.text(in: language)) needs at least one choice.")
      }
    } else if let whole = try? choice(words, of: field, language: language) {
      wanted = [whole]
    } else {
      // Titles may hold spaces: where there are commas, only they part.
      let parts =
        words.contains(",")
        ? words.split(separator: ",") : words.split(whereSeparator: \.isWhitespace)
      for part in parts where !String(part).trimmed.isEmpty {
        wanted.insert(try choice(String(part).trimmed, of: field, language: language))
      }
    }
    clear(field)
    confirmNone(in: field)
    for choice in choices(of: field) where wanted.contains(choice.id) {
      choose(choice.id, in: field)
    }
  }

  private func choice(
    _ word: String,
    of field: Field,
    language: String
  ) throws(NoAnswer) -> ChoiceID {
    let offered = choices(of: field)
    let folded = word.lowercased()
    let found =
      offered.first { $0.key == word } ?? offered.first { $0.id.lowercased() == folded }
      ?? offered.first { $0.title.text(in: language).lowercased() == folded }
    if let found { return found.id }
    let keys = offered.map(\.key).joined(separator: " ")
    throw NoAnswer(
      sentence: "'\(word)' is no choice of \(field.title.text(in: language)). It takes: \(keys)."
    )
  }
}
