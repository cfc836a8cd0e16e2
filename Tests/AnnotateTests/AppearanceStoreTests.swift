import Foundation
import SchemaValidation
import TerminalKit
import Testing

@testable import Annotate

struct LookMemoryTests {
  @Test func `a look comes back as it was kept, in a file as its schema has it`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let memory = AppearanceStore(environment: ["XDG_STATE_HOME": folder.path])
    let file = try #require(memory.file)
    var other = Appearance()
    other.split = 60
    other.theme = .contrast
    other.language = "hi"
    other.isASCII = true
    for look in [Appearance(), other] {
      memory.keep(look)
      #expect(memory.recall() == look)
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(try SchemaValidator.problems(in: .init(text, file: "appearance.schema.json")) == [])
    }
  }
}
