import AnnotationCore
import SafeText
import TerminalKit

extension App {
  /// Asks about the script of the item that was opened, before it is read; an answer that was given in
  /// another project is recorded in this one.
  mutating func askWhetherReadable() -> [Effect] {
    guard let readings, let script = item?.script else { return [] }
    if let check = readings.check(of: script) {
      return self.readings?.recorded.insert(check).inserted == true ? [.keepReading(check)] : []
    }
    guard overlay == nil, !readings.postponed.contains(script) else { return [] }
    return askAgain()
  }

  /// Asks, or no longer asks, once it is known which terminal it is.
  mutating func askAnew() -> [Effect] {
    if case .card(.reading(let question)) = overlay, readings?.check(of: question.script) != nil {
      overlay = nil
    }
    return askWhetherReadable()
  }

  /// The question about the script of the item that is open.
  var readingQuestion: ReadingQuestion? {
    guard readings != nil, let state = item, let script = state.script else { return nil }
    return ReadingQuestion(script, language: state.item.language, text: state.item.question)
  }

  /// Asks about the script of the item that is open.
  mutating func askAgain() -> [Effect] {
    guard let question = readingQuestion else { return [] }
    editItem { $0.clock.pause() }
    overlay = .card(.reading(question))
    return []
  }

  /// Takes a key while the question is asked.
  mutating func press(_ key: Key, asked question: ReadingQuestion) -> [Effect] {
    if question.isUnreadable {
      if key == .enter || key == .escape { overlay = nil }
      return []
    }
    switch key {
    case .escape:
      overlay = nil
      readings?.postponed.insert(question.script)
      return []
    case .character("n"):
      var unreadable = question
      unreadable.isUnreadable = true
      overlay = .card(.reading(unreadable))
      return keep(.none, of: question)
    case .character("y") where question.ways.count == 1:
      overlay = nil
      return keep(question.ways[0], of: question)
    case .character(let character):
      guard question.ways.count > 1, let number = character.wholeNumberValue,
        question.ways.indices.contains(number - 1)
      else { return [] }
      overlay = nil
      return keep(question.ways[number - 1], of: question)
    default: return []
    }
  }

  private mutating func keep(_ way: ReadingCheck.Answer, of question: ReadingQuestion) -> [Effect] {
    readings?.answers[question.script] = way
    guard let check = readings?.check(of: question.script) else { return [] }
    readings?.recorded.insert(check)
    return [.draw(check), .keepReading(check)]
  }

  /// The item's words with marks.
  var spelling: [SpelledWord] {
    guard let item = item?.item else { return [] }
    return spelledWords(in: item.question + "\n" + item.answer)
  }

  /// Shows the item's words with marks, spelled.
  mutating func spell() -> [Effect] {
    overlay = .card(.spelling(spelling, scroll: 0))
    return []
  }
}
