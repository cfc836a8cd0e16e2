import AnnotationCore
import ArgumentParser
import CommandLineKit
import Foundation
import GuidelineFiles
import NcursesTerminal
import ProjectStore
import SafeText
import TerminalKit

/// The terminal app.
@main
struct AnnotateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotate",
    abstract: "Label question-answer pairs in stages, by keyboard.",
    discussion: """
      Opens on your queue. Small letters and digits answer the field in focus, capital letters \
      are commands, and ? shows every key. What you enter is saved as a draft at once, and counts \
      once you commit it. --commands text lists every command with its keys.
      """
  )

  @Argument(help: "The project file.", completion: .file())
  var project: String?

  @Option(name: .customLong("as"), help: "Who you are in the project. Default: your system user.")
  var name: String?

  @Option(help: "The language of the guideline's texts, if it has several.")
  var language: String?

  @Option(
    help: """
      What orders right-to-left text: what suits the terminal (auto, the default), this program \
      (reorder), this program with Arabic letters joined, for terminals that do not join them \
      (reorder+shape), or the terminal (terminal).
      """
  )
  var bidi: BidiChoice?

  @ArgumentParser.Flag(help: "Show how this terminal draws the scripts of the project, and exit.")
  var checkTerminal = false

  @Option(help: "The colours: dark, light, contrast or none. Overrides NO_COLOR.")
  var theme: Theme?

  @ArgumentParser.Flag(inversion: .prefixedNo, help: "Whether the mouse selects and scrolls.")
  var mouse: Bool?

  @ArgumentParser.Flag(help: "Draw the program's own lines and symbols in ASCII.")
  var ascii = false

  @ArgumentParser.Flag(
    help: """
      Work line by line instead of on screens: texts are printed, answers are typed as lines. For \
      screen readers, and for scripts, which stop at the first line that is not an answer.
      """
  )
  var plain = false

  @Option(
    help: ArgumentHelp(
      "Read settings from this file instead of ~/.config/values-workbench/settings.yaml.",
      valueName: "file"
    ),
    completion: .file()
  )
  var settings: String?

  @Option(
    help: ArgumentHelp(
      "If the project file does not exist, make the sample project from this folder of samples.",
      valueName: "folder"
    )
  )
  var demo: String?

  @Option(
    help: ArgumentHelp(
      "List every command with its keys, as text, markdown or man, and exit.",
      valueName: "format"
    )
  )
  var commands: CommandListing?

  static func main() { runProgram(AnnotateCommand.self) }

  func validate() throws {
    guard project != nil || commands != nil else {
      throw ValidationError("Which project? Write: annotate PROJECT.xvw")
    }
  }

  func run() throws {
    if let commands { return printVerbatim(commands.listing) }
    guard let project else { return }
    if let demo, !FileManager.default.fileExists(atPath: project) {
      try makeSampleProject(at: project, from: demo, at: Self.now())
    }
    let user = try UserSettings.read(named: settings)
    let store = try Project.open(
      at: project,
      by: Identity(user: NSUserName(), name: name)
    )
    guard !store.isReadOnly else { throw StoreError.file(.fileReadOnly(path: project)) }
    let guideline = store.guideline.guideline
    guard let person = store.access.person else {
      throw OutsideTheTeam(user: store.access.user, project: project)
    }
    try store.noteActing(at: Self.now())
    let appearances = StateFile<Appearance>("appearance.json")
    let appearance = appearance(remembered: appearances.recall() ?? Appearance(), user.settings)
    let wanted = [language, appearance.language, user.settings.language].compactMap(\.self)
    var app = App(
      guideline: guideline,
      person: person,
      project: URL(fileURLWithPath: project).deletingPathExtension().lastPathComponent,
      language: guideline.language(preferring: wanted + person.languages),
      size: Size(rows: 24, columns: 80),
      appearance: appearance,
      keyMap: user.keyMap
    )
    let session = SessionIdentity.ofThisProcess()
    let runner = EffectRunner(
      project: store,
      person: person,
      session: session,
      now: Self.now,
      startOfDay: Self.startOfDay,
      unsavedDrafts: UnsavedDraftStore(project: store, person: person, session: session.token)
    )
    if plain {
      var loop = PlainLoop(
        session: PlainSession(app: app, appearances: appearances),
        runner: runner,
        isInteractive: isatty(STDIN_FILENO) == 1,
        width: { terminalColumns(of: STDOUT_FILENO) }
      )
      return try loop.run()
    }
    let display = TerminalDisplay(
      choice: bidi ?? user.settings.bidi.flatMap(BidiChoice.init(rawValue:)) ?? .auto,
      environment: ProcessInfo.processInfo.environment,
      store: WidthStore()
    )
    let terminal = try Self.startTerminal(
      NcursesTerminal.Options(
        sendsBidiControl: display.tellsTerminal,
        theme: appearance.theme,
        mouse: appearance.mouse,
        forcesColour: theme != nil
      )
    )
    defer { terminal.stop() }
    if checkTerminal {
      let page = TerminalPage(languages: try store.languages())
      var check = TerminalCheck(page: page, terminal: terminal, display: display)
      return check.run()
    }
    app.size = terminal.size
    app.readings = Readings(
      terminal: display.identity.name,
      order: display.choice.setting,
      recorded: Set(try store.readingChecks(of: person.id))
    )
    var loop = Loop(
      screen: ScreenTarget(
        app: app,
        terminal: terminal,
        display: display,
        appearances: appearances
      ),
      runner: runner
    )
    loop.run()
    if let parting = loop.runner.parting { throw Unsaved(description: parting) }
  }

  /// What was remembered gives way to the settings file, and that to the command line.
  private func appearance(remembered: Appearance, _ settings: Settings) -> Appearance {
    var appearance = remembered
    if let theme = theme ?? settings.theme.flatMap(Theme.init(rawValue:)) {
      appearance.theme = theme
    }
    if let mouse = mouse ?? settings.mouse { appearance.mouse = mouse }
    appearance.isASCII = ascii || settings.ascii ?? false
    return appearance
  }

  /// A terminal that cannot be used is wrong use: exit code 2.
  private static func startTerminal(
    _ options: NcursesTerminal.Options
  ) throws -> NcursesTerminal {
    do throws(TerminalError) {
      return try NcursesTerminal.start(options: options)
    } catch {
      printError("Error: \(error)")
      throw ExitCode(2)
    }
  }

  static func now() -> Timestamp {
    Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1000))
  }

  static func startOfDay() -> Timestamp {
    let start = Calendar.current.startOfDay(for: Date())
    return Timestamp(rawValue: Int64(start.timeIntervalSince1970 * 1000))
  }
}

extension BidiChoice: ExpressibleByArgument {}
extension Theme: ExpressibleByArgument {}
extension CommandListing: ExpressibleByArgument {}

/// What was entered last is not in the project.
struct Unsaved: Error, CustomStringConvertible {
  let description: String
}

/// The one who starts the app owns the project, and is not on its team.
private struct OutsideTheTeam: Error, CustomStringConvertible {
  let user: String
  let project: String

  var description: String {
    """
    '\(user)' owns the project \(project) and is not on its team.
    Say under whose name you work, with --as NAME (which is recorded), or add yourself: \
    review people add \(project) \(user) --role lead
    """
  }
}
