import Foundation
import SchemaValidation
import TerminalKit
import Testing

@testable import Annotate

struct AppearanceStoreTests {
  @Test func `preferences come back as they were kept, in a file as its schema has it`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = AppearanceStore(environment: ["XDG_STATE_HOME": folder.path])
    let file = try #require(store.file)
    var other = Appearance()
    other.split = 60
    other.theme = .contrast
    other.language = "hi"
    other.isASCII = true
    for appearance in [Appearance(), other] {
      store.keep(appearance)
      #expect(store.recall() == appearance)
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(try SchemaValidator.problems(in: .init(text, file: "appearance.schema.json")) == [])
    }
  }
}
