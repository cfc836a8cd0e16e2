import AnnotationCore
import Foundation
import ProjectStore
import SafeText
import TerminalKit

@testable import Annotate

/// One person at a terminal, on a real project: keys go in, and the screen can be read.
final class Script {
  let team: Team
  private var target: Target
  private var runner: EffectRunner
  private let layout: TextLayout
  private var lastKey: Key?

  /// The app without a terminal: what that would have done is noted.
  private struct Target: EffectTarget {
    var app: App
    var outside: [Effect] = []
    var effects: [Effect] = []

    mutating func take(_ report: Report, now: Timestamp) -> [Effect] {
      let next = app.update(report, now: now)
      effects += next
      return next
    }

    mutating func performOutside(_ effect: Effect) -> [Report] {
      outside.append(effect)
      return []
    }
  }

  var app: App { target.app }
  /// What the user is told after leaving.
  var parting: String? { runner.parting }
  /// What was left to the terminal: leaving, suspending, the editor.
  var outside: [Effect] { target.outside }
  /// Everything that was to be carried out, in order.
  var effects: [Effect] { target.effects }

  /// Opens the program for a person, as the main loop does.
  init(
    _ team: Team,
    as person: KeyPath<Team, Person>,
    size: Size = Size(rows: 30, columns: 100),
    appearance: Appearance = Appearance(),
    keyMap: KeyMap = KeyMap(),
    session: SessionIdentity? = nil,
    unsavedDrafts: UnsavedDraftStore? = nil,
    bidi: BidiSetting = .reorder,
    terminal: String? = nil
  ) {
    let who = team[keyPath: person]
    self.team = team
    var app = App(
      guideline: team.project.guideline.guideline,
      person: who,
      project: "values",
      language: "en",
      size: size,
      appearance: appearance,
      keyMap: keyMap
    )
    app.readings = terminal.map { Readings(terminal: $0) }
    target = Target(app: app)
    layout = TextLayout(TextDisplay(bidi: bidi))
    runner = EffectRunner(
      project: team.project,
      person: who,
      session: session,
      now: { team.now },
      startOfDay: { Timestamp(rawValue: 0) },
      unsavedDrafts: unsavedDrafts
    )
    act([.loadQueue, .announceGuideline, .claimSession(.ifFree), .findUnsaved])
    target.outside = []
    target.effects = []
    redraw()
  }

  /// Presses keys by their names, such as `down enter b ^S U`; the same one again as fast as people do.
  func press(_ keys: String) {
    for name in keys.split(separator: " ") {
      let key = Key(named: String(name)) ?? .unknown
      if key == lastKey { team.wait(milliseconds: 200) }
      lastKey = key
      send(.key(key))
    }
  }

  /// Types a text as a keyboard sends it, scalar by scalar.
  func type(_ text: String) {
    for scalar in text.unicodeScalars { send(.key(.character(Character(scalar)))) }
  }

  func paste(_ text: String) { send(.paste(text)) }

  func send(_ event: Event) {
    act(target.app.update(event, now: team.now))
    redraw()
  }

  /// Draws the screen, since scrolling and clicking depend on what is seen.
  private func redraw() { target.app.metrics = draw(app, layout: layout).metrics }

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
    team.wait(milliseconds: milliseconds)
    act(target.app.effectsDue(now: team.now))
    redraw()
  }

  /// Lets a moment pass without a key, as the main loop does: more is measured of the jury.
  /// - Returns: whether there was something to measure.
  func measureWhileIdle() -> Bool {
    guard runner.measuringDue != nil else { return false }
    runner.measure()
    return true
  }

  func act(_ effects: [Effect]) {
    target.effects += effects
    if !runner.carryOut(effects, for: &target) { target.outside.append(.quit) }
  }

  /// What an editor gives back.
  func finishEditing(_ field: FieldID, with text: String) {
    act(target.app.update(.edited(field, text), now: team.now))
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

extension Effect {
  /// The field whose text goes to the user's editor.
  var edited: FieldID? { if case .edit(let field, _, _) = self { field } else { nil } }
}
