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
