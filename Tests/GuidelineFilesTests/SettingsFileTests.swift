import Testing

@testable import GuidelineFiles

/// A user's settings, as far as they can be judged without knowing the program's commands.
struct SettingsFileTests {
  private func read(_ source: String) throws(GuidelineError) -> Settings {
    try SettingsFile.read(source: source, file: "settings.yaml")
  }

  private func complaint(_ source: String) -> String {
    do throws(GuidelineError) {
      return "taken as \(try read(source))"
    } catch {
      return error.description
    }
  }

  @Test func `everything that can be set is read`() throws {
    let settings = try read(
      """
      theme: contrast
      mouse: false
      ascii: true
      bidi: reorder+shape
      language: pt-BR
      keys:
        item.skip: X
        item.flag: [^G, alt-f]
        item.next: []
      """
    )
    #expect(settings.theme == "contrast")
    #expect(settings.mouse == false)
    #expect(settings.ascii == true)
    #expect(settings.bidi == "reorder+shape")
    #expect(settings.language == "pt-BR")
    #expect(
      settings.keys == [
        KeyBinding(command: "item.skip", keys: ["X"]),
        KeyBinding(command: "item.flag", keys: ["^G", "alt-f"]),
        KeyBinding(command: "item.next", keys: []),
      ]
    )
  }

  @Test func `what is not set stays open`() throws {
    var light = Settings()
    light.theme = "light"
    #expect(try read("theme: light\n") == light)
  }

  @Test(arguments: [
    "", "\n\n", "# nothing yet\n", "# nothing yet\r\n\r\n", "\u{FEFF}# nothing yet\n", "---\n",
  ])
  func `a file that says nothing sets nothing`(source: String) throws {
    #expect(try read(source) == Settings())
  }

  @Test(arguments: ["\n", "\r\n"])
  func `a file is read to its end after a comment`(lineEnd: String) throws {
    let source = ["\u{FEFF}# mine", "theme: dark", "# also mine", "mouse: true", ""]
    let settings = try read(source.joined(separator: lineEnd))
    #expect(settings.theme == "dark")
    #expect(settings.mouse == true)
  }

  @Test(arguments: ["5", "true", "y", "~", "null", "0x1"])
  func `a key is what was written, whatever else YAML takes it for`(key: String) throws {
    #expect(try read("keys: {item.skip: \(key)}").keys.map(\.keys) == [[key]])
  }

  @Test(arguments: [
    ("theme: drak", ":1:8: 'drak' is no theme", "did you mean 'dark'? one of: dark, light"),
    (
      "bidi: shape", ":1:7: 'shape' is no bidi setting",
      "one of: auto, reorder, reorder+shape, terminal"
    ),
    ("mose: true", ":1:1: unknown key 'mose' in the settings", "did you mean 'mouse'?"),
    ("ascii: maybe", ":1:8: this should be true or false", "write true or false"),
    ("language: German", ":1:11: 'German' is no language tag", "such as en, zh or pt-BR"),
    ("language:", ":1:10: 'language' is empty", "fill it in"),
    ("- theme", ":1:1: this should be the settings, as keys and values", "write the settings"),
    ("keys: X", ":1:7: this should be commands with their keys", "write commands"),
    ("keys:\n  item.skip: {X: 1}", ":2:14: this should be a key or a list of keys", "write a key"),
    ("keys:\n  item.skip: [X, [Y]]", ":2:18: this should be a key or a list", "write a key"),
    ("keys:\n  item.skip:\n", ":2:3: 'item.skip' has no key", "or [] to take its keys away"),
    ("keys:\n  item.skip: ['']", ":2:3: 'item.skip' has no key", "write a key"),
    ("keys: {? [a] : X}", ":1:10: this should be a command's id", "write a command's id"),
    ("theme: dark\ntheme: light", "the key 'theme' appears twice in one mapping", "keep one"),
    ("theme: [dark", "this is not YAML", "correct it here or on the line above"),
  ])
  func `what is wrong is refused where it stands`(source: String, place: String, advice: String) {
    let said = complaint(source)
    #expect(said.hasPrefix("settings.yaml:"), "\(said)")
    #expect(said.contains(place), "\(said)")
    #expect(said.contains(advice), "\(said)")
  }

  @Test func `everything that is wrong is said at once, in the order of the lines`() {
    let said = complaint("theme: drak\nmouse: 7\nlanguage: e\n")
    #expect(said.hasSuffix("3 problems; nothing was taken from settings.yaml."))
    #expect(
      said.matches(of: /settings\.yaml:([0-9]):/).map { String($0.1) } == ["1", "2", "3"]
    )
  }

  @Test func `what the program has against a binding points at its command`() {
    do throws(GuidelineError) {
      _ = try SettingsFile.read(
        source: "theme: dark\nkeys:\n  item.skip: X\n  item.flga: Y\n",
        file: "settings.yaml"
      ) { bindings in
        #expect(bindings.map(\.command) == ["item.skip", "item.flga"])
        return [
          KeyBinding.Refusal(index: 1, sentence: "no such command", advice: "look again"),
          KeyBinding.Refusal(index: 9, sentence: "never said", advice: ""),
        ]
      }
      Issue.record("the settings were taken")
    } catch {
      #expect(
        error.description == """
          settings.yaml:4:3: no such command
              4 |   item.flga: Y
                |   ^ look again
          """
      )
    }
  }

  @Test func `a file that is not there is named`() {
    #expect(throws: GuidelineError.self) { try SettingsFile.read(path: "/nowhere/settings.yaml") }
  }
}
