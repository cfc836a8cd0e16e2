import AnnotationCore
import Foundation
import ProjectStore
import TerminalKit
import Testing

@testable import Annotate

@Suite struct CommandTableTests {
  @Test(arguments: Scope.allCases)
  func `no key gives two commands that can be given at the same time`(scope: Scope) {
    let keys = commandTable.filter { $0.id.scope == scope }.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
  }

  @Test func `every command has an id of its own`() {
    #expect(Set(commandTable.map(\.id)).count == commandTable.count)
  }

  @Test func `no command takes a small letter or a digit where these answer`() {
    for command in commandTable where command.id.scope.takesAnswers {
      for key in command.keys { #expect(!key.isAnswer, "\(command.id)") }
    }
  }

  @Test func `every command says what it does in a sentence that fits a line`() {
    for command in commandTable {
      #expect(command.help.hasSuffix("."), "\(command.id)")
      #expect(command.help.count <= 82, "\(command.id)")
    }
  }

  @Test func `every choice of the guideline has a key that no command takes`() throws {
    let guideline = try Team().project.guideline.guideline
    let taken = Set(commandTable.filter { $0.id.scope == .item }.flatMap(\.keys))
    for field in guideline.fields {
      for choice in guideline.choices(of: field, under: nil) {
        #expect(!taken.contains(.character(Character(choice.key))))
      }
    }
  }

  @Test func `every key of the table can be written in a settings file`() {
    for key in commandTable.flatMap(\.keys) where key != .unknown {
      #expect(Key(named: key.name) == key)
    }
  }

  @Test func `the table of keys in the documents is the one that the program prints`() throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(
        "docs/keys.md"
      )
    let text = try String(contentsOf: page, encoding: .utf8)
    #expect(
      text.contains(CommandListing.markdown.listing),
      "Put into docs/keys.md what annotate --commands markdown prints."
    )
  }
}
