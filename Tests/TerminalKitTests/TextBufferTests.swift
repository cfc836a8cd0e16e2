import Testing

@testable import TerminalKit

@Suite struct TextBufferTests {
  /// The text with the cursor drawn as `|`.
  private func drawn(_ buffer: TextBuffer) -> String {
    let text = buffer.text
    let index = text.index(text.startIndex, offsetBy: buffer.cursor)
    return text[..<index] + "|" + text[index...]
  }

  /// Types scalar by scalar, as a keyboard does.
  private func typed(_ text: String, maximum: Int? = nil) -> TextBuffer {
    var buffer = TextBuffer(maximum: maximum)
    for scalar in text.unicodeScalars { buffer.insert(String(scalar)) }
    return buffer
  }

  @Test func `the cursor stands behind the text`() {
    #expect(drawn(TextBuffer("abc")) == "abc|")
    #expect(TextBuffer().isEmpty)
    #expect(!TextBuffer("a").isEmpty)
  }

  @Test(arguments: [
    ("e\u{301}", 1), ("a\u{323}\u{302}", 1), ("👩\u{200D}👩\u{200D}👧", 1), ("🇫🇷🇩🇪", 2),
    ("👍🏽", 1), ("กำลัง", 3), ("น้ำ", 1), ("ที่นี่", 2), ("นี้", 1), ("한국", 2),
    ("\u{1112}\u{1161}\u{11AB}", 1), ("क्षि", 1), ("م\u{64E}", 1),
  ])
  func `what arrives in pieces joins into characters`(text: String, characters: Int) {
    let buffer = typed(text)
    #expect(buffer.text == text)
    #expect(buffer.count == characters)
    #expect(buffer.cursor == characters)
  }

  @Test func `one step takes a whole character, and so does deleting`() {
    var buffer = typed("ae\u{301}👩\u{200D}👧น้")
    buffer.moveLeft()
    #expect(buffer.cursor == 3)
    buffer.deleteBackward()
    #expect(buffer.text == "ae\u{301}น้")
    buffer.deleteForward()
    #expect(buffer.text == "ae\u{301}")
    buffer.deleteBackward()
    #expect(drawn(buffer) == "a|")
  }

  @Test func `a mark joins the character before the cursor`() {
    var buffer = TextBuffer("eb")
    buffer.moveLeft()
    buffer.insert("\u{301}")
    #expect(drawn(buffer) == "e\u{301}|b")
    #expect(buffer.count == 2)
  }

  @Test func `a base before a mark that stands alone takes it up`() {
    var buffer = TextBuffer("\u{301}x")
    buffer.moveToLineStart()
    buffer.insert("e")
    #expect(buffer.text == "e\u{301}x")
    #expect(buffer.cursor == 1)
    buffer.moveRight()
    #expect(drawn(buffer) == "e\u{301}x|")
  }

  @Test func `nothing happens at the ends`() {
    var buffer = TextBuffer("ab")
    buffer.deleteForward()
    buffer.moveRight()
    buffer.moveWordRight()
    #expect(drawn(buffer) == "ab|")
    buffer.moveToLineStart()
    buffer.deleteBackward()
    buffer.moveLeft()
    buffer.moveWordLeft()
    buffer.killWordBackward()
    #expect(drawn(buffer) == "|ab")
  }

  @Test func `words are left and right of each other`() {
    var buffer = TextBuffer("one, two_3 – été")
    var stops: [String] = []
    for _ in 0..<3 {
      buffer.moveWordLeft()
      stops.append(drawn(buffer))
    }
    #expect(stops == ["one, two_3 – |été", "one, |two_3 – été", "|one, two_3 – été"])
    stops = []
    for _ in 0..<3 {
      buffer.moveWordRight()
      stops.append(drawn(buffer))
    }
    #expect(stops == ["one|, two_3 – été", "one, two_3| – été", "one, two_3 – été|"])
  }

  @Test func `a word is deleted with the gap behind it`() {
    var buffer = TextBuffer("one two,  ")
    buffer.killWordBackward()
    #expect(drawn(buffer) == "one |")
    buffer.killWordBackward()
    #expect(drawn(buffer) == "|")
  }

  @Test func `start and end are those of the line`() {
    var buffer = TextBuffer("one\ntwo\nthree")
    buffer.move(to: 5)
    buffer.moveToLineStart()
    #expect(drawn(buffer) == "one\n|two\nthree")
    buffer.moveToLineStart()
    #expect(drawn(buffer) == "one\n|two\nthree")
    buffer.moveToLineEnd()
    #expect(drawn(buffer) == "one\ntwo|\nthree")
  }

  @Test func `deleting to the end of the line takes the break only where nothing else is left`() {
    var buffer = TextBuffer("one\ntwo")
    buffer.move(to: 1)
    buffer.killToLineEnd()
    #expect(drawn(buffer) == "o|\ntwo")
    buffer.killToLineEnd()
    #expect(drawn(buffer) == "o|two")
    buffer.killToLineEnd()
    buffer.killToLineEnd()
    #expect(drawn(buffer) == "o|")
  }

  @Test(arguments: [(-5, 0), (0, 0), (2, 2), (3, 3), (99, 3)])
  func `a move ends within the text`(offset: Int, cursor: Int) {
    var buffer = TextBuffer("abc")
    buffer.move(to: offset)
    #expect(buffer.cursor == cursor)
  }

  @Test func `a paste goes in where the cursor is`() {
    var buffer = TextBuffer("ad")
    buffer.moveLeft()
    #expect(buffer.insert("b\nc") == 0)
    #expect(drawn(buffer) == "ab\nc|d")
  }

  @Test func `what is over the maximum is refused and counted`() {
    var buffer = TextBuffer("ab", maximum: 5)
    #expect(buffer.insert("cdefg") == 2)
    #expect(drawn(buffer) == "abcde|")
    #expect(buffer.insert("x") == 1)
    #expect(buffer.text == "abcde")
  }

  @Test func `a mark takes no room of its own`() {
    var buffer = TextBuffer("abe", maximum: 3)
    #expect(buffer.insert("\u{301}") == 0)
    #expect(buffer.text == "abe\u{301}")
    #expect(buffer.count == 3)
  }

  @Test func `a text that is too long already is kept, and can be shortened`() {
    var buffer = TextBuffer("abcdef", maximum: 4)
    #expect(buffer.insert("g") == 1)
    buffer.deleteBackward()
    #expect(buffer.text == "abcde")
  }

  @Test(arguments: [
    ("कि", ["क", ""]), ("क्षि", ["क्ष", "क्", "क", ""]), ("กี่", ["กี", "ก", ""]), ("นำ", ["น", ""]),
    ("بَّ", ["بَ", "ب", ""]), ("שָׁ", ["שָ", "ש", ""]), ("é", [""]), ("e\u{301}", [""]), ("👩🏽‍🚀", [""]),
    ("한", [""]),
  ])
  func `backspace takes back what was typed, mark by mark`(text: String, steps: [String]) {
    var buffer = TextBuffer(text)
    for step in steps {
      buffer.deleteBackward()
      #expect(Array(buffer.text.unicodeScalars) == Array(step.unicodeScalars))
    }
    buffer = TextBuffer("a" + text)
    buffer.deleteCharacterBackward()
    #expect(buffer.count == text.count, "and alt-h a character with its marks")
  }
}
