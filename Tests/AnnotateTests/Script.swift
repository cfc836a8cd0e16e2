import AnnotationCore
import ProjectStore
import TerminalKit

@testable import Annotate

/// One person at a terminal, on a real project: keys go in, and the screen can be read.
final class Script {
  let team: Team
  private(set) var app: App
  private let runner: EffectRunner
  private let layout = TextLayout()
  /// What was left to the terminal: leaving, suspending, the editor.
  private(set) var outside: [Effect] = []
  /// Everything that was carried out, in order.
  private(set) var effects: [Effect] = []

  /// Opens the program for a person, as the main loop does.
  init(
    _ team: Team,
    as person: KeyPath<Team, Person>,
    size: Size = Size(rows: 30, columns: 100)
  ) {
    let who = team[keyPath: person]
    self.team = team
    app = App(
      guideline: team.project.guideline.guideline,
      person: who,
      project: "values",
      language: "en",
      size: size
    )
    runner = EffectRunner(
      project: team.project,
      person: who,
      now: { team.now },
      startOfDay: { Timestamp(rawValue: 0) }
    )
    act([.loadQueue])
  }

  /// Presses keys by their names, such as `down enter b ^S U`.
  func press(_ keys: String) {
    for name in keys.split(separator: " ") { send(.key(Key(named: String(name)))) }
  }

  /// Types a text as a keyboard sends it, scalar by scalar.
  func type(_ text: String) {
    for scalar in text.unicodeScalars { send(.key(.character(Character(scalar)))) }
  }

  func paste(_ text: String) { send(.paste(text)) }

  func send(_ event: Event) { act(app.update(event, now: team.now)) }

  /// Lets time pass; the draft is saved if it is due by then.
  func wait(milliseconds: Int64) {
    let due = app.draftDue(now: team.clock)
    team.wait(milliseconds: milliseconds)
    if let due, due <= milliseconds { act(app.draftToSave(now: team.now)) }
  }

  func act(_ effects: [Effect]) {
    for effect in effects {
      self.effects.append(effect)
      switch effect {
      case .quit, .suspend, .repaint, .edit: outside.append(effect)
      default:
        guard let report = runner.run(effect) else { continue }
        act(app.update(report, now: team.now))
        if case .failed = report { return }
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

extension Key {
  /// The key with a name as the help screen writes it.
  init(named name: String) {
    let known: [String: Key] = [
      "space": .character(" "), "enter": .enter, "tab": .tab, "shift-tab": .backTab,
      "esc": .escape, "backspace": .backspace, "delete": .delete, "up": .up, "down": .down,
      "left": .left, "right": .right, "home": .home, "end": .end, "pgup": .pageUp,
      "pgdn": .pageDown, "F1": .function(1),
    ]
    self =
      if let key = known[name] {
        key
      } else if name.count == 2, name.hasPrefix("^") {
        .control(Character(name.dropFirst().lowercased()))
      } else if name.hasPrefix("alt-") {
        .alt(name.last ?? "?")
      } else {
        .character(name.first ?? "?")
      }
  }
}
