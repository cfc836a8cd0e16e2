import AnnotationCore
import Files
import Foundation
import SafeText

/// Remembers what the user can read, by terminal, in their own folder for such things.
struct ReadingStore {
  /// The ways that read right, by person, by terminal and by the code of the script.
  private typealias Answers = [String: [String: [String: ReadingCheck.Answer]]]

  let file: URL?
  /// Whose answers they are, by name: several may work on one account.
  let person: String

  /// In `$XDG_STATE_HOME/values-workbench/readings.json`, else in `~/.local/state`.
  init(
    of person: String,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    self.person = person
    file = UserFolder.state.url(in: environment)?.appendingPathComponent("readings.json")
  }

  /// What is known of a terminal.
  func recall(_ terminal: String) -> [Script: ReadingCheck.Answer] {
    let known = all()[person]?[terminal] ?? [:]
    return Dictionary(uniqueKeysWithValues: known.map { (Script(rawValue: $0.key), $0.value) })
  }

  /// Keeps an answer.
  ///
  /// That a folder cannot be written to is no reason to disturb anyone's work.
  func keep(_ check: ReadingCheck) {
    guard let file else { return }
    var answers = all()
    answers[person, default: [:]][check.terminal, default: [:]][check.script] = check.answer
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try? FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try? encoder.encode(answers).write(to: file, options: .atomic)
  }

  private func all() -> Answers {
    guard let file, let data = try? Data(contentsOf: file) else { return [:] }
    return (try? JSONDecoder().decode(Answers.self, from: data)) ?? [:]
  }
}
