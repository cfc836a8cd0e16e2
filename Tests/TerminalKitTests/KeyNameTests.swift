import Testing

@testable import TerminalKit

@Suite struct KeyNameTests {
  @Test(arguments: [
    (Key.character("a"), "a"), (.character("?"), "?"), (.character(" "), "space"),
    (.control("s"), "^S"), (.alt("b"), "alt-b"), (.function(1), "F1"), (.escape, "esc"),
    (.backTab, "shift-tab"), (.up, "↑"), (.pageDown, "pgdn"), (.enter, "enter"),
  ])
  func `a key is named as help writes it`(key: Key, name: String) {
    #expect(key.name == name)
  }
}

@Suite struct NamedKeyTests {
  @Test(arguments: [
    ("^S", Key.control("s")), ("ctrl-s", .control("s")), ("C-s", .control("s")),
    ("^_", .control("_")), ("alt-x", .alt("x")), ("alt-X", .alt("X")), ("M-<", .alt("<")),
    ("F5", .function(5)), ("f12", .function(12)), ("PgDn", .pageDown), ("Enter", .enter),
    ("S", .character("S")), ("é", .character("é")), ("^", .character("^")),
    ("space", .character(" ")),
  ])
  func `a settings file may write a key in any common way`(name: String, key: Key) {
    #expect(Key(named: name) == key)
  }

  @Test(arguments: ["", "ctrl-", "^ab", "F13", "F0", "alt-", "alt-ab", "shift-a", "ab", "^é"])
  func `what is no key is none`(name: String) {
    #expect(Key(named: name) == nil)
  }

  @Test func `a key's own name gives it back`() {
    let keys: [Key] = [
      .enter, .tab, .backTab, .escape, .backspace, .delete, .up, .down, .left, .right, .home, .end,
      .pageUp, .pageDown, .function(1), .control("a"), .alt("b"), .character("z"), .character(" "),
    ]
    for key in keys { #expect(Key(named: key.name) == key) }
  }
}
