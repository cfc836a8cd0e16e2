import AnnotationCore
import ProjectStore
import TerminalKit
import Testing

@testable import Annotate

@Suite struct HelpTests {
  /// The rows of the help screen, with the whole of it in sight.
  private func help(_ script: Script, _ key: String = "?") -> [String] {
    script.send(.resize(Size(rows: 60, columns: 100)))
    script.press(key)
    return script.screen.map { $0.split(separator: " ").joined(separator: " ") }
  }

  /// The commands of a scope that a person can see there, those without a key by their names.
  private func expect(_ scope: Scope, in rows: [String], of script: Script) {
    for command in script.app.commands(in: scope)
    where !CommandID.adoptingByLetter.contains(command.id) {
      let entry = script.app.entry(of: command)
      let words =
        entry.key.isEmpty ? ": \(entry.name): \(entry.help)" : "\(entry.key) \(entry.help)"
      #expect(rows.contains { words.hasPrefix($0) }, "\(words)")
    }
  }

  @Test func `the queue's help has every command of the queue and of everywhere`() throws {
    let ana = Script(try Team(), as: \.ana)
    let rows = help(ana)
    expect(.queue, in: rows, of: ana)
    expect(.anywhere, in: rows, of: ana)
  }

  @Test func `an item's help has every command of an item`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter")
    expect(.item, in: help(ana), of: ana)
  }

  @Test func `the help of the items and of the guideline have all of their commands`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("I")
    expect(.items, in: help(ana), of: ana)
    ana.press("x G")
    expect(.guideline, in: help(ana), of: ana)
  }

  @Test func `a lead's help has every command of a dispute`() throws {
    let team = try Team.inDispute()
    let noor = Script(team, as: \.noor)
    noor.press("D")
    let rows = help(noor)
    #expect(rows.contains("A Take the label of rater A."))
    #expect(!rows.contains("C Take the label of rater C."))
    expect(.adjudication, in: rows, of: noor)
  }

  @Test func `any key goes back, and scrolling keys scroll`() throws {
    let ana = Script(try Team(), as: \.ana, size: Size(rows: 16, columns: 64))
    ana.press("enter ?")
    #expect(ana.shown.contains("An item"))
    ana.press("down down down")
    #expect(!ana.shown.contains("An item"))
    ana.press("pgup x")
    #expect(ana.app.overlay == nil)
  }

  @Test func `a key without a meaning says where to look`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("X")
    #expect(ana.footer == " X does nothing here. Press ? for every key.")
  }

  @Test func `a sentence that is too long for a line goes on in the next`() throws {
    let ana = Script(try Team(), as: \.ana, size: Size(rows: 60, columns: 64))
    ana.press("enter ?")
    let rows = ana.screen.map { $0.split(separator: " ").joined(separator: " ") }
    #expect(!ana.shown.contains("…,"))
    #expect(
      rows.contains { row in
        row.hasPrefix("S Leave the item") || row.hasPrefix("U Take back the last answer here")
      }
    )
    for command in commandTable where command.id.scope == .item && !command.keys.isEmpty {
      let last = command.help.split(separator: " ").last ?? ""
      #expect(ana.shown.contains(last), "\(command.id)")
    }
  }

  @Test(arguments: ["enter S", ":", "enter ]  G", "enter \"", "enter ? ?", "enter J J F"])
  func `F1 shows the keys over whatever is open, and any key goes back to it`(keys: String) throws {
    let ana = Script(try Team(), as: \.ana, size: Size(rows: 80, columns: 100))
    ana.press(keys)
    let before = (ana.screen, ana.app.overlays.count)
    ana.press("F1")
    #expect(ana.app.overlay is Help)
    #expect(ana.shown.contains("This list"))
    ana.press("x")
    #expect(ana.screen == before.0)
    #expect(ana.app.overlays.count == before.1)
  }

  @Test func `the list of keys over a question has the keys of the question`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter S")
    ana.type("why")
    ana.press("F1")
    #expect(ana.shown.contains("Reason for skipping"))
    #expect(ana.shown.contains("Take what is written: skip."))
    #expect(!ana.shown.contains("Commit the stage."))
    ana.press("esc")
    ana.type(" not")
    ana.press("enter")
    #expect(ana.effects.contains { if case .skip(_, _, "why not", _) = $0 { true } else { false } })
  }

  @Test func `the list has the keys that scroll it`() throws {
    let ana = Script(try Team(), as: \.ana, size: Size(rows: 16, columns: 64))
    ana.press("enter ?")
    let top = ana.screen
    ana.press("G")
    #expect(ana.shown.contains("Close this list."))
    #expect(ana.shown.contains("g G"))
    ana.press("g")
    #expect(ana.screen == top)
  }
}
