import TerminalKit
import Testing

@testable import NcursesTerminal

@Suite struct KeyMappingTests {
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
