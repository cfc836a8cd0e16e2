import AnnotationCore
import NcursesTerminal
import SafeText
import TerminalKit

/// The one turn after another: wait, update, paint, act.
///
/// A key is painted before its effects run, so that the screen answers at once; what the effects
/// report is painted after them.
struct Loop {
  var app: App
  var runner: EffectRunner
  let terminal: NcursesTerminal
  let layout: TextLayout
  /// Where the user's liking of the screen is remembered.
  let memory: LookMemory

  /// Runs until the user leaves or the terminal is gone.
  mutating func run() {
    act(on: [.loadQueue, .announceGuideline, .claimSession(takingOver: false)])
    paint()
    while true {
      let draftDue = app.draftDue(now: runner.now())
      let watchDue = app.watchDue(now: runner.now())
      let timeout = [draftDue ?? runner.settlingDue, watchDue, runner.measuringDue]
        .compactMap(\.self).min()
      var event = terminal.nextEvent(timeout: timeout.map { Duration.milliseconds($0) })
      // Waiting in vain for a key, with no draft to save, is a pause.
      let isIdle = event == nil && draftDue == nil
      var effects = event.map { app.update($0, now: runner.now()) } ?? []
      // A burst of keys, such as from a slow line, is taken in whole before anything is painted.
      while effects.isEmpty, event != nil, let more = terminal.nextEvent(timeout: .zero) {
        event = more
        if more.needsMetrics { app.metrics = draw(app, layout: layout).metrics }
        effects = app.update(more, now: runner.now())
      }
      if app.draftDue(now: runner.now()) == 0 { effects += app.draftToSave(now: runner.now()) }
      if app.watchDue(now: runner.now()) == 0 { effects += app.watchAgain(now: runner.now()) }
      if !effects.contains(where: \.changesScreen) { paint() }
      guard act(on: effects), event != .terminate else { return runner.release() }
      if !effects.isEmpty { paint() }
      runner.settle(isIdle: isIdle)
      if event == nil { runner.measure() }
    }
  }

  private mutating func paint() {
    let drawing = draw(app, layout: layout)
    app.metrics = drawing.metrics
    terminal.present(app.look.isASCII ? drawing.frame.ascii() : drawing.frame)
  }

  /// - Returns: false when it is time to leave.
  @discardableResult
  private mutating func act(on effects: [Effect]) -> Bool {
    for effect in effects {
      switch effect {
      case .quit: return false
      case .suspend: terminal.suspend()
      case .repaint: terminal.repaint()
      case .apply(let look):
        terminal.theme = look.theme
        terminal.mouse = look.mouse
        memory.keep(look)
      case .edit(let field, let text):
        let result = terminal.runOutside { editOutside(text) }
        let report: Report =
          switch result {
          case .success(let text): .edited(field, text)
          case .failure(let problem): .failed(problem.description)
          }
        _ = act(on: app.update(report, now: runner.now()))
      default:
        for report in runner.run(effect) {
          guard act(on: app.update(report, now: runner.now())) else { return false }
          // What follows was asked for in the belief that this would work.
          if report.isFailure { return true }
        }
      }
    }
    return true
  }
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

extension Report {
  /// Whether what was asked for did not happen.
  var isFailure: Bool {
    switch self {
    case .failed, .draftNotSaved, .held, .guidelineChanged: true
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
