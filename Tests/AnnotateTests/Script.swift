import AnnotationCore
import Foundation
import ProjectStore
import SafeText
import TerminalKit

@testable import Annotate

/// One person at a terminal, on a real project: keys go in, and the screen can be read.
final class Script {
  let team: Team
  private(set) var app: App
  private var runner: EffectRunner
  private let layout: TextLayout
  /// What was left to the terminal: leaving, suspending, the editor.
  private(set) var outside: [Effect] = []
  /// Everything that was carried out, in order.
  private(set) var effects: [Effect] = []

  /// Opens the program for a person, as the main loop does.
  init(
    _ team: Team,
    as person: KeyPath<Team, Person>,
    size: Size = Size(rows: 30, columns: 100),
    look: Look = Look(),
    keyMap: KeyMap = KeyMap(),
    session: SessionIdentity? = nil,
    bidi: BidiSetting = .reorder
  ) {
    let who = team[keyPath: person]
    self.team = team
    app = App(
      guideline: team.project.guideline.guideline,
      person: who,
      project: "values",
      language: "en",
      size: size,
      look: look,
      keyMap: keyMap
    )
    layout = TextLayout(bidi: bidi)
    runner = EffectRunner(
      project: team.project,
      person: who,
      session: session,
      now: { team.now },
      startOfDay: { Timestamp(rawValue: 0) }
    )
    act([.loadQueue, .announceGuideline, .claimSession(takingOver: false)])
    effects = []
    redraw()
  }

  /// Presses keys by their names, such as `down enter b ^S U`.
  func press(_ keys: String) {
    for name in keys.split(separator: " ") { send(.key(Key(named: String(name)) ?? .unknown)) }
  }

  /// Types a text as a keyboard sends it, scalar by scalar.
  func type(_ text: String) {
    for scalar in text.unicodeScalars { send(.key(.character(Character(scalar)))) }
  }

  func paste(_ text: String) { send(.paste(text)) }

  func send(_ event: Event) {
    act(app.update(event, now: team.now))
    redraw()
  }

  /// Draws the screen, since scrolling and clicking depend on what is seen.
  private func redraw() { app.metrics = draw(app, layout: layout).metrics }

  /// Clicks on the first place where words stand on the screen.
  func click(_ words: String) {
    for (row, text) in screen.enumerated() {
      guard let range = text.range(of: words) else { continue }
      let column = displayWidth(String(text[..<range.lowerBound]))
      send(.mouse(Mouse(.press, at: Position(row: row, column: column))))
      return
    }
  }

  /// Lets time pass; the draft is saved if it is due by then, and the jury looked at again.
  func wait(milliseconds: Int64) {
    let due = app.draftDue(now: team.clock)
    let watchDue = app.watchDue(now: team.clock)
    team.wait(milliseconds: milliseconds)
    if let due, due <= milliseconds { act(app.draftToSave(now: team.now)) }
    if let watchDue, watchDue <= milliseconds {
      act(app.watchAgain(now: team.now))
      redraw()
    }
  }

  /// Lets a moment pass without a key, as the main loop does: more is measured of the jury.
  /// - Returns: whether there was something to measure.
  func measureWhileIdle() -> Bool {
    guard runner.measuringDue != nil else { return false }
    runner.measure()
    return true
  }

  func act(_ effects: [Effect]) {
    for effect in effects {
      self.effects.append(effect)
      switch effect {
      case .quit, .suspend, .repaint, .edit, .apply: outside.append(effect)
      default:
        for report in runner.run(effect) {
          act(app.update(report, now: team.now))
          if report.isFailure { return }
        }
      }
    }
  }

  /// What an editor gives back.
  func finishEditing(_ field: FieldID, with text: String) {
    act(app.update(.edited(field, text), now: team.now))
  }

  var frame: Frame { view(app, layout: layout) }

  /// The screen as rows of text.
  var screen: [String] { frame.text }

  var styles: [String] { frame.styleRows }

  /// The screen as one text, to look for words in.
  var shown: String { screen.joined(separator: "\n") }

  /// The last row: what was said, or the keys.
  var footer: String { screen.last ?? "" }
}
