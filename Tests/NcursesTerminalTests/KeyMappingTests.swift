import TerminalKit
import Testing

@testable import NcursesTerminal

@Suite struct KeyMappingTests {
  @Test(
    arguments: [
      (13, Key.enter), (9, .tab), (27, .escape), (8, .backspace), (127, .backspace),
      (1, .control("a")), (3, .control("c")), (10, .control("j")), (26, .control("z")),
      (0, .unknown), (28, .unknown), (31, .control("_")), (32, .character(" ")),
      (0x61, .character("a")), (0x3042, .character("あ")), (0x1F600, .character("😀")),
      (0x301, .character("\u{301}")), (0xD800, .unknown), (0x110000, .unknown),
    ] as [(UInt32, Key)]
  )
  func `a character in raw mode is a key`(scalar: UInt32, key: Key) {
    #expect(Key(raw: scalar) == key)
  }

  @Test func `every character that can be typed keeps its scalar`() {
    for value in UInt32(0x20)...0x2FFF where value != 127 {
      guard case .character(let character) = Key(raw: value) else {
        Issue.record("\(value) is no character")
        continue
      }
      #expect(character.unicodeScalars.map(\.value) == [value])
    }
  }

  @Test(
    arguments: [
      (1, Key.up), (2, .down), (3, .left), (4, .right), (5, .home), (6, .end), (7, .pageUp),
      (8, .pageDown), (9, .backspace), (10, .delete), (11, .backTab), (12, .enter),
      (0, .unknown), (99, .unknown),
    ] as [(UInt32, Key)]
  )
  func `a key that ncurses knows is a key`(code: UInt32, key: Key) {
    #expect(Key(code, number: 0) == key)
  }

  @Test func `a function key carries its number`() {
    #expect(Key(13, number: 12) == .function(12))
  }
}
