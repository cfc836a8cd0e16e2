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

  @Test func `the queue's help has every command of the queue`() throws {
    let rows = help(Script(try Team(), as: \.ana))
    for command in queueCommands.map(\.entry) {
      #expect(rows.contains("\(command.key) \(command.help)"))
    }
  }

  @Test func `an item's help has every command of an item`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter")
    let rows = help(ana)
    for command in itemCommands.map(\.entry) {
      #expect(rows.contains("\(command.key) \(command.help)"))
    }
  }

  @Test func `a lead's help has every command of a dispute`() throws {
    let team = try Team.inDispute()
    let noor = Script(team, as: \.noor)
    noor.press("D")
    let rows = help(noor)
    #expect(rows.contains("A Take the label of rater A."))
    #expect(!rows.contains("C Take the label of rater C."))
    for command in adjudicationCommands(ofRaters: 2).map(\.entry) {
      #expect(rows.contains("\(command.key) \(command.help)"))
    }
  }

  @Test func `no key gives two commands of one screen`() {
    #expect(repeated(queueCommands.flatMap(\.keys)).isEmpty)
    #expect(repeated(itemCommands.flatMap(\.keys)).isEmpty)
    #expect(repeated(adjudicationCommands.flatMap(\.keys)).isEmpty)
  }

  @Test func `every letter of a command is a capital where small letters answer`() {
    let keys = itemCommands.flatMap(\.keys) + adjudicationCommands.flatMap(\.keys)
    for case .character(let letter) in keys { #expect(letter.isUppercase) }
  }

  @Test func `every choice of the guideline has a key that no command takes`() throws {
    let team = try Team()
    let guideline = team.project.guideline.guideline
    let taken = Set(itemCommands.flatMap(\.keys))
    for field in guideline.fields {
      for choice in guideline.choices(of: field, under: nil) {
        #expect(!taken.contains(.character(Character(choice.key))))
      }
    }
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
