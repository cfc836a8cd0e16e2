import AnnotationCore
import NcursesTerminal
import ProjectStore
import SafeText
import TerminalKit

/// The one turn after another: wait, update, paint, act.
///
/// A key is painted before its effects run, so that the screen answers at once; what the effects
/// report is painted after them.
struct Loop {
  var screen: ScreenTarget
  var runner: EffectRunner

  /// Runs until the user leaves or the terminal is gone.
  mutating func run() {
    act(on: [.loadQueue, .announceGuideline, .claimSession(.ifFree), .findUnsaved])
    screen.paint()
    while true {
      let draftDue = screen.app.draftDue(now: runner.now())
      let checkpointDue = draftDue == nil ? runner.checkpointDue : nil
      let timeout = [screen.app.due(now: runner.now()), checkpointDue, runner.measuringDue]
        .compactMap(\.self).min()
      var event = screen.terminal.nextEvent(timeout: timeout.map { Duration.milliseconds($0) })
      screen.noteProbe()
      // No key arrived, and no draft waits to be saved: a pause.
      let isIdle = event == nil && draftDue == nil
      var effects = event.map { screen.update($0, now: runner.now()) } ?? []
      // A burst of keys, such as from a slow line, is taken in whole before anything is painted.
      while effects.isEmpty, event != nil, let more = screen.terminal.nextEvent(timeout: .zero) {
        event = more
        if more.needsMetrics { screen.measure() }
        effects = screen.update(more, now: runner.now())
      }
      effects += screen.app.effectsDue(now: runner.now())
      if !effects.contains(where: \.changesScreen) { screen.paint() }
      guard act(on: effects), event != .terminate else { return runner.release() }
      if !effects.isEmpty { screen.paint() }
      runner.checkpoint(isIdle: isIdle)
      if event == nil { runner.measure() }
    }
  }

  /// - Returns: false when it is time to leave.
  @discardableResult
  private mutating func act(on effects: [Effect]) -> Bool {
    runner.carryOut(effects, for: &screen)
  }
}

/// The app on a terminal.
struct ScreenTarget: EffectTarget {
  var app: App
  let terminal: NcursesTerminal
  /// How the terminal shows text.
  private(set) var display: TerminalDisplay
  private(set) var layout: TextLayout
  /// Where the user's screen preferences are kept.
  let appearances: StateFile<Appearance>
  /// Where it is kept what the user can read.
  let readingStore: ReadingStore

  init(
    app: App,
    terminal: NcursesTerminal,
    display: TerminalDisplay,
    appearances: StateFile<Appearance>,
    readingStore: ReadingStore? = nil
  ) {
    self.app = app
    self.terminal = terminal
    self.display = display
    self.appearances = appearances
    self.readingStore = readingStore ?? ReadingStore(of: app.person.name)
    layout = TextLayout(display.display)
    recallReadings()
  }

  /// Takes what is known of the terminal.
  private mutating func recallReadings() {
    let name = display.identity.name
    display.readings = readingStore.recall(name)
    layout = TextLayout(display.display)
    app.readings = Readings(
      terminal: name,
      order: display.choice.setting,
      answers: display.readings,
      recorded: app.readings?.recorded ?? [],
      isNameOpen: terminal.awaitsAnswers,
      postponed: app.readings?.postponed ?? []
    )
  }

  /// Takes an event; what the terminal answered is for the layout.
  mutating func update(_ event: Event, now: Timestamp) -> [Effect] {
    if case .measured(let answers) = event {
      learn(answers)
      return app.askAnew()
    }
    return app.update(event, now: now)
  }

  /// Notes whether the terminal may still say which it is.
  mutating func noteProbe() {
    guard app.readings?.isNameOpen == true else { return }
    let isOpen = terminal.awaitsAnswers
    app.readings?.isNameOpen = isOpen
  }

  private mutating func learn(_ answers: TerminalAnswers) {
    display.learn(answers, outer: terminalAroundTmux(display.environment))
    terminal.sendsBidiControl = display.tellsTerminal
    recallReadings()
  }

  mutating func take(_ report: Report, now: Timestamp) -> [Effect] { app.update(report, now: now) }

  mutating func performOutside(_ effect: Effect) -> [Report] {
    switch effect {
    case .suspend: terminal.suspend()
    case .repaint: terminal.repaint()
    case .apply(let appearance):
      terminal.theme = appearance.theme
      terminal.mouse = appearance.mouse
      appearances.keep(appearance)
    case .useReading(let check):
      display.readings[Script(rawValue: check.script)] = check.answer
      layout = TextLayout(display.display)
      readingStore.keep(check)
    case .edit(let field, let text, let item):
      switch terminal.runOutside({ editOutside(text, about: item) }) {
      case .success(let text): return [.edited(field, text)]
      case .failure(let problem): return [.failed(problem.description)]
      }
    default: break
    }
    return []
  }

  mutating func paint() {
    let drawing = draw(app, layout: layout)
    app.metrics = drawing.metrics
    let isASCII = app.appearance.isASCII || display.needsASCII
    terminal.present(isASCII ? drawing.frame.ascii() : drawing.frame)
  }

  /// Learns what the next event needs to know of what is shown.
  mutating func measure() { app.metrics = draw(app, layout: layout).metrics }
}

extension Effect {
  /// Whether the screen will look different once the effect has run, so that painting before is idle.
  var changesScreen: Bool {
    switch self {
    case .commit, .openNext, .openPrevious, .openItem, .openDispute, .adjudicate, .skip, .undo,
      .withdraw, .loadQueue, .loadItems:
      true
    default: false
    }
  }
}

extension Event {
  /// Whether it matters for the event what is on the screen: a line up, a page, a click.
  fileprivate var needsMetrics: Bool {
    switch self {
    case .mouse, .key(.up), .key(.down), .key(.pageUp), .key(.pageDown), .key(.alt): true
    default: false
    }
  }
}
