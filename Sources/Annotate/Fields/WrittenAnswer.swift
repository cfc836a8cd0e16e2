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
        throw NoAnswer(
          sentence: IllegalValue.missing.sentence(field: field.title.text(in: language))
        )
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
      let keys = guideline.offered(by: field, under: basis.criterion, named: \.key)
      let title = field.title.text(in: language)
      throw NoAnswer(sentence: error.sentence(field: title, written: line, offered: keys))
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
}
