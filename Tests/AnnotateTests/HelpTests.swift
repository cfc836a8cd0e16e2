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

  /// The commands of a scope that a person can see there.
  private func expect(_ scope: Scope, in rows: [String], of script: Script) {
    let letters = CommandID.adoptingByLetter.map(Optional.some)
    for entry in script.app.entries(in: [scope]) where !letters.contains(entry.id) {
      #expect(rows.contains("\(entry.key) \(entry.help)".trimmingPrefix(" ").description))
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
    ana.press("F")
    #expect(ana.footer == " F does nothing here. Press ? for every key.")
  }

  private func repeated(_ keys: [Key]) -> [Key] {
    keys.filter { key in keys.filter { $0 == key }.count > 1 }
  }
}
