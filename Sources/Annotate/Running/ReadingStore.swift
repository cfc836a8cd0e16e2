import AnnotationCore
import Foundation
import SafeText

/// Remembers what people can read, by terminal: schemas/readings.schema.json.
struct ReadingStore {
  /// The ways that read right, by person, by terminal and by the code of the script.
  let file: StateFile<[String: [String: [String: String]]]>
  /// Whose answers they are, by name: several may work on one account.
  let person: String

  init(
    of person: String,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    self.person = person
    file = StateFile("readings.json", environment: environment)
  }

  /// What is known of a terminal.
  func recall(_ terminal: String) -> [Script: ReadingCheck.Answer] {
    let known = file.recall()?[person]?[terminal] ?? [:]
    let answers = known.compactMap { code, answer -> (Script, ReadingCheck.Answer)? in
      let script = Script(rawValue: code)
      guard let answer = ReadingCheck.Answer(rawValue: answer),
        answer == .unreadable || ReadingQuestion.ways(of: script).contains(answer)
      else { return nil }
      return (script, answer)
    }
    return Dictionary(uniqueKeysWithValues: answers)
  }

  /// Keeps an answer.
  func keep(_ check: ReadingCheck) {
    file.update([:]) { answers in
      answers[person, default: [:]][check.terminal, default: [:]][check.script] =
        check.answer.rawValue
    }
  }
}
