import Testing

@testable import SafeText

/// Where lines end, and what holds whatever the text.
@Suite struct TextLayoutTests {
  private func lines(_ text: String, _ width: Int, _ locale: String = "en") -> [String] {
    TextLayout().lines(text, width: width, locale: locale).map(\.text)
  }

  @Test func `an empty text has one empty line`() {
    let lines = TextLayout().lines("", width: 10, locale: "en")
    #expect(lines.map(\.text) == [""])
    #expect(lines.map(\.source) == [0..<0])
    #expect(lines[0].column(ofCharacter: 0) == 0)
  }

  @Test func `every line break begins a paragraph`() {
    #expect(lines("a\n\nb\r\nc\n", 10) == ["a", "", "b", "c", ""])
  }

  @Test func `a word that is longer than a line is broken between characters`() {
    #expect(lines("abcdefgh ij", 3) == ["abc", "def", "gh", "ij"])
  }

  @Test func `blanks disappear where a line is wrapped`() {
    #expect(lines("ab    cd", 4) == ["ab", "cd"])
    #expect(lines("ab\tcd", 4) == ["ab", "cd"])
  }

  @Test func `blanks at the end stay as far as they fit`() {
    #expect(lines("ab  ", 4) == ["ab  "])
    #expect(lines("ab     ", 4) == ["ab  "])
  }

  @Test func `a space that holds words together is no place for a break`() {
    #expect(lines("a b\u{A0}c", 4) == ["a", "b\u{A0}c"])
  }

  @Test func `a line may end at a zero-width space`() {
    #expect(lines("abc\u{200B}def", 5) == ["abc·", "def"])
  }

  @Test func `punctuation does not begin a line`() {
    #expect(lines("一二三四。五", 8, "zh") == ["一二三", "四。五"])
  }

  @Test func `a wide character does not stick out`() {
    #expect(lines("a日本", 4) == ["a日", "本"])
    #expect(lines("日本", 3) == ["日", "本"])
  }

  @Test func `in a width of one, a wide character is a substitute`() {
    let lines = TextLayout().lines("日a", width: 1, locale: "en")
    #expect(lines.map(\.text) == ["…", "a"])
    #expect(lines[0].glyphs[0].isSubstitute)
  }

  @Test func `a width below one is one`() {
    #expect(lines("ab", 0) == ["a", "b"])
    #expect(lines("ab", -7) == ["a", "b"])
  }

  @Test func `a character wider than a line goes on in the next`() {
    let lines = TextLayout().lines("a\u{202E}b", width: 4, locale: "en")
    #expect(lines.map(\.text) == ["a", "⟨202", "E⟩b"])
    #expect(lines.map(\.source) == [0..<1, 1..<2, 2..<3])
    #expect(lines[2].column(ofCharacter: 2) == 2)
  }

  @Test func `a flag that is wider than a line loses nothing`() {
    let flag = "🏴" + String(String.UnicodeScalarView((0..<5).map { _ in "\u{E0067}" }))
    let text = lines(flag, 10).joined()
    #expect(flag.count == 1)
    #expect(text == "🏴" + String(repeating: "⟨E0067⟩", count: 5))
  }

  @Test func `a tag that ICU does not know is wrapped by the common rules`() {
    #expect(lines("ab cd", 3, "no such language!") == ["ab", "cd"])
  }

  @Test func `a composed and a decomposed text have the same lines`() {
    let layout = TextLayout()
    let composed = layout.lines("caf\u{E9} au lait", width: 6, locale: "fr")
    #expect(layout.lines("cafe\u{301} au lait", width: 6, locale: "fr") == composed)
  }

  @Test func `lines that are asked for again are the same`() {
    let layout = TextLayout()
    let first = layout.lines("a b", width: 1, locale: "en")
    for width in 2..<400 { _ = layout.lines("a b", width: width, locale: "en") }
    #expect(layout.lines("a b", width: 1, locale: "en") == first)
    #expect(layout.lines("a b", width: 3, locale: "en").map(\.text) == ["a b"])
  }
}
