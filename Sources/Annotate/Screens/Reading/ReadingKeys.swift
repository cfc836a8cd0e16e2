import AnnotationCore
import SafeText
import TerminalKit

extension App {
  /// Asks about a script of the item that is open, before it is read; an answer that was given in another
  /// project is recorded in this one.
  mutating func askWhetherReadable() -> [Effect] {
    guard let state = item, var readings else { return [] }
    let checks = state.scripts.compactMap(readings.check)
      .filter { readings.recorded.insert($0).inserted }
    self.readings = readings
    if overlay == nil, guide == nil, !state.isBegun || !readings.repeated.isEmpty,
      let script = readings.toAskAbout(state.scripts)
    {
      editItem { $0.clock.pause() }
      let item = state.item
      overlay = .card(
        .reading(
          ReadingQuestion(
            script,
            language: item.language,
            text: item.question,
            order: readings.order
          )
        )
      )
    }
    return checks.map(Effect.recordReading)
  }

  /// No longer asks what is known, now that it is known which terminal it is.
  mutating func askAnew() -> [Effect] {
    if case .card(.reading(let question)) = overlay, readings?.check(of: question.script) != nil {
      overlay = nil
    }
    return askWhetherReadable()
  }

  /// Asks again about each script of the item that is open.
  mutating func askAgain() -> [Effect] {
    let scripts = item?.scripts ?? []
    readings?.repeated.formUnion(scripts)
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
      readings?.repeated.remove(question.script)
      return []
    case .character("n"):
      var unreadable = question
      unreadable.isUnreadable = true
      overlay = .card(.reading(unreadable))
      return keep(.unreadable, of: question)
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
    readings?.repeated.remove(question.script)
    guard let check = readings?.check(of: question.script) else { return [] }
    readings?.recorded.insert(check)
    return [.useReading(check), .recordReading(check)]
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
