import Fixtures
import Foundation
import GuidelineFiles
import SafeText
import TerminalKit
import Testing

@testable import Annotate

/// The user's settings file, held against the commands that there are.
@Suite struct UserSettingsTests {
  /// What a settings file with that text gives, or what it says is wrong.
  private func read(_ text: String) throws -> UserSettings {
    try withTemporaryFile(text.utf8, named: "settings.yaml") { try UserSettings(file: $0) }
  }

  private func complaint(_ text: String) throws -> String {
    do {
      _ = try read(text)
      return "none"
    } catch { return "\(error)" }
  }

  @Test func `other keys give a command, in the program and on the screen`() throws {
    let settings = try read("keys:\n  item.skip: X\n  item.flag: [^G, alt-f]\n")
    let ana = Script(try Team(), as: \.ana, keyMap: settings.keyMap)
    ana.press("enter")
    #expect(ana.footer.contains("X skip"))
    #expect(ana.footer.contains("^G flag"))
    ana.press("S")
    #expect(ana.app.overlay == nil)
    ana.press("X")
    #expect(ana.shown.contains("Reason for skipping"))
  }

  @Test func `the sample is taken as it stands`() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let settings = try UserSettings(file: root.appendingPathComponent("samples/settings.yaml").path)
    #expect(settings.settings.theme == "light")
    #expect(settings.settings.bidi == "terminal")
  }

  @Test func `an empty file and one of comments set nothing`() throws {
    #expect(try read("").settings == Settings())
    #expect(try read("# nothing yet\n\n").settings == Settings())
  }

  @Test(arguments: [
    ("theme: purple", ":1:8: 'purple' is no theme"),
    ("colour: dark", ":1:1: unknown key 'colour' in the settings"),
    ("keys:\n  item.skipp: X", ":2:3: there is no command 'item.skipp'"),
    ("keys:\n  item.skip: hyper-x", ":2:3: 'hyper-x' is no key"),
    ("keys:\n  item.skip: b", ":2:3: 'b' answers a field"),
    ("mouse: true\nkeys:\n  item.skip: F", ":3:3: F is the key of 'item.flag' too"),
    ("keys:\n  item.flag: ^L", ":2:3: ^L is the key of 'anywhere.repaint' too"),
    ("mouse: perhaps", ":1:8: this should be true or false"),
  ])
  func `what is wrong is refused with its line`(text: String, complaint wanted: String) throws {
    let said = try complaint(text)
    #expect(said.contains(wanted), "\(said)")
  }

  @Test func `two commands may change places`() throws {
    let settings = try read("keys: {item.skip: F, item.flag: S}")
    #expect(settings.keyMap.command(for: .character("F"), in: [.item])?.id == .item("skip"))
  }
}
