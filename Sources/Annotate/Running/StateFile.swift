import AnnotationCore
import Files
import Foundation
import SafeText
import TerminalKit

/// A JSON file in which the program remembers something from one day to the next, in the user's own folder
/// for such things: `$XDG_STATE_HOME/values-workbench`, else `~/.local/state/values-workbench`.
struct StateFile<Value: Codable> {
  let url: URL?

  init(_ name: String, environment: [String: String] = ProcessInfo.processInfo.environment) {
    url = UserFolder.state.url(in: environment)?.appendingPathComponent(name)
  }

  /// What was kept last; nil where there is nothing that can be read.
  func recall() -> Value? {
    url.flatMap { SmallFile.contents(of: $0.path, upTo: 1_000_000) }
      .flatMap { try? JSONDecoder().decode(Value.self, from: $0) }
  }

  /// Keeps a value.
  ///
  /// That a folder cannot be written to is no reason to disturb anyone's work.
  func keep(_ value: Value) {
    guard let url else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try? FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    let file = url.resolvingSymlinksInPath()
    // What somebody has spoilt is for them to mend.
    if recall() == nil {
      try? FileManager.default.moveItem(at: file, to: file.appendingPathExtension("unreadable"))
    }
    try? encoder.encode(value).write(to: file, options: .atomic)
  }
}

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
    var answers = file.recall() ?? [:]
    answers[person, default: [:]][check.terminal, default: [:]][check.script] =
      check.answer.rawValue
    file.keep(answers)
  }
}

/// Remembers how wide terminals draw, by their names, for the first screen of the next time:
/// schemas/widths.schema.json.
struct WidthStore {
  /// The columns that were measured, by terminal and by the name of what they belong to.
  let file: StateFile<[String: [String: Int]]>

  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    file = StateFile("widths.json", environment: environment)
  }

  /// What a terminal of this name answered last.
  func recall(_ terminal: String) -> WidthTable? {
    guard let known = file.recall()?[terminal] else { return nil }
    let measured = WidthProbe.all.compactMap { probe in
      known[probe.kind.name].flatMap { probe.range.contains($0) ? (probe.kind, $0) : nil }
    }
    return WidthTable(Dictionary(measured) { $1 })
  }

  /// Keeps what a terminal answered, unless that is known.
  func keep(_ widths: WidthTable, of terminal: String) {
    let measured = widths.measured.map { ($0.key.name, $0.value) }
    var known = file.recall() ?? [:]
    let new = Dictionary(measured) { $1 }
    guard known[terminal] != new else { return }
    known[terminal] = new
    file.keep(known)
  }
}
