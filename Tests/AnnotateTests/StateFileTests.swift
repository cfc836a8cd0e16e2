import Fixtures
import Foundation
import SafeText
import SchemaValidation
import TerminalKit
import Testing

@testable import Annotate

/// What the program remembers in the user's own folder.
@Suite struct `Files of state` {
  private func problems(_ file: URL?, _ schema: String) throws -> [String] {
    let text = try String(contentsOf: try #require(file), encoding: .utf8)
    return try SchemaValidator.problems(in: .init(text, file: schema)).map { "\($0)" }
  }

  @Test func `preferences come back as they were kept, in a file as its schema has it`() throws {
    let folder = try TemporaryFolder()
    let store = StateFile<Appearance>(
      "appearance.json",
      environment: ["XDG_STATE_HOME": folder.path]
    )
    var other = Appearance()
    other.split = 60
    other.theme = .contrast
    other.language = "hi"
    other.isASCII = true
    for appearance in [Appearance(), other] {
      store.keep(appearance)
      #expect(store.recall() == appearance)
      #expect(try problems(store.url, "appearance.schema.json") == [])
    }
  }

  @Test func `what is no file of the program's is as none`() throws {
    let folder = try TemporaryFolder()
    let store = StateFile<Appearance>(
      "appearance.json",
      environment: ["XDG_STATE_HOME": folder.path]
    )
    store.keep(Appearance())
    let url = try #require(store.url)
    try Data("{".utf8).write(to: url)
    #expect(store.recall() == nil)
    try Data(repeating: 0x20, count: 1_000_001).write(to: url)
    #expect(store.recall() == nil)
    try FileManager.default.removeItem(at: url)
    // Reading a pipe would wait for somebody who writes to it.
    #expect(mkfifo(url.path, 0o600) == 0)
    #expect(store.recall() == nil)
  }

  @Test func `the first screen is as wide as the terminal of this name drew the last time`() throws
  {
    let folder = try TemporaryFolder()
    let store = WidthStore(environment: ["XDG_STATE_HOME": folder.path])
    let environment = ["TERM": "xterm-kitty"]
    var display = TerminalDisplay(choice: .auto, environment: environment, store: store)
    #expect(display.widths == .libc)
    let widths = WidthTable([.mark(.thai): 1, .saraAm: 2, .spacingMark(.tamil): 0, .joinedEmoji: 2])
    display.learn(TerminalAnswers(version: "kitty(0.26.5)", widths: widths), outer: nil)
    #expect(display.isMeasured)
    #expect(try problems(store.file.url, "widths.schema.json") == [])

    let next = TerminalDisplay(choice: .auto, environment: environment, store: store)
    #expect(next.widths.measured[.mark(.thai)] == 1)
    #expect(next.widths.measured[.spacingMark(.tamil)] == 0)
    #expect(next.widths.measured[.joinedEmoji] == 2)
    #expect(next.widths.measured[.saraAm] == nil, "what makes no sense is not taken")
    #expect(!next.isMeasured)
    let other = TerminalDisplay(choice: .auto, environment: ["TERM": "foot"], store: store)
    #expect(other.widths == .libc)
  }
}
