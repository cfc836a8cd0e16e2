import AnnotationCore
import ArgumentParser
import Foundation
import NcursesTerminal
import ProjectStore
import TerminalKit

/// The terminal app.
@main
struct AnnotateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotate",
    abstract: "Label question-answer pairs in two stages, by keyboard.",
    discussion: """
      Opens on your queue. Small letters and digits answer the field in focus, capital letters \
      are commands, and ? shows every key. What you enter is kept as a draft at once; it counts \
      once you commit it.
      """
  )

  @Argument(help: "The project file.", completion: .file())
  var project: String

  @Option(name: .customLong("as"), help: "Who you are in the project. Default: your system user.")
  var name: String?

  @Option(help: "The language of the guideline's texts, where it has several.")
  var language: String?

  @Option(
    help: """
      Who puts right-to-left text in order: this program (reorder), this program with Arabic \
      letters joined for terminals that don't (reorder+shape), or the terminal (terminal).
      """
  )
  var bidi: BidiSetting = .reorder

  @Option(
    help: ArgumentHelp(
      "Make the sample project from this folder of samples first, where the file is not there yet.",
      valueName: "folder"
    )
  )
  var demo: String?

  func run() throws {
    if let demo, !FileManager.default.fileExists(atPath: project) {
      try makeSampleProject(at: project, from: demo, at: Self.now())
    }
    let store = try Project.open(at: project)
    let guideline = store.guideline.guideline
    let name = name ?? NSUserName()
    guard let person = try store.person(named: name) else {
      throw UnknownPerson(description: try Self.unknownPerson(name, in: store, at: project))
    }
    let terminal = try Self.startTerminal(sendsBidiControl: bidi != .terminal)
    defer { terminal.stop() }
    var loop = Loop(
      app: App(
        guideline: guideline,
        person: person,
        project: URL(fileURLWithPath: project).deletingPathExtension().lastPathComponent,
        language: guideline.language(preferring: [language].compactMap(\.self) + person.languages),
        size: terminal.size
      ),
      runner: EffectRunner(
        project: store,
        person: person,
        now: Self.now,
        startOfDay: Self.startOfDay
      ),
      terminal: terminal,
      layout: TextLayout(bidi: bidi)
    )
    loop.run()
  }

  /// A terminal that cannot be used is wrong use: exit code 2.
  private static func startTerminal(sendsBidiControl: Bool) throws -> NcursesTerminal {
    do throws(TerminalError) {
      return try NcursesTerminal.start(options: .init(sendsBidiControl: sendsBidiControl))
    } catch {
      try FileHandle.standardError.write(contentsOf: Data("Error: \(error)\n".utf8))
      throw ExitCode(2)
    }
  }

  private static func unknownPerson(
    _ name: String,
    in store: Project,
    at path: String
  ) throws -> String {
    let known = try store.people().map(\.name)
    let who =
      known.isEmpty ? "Nobody is in it yet." : "In it: \(known.joined(separator: ", "))."
    return """
      '\(name)' is not in the project \(path). \(who)
      Say who you are with --as NAME, or let a lead add you: review people add \(path) \(name)
      """
  }

  static func now() -> Timestamp {
    Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1000))
  }

  static func startOfDay() -> Timestamp {
    let start = Calendar.current.startOfDay(for: Date())
    return Timestamp(rawValue: Int64(start.timeIntervalSince1970 * 1000))
  }
}

extension BidiSetting: ExpressibleByArgument {}

/// The one who starts the app is not in the project.
private struct UnknownPerson: Error, CustomStringConvertible {
  let description: String
}
