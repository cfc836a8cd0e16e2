import AnnotationCore
import Fixtures
import Testing

@testable import SafeText

/// What must not reach the terminal is shown, and told apart from the same text typed literally.
@Suite struct TextSanitiserTests {
  struct Replaced: CustomTestStringConvertible {
    let name: String
    let text: String
    let shown: String

    var testDescription: String { name }
  }

  @Test(arguments: replaced)
  func `what a terminal would obey or hide is shown as a substitute`(sample: Replaced) {
    let glyphs = singleLine(sample.text)
    let hostile = glyphs.filter { isHostile($0.scalars) }
    #expect(glyphs.text == sample.shown)
    #expect(glyphs.allSatisfy { $0.isSubstitute })
    #expect(hostile.isEmpty)
  }

  static let replaced = [
    Replaced(name: "escape", text: "\u{1B}", shown: "␛"),
    Replaced(name: "null", text: "\0", shown: "␀"),
    Replaced(name: "carriage return alone", text: "\r", shown: "␍"),
    Replaced(name: "line feed", text: "\n", shown: "⏎"),
    Replaced(name: "both", text: "\r\n", shown: "⏎"),
    Replaced(name: "delete", text: "\u{7F}", shown: "␡"),
    Replaced(name: "C1", text: "\u{9B}", shown: "⟨009B⟩"),
    Replaced(name: "next line", text: "\u{85}", shown: "⟨0085⟩"),
    Replaced(name: "override", text: "\u{202E}", shown: "⟨202E⟩"),
    Replaced(name: "isolate", text: "\u{2066}", shown: "⟨2066⟩"),
    Replaced(name: "line separator", text: "\u{2028}", shown: "⟨2028⟩"),
    Replaced(name: "byte order mark", text: "\u{FEFF}", shown: "⟨FEFF⟩"),
    Replaced(name: "word joiner", text: "\u{2060}", shown: "⟨2060⟩"),
    Replaced(name: "soft hyphen", text: "\u{AD}", shown: "⟨00AD⟩"),
    Replaced(name: "zero-width space", text: "\u{200B}", shown: "·"),
    Replaced(name: "joiner alone", text: "\u{200D}", shown: "⟨200D⟩"),
    Replaced(name: "variation selector alone", text: "\u{FE0F}", shown: "⟨FE0F⟩"),
    Replaced(name: "tag", text: "\u{E0041}", shown: "⟨E0041⟩"),
    Replaced(name: "private use", text: "\u{E000}", shown: "⟨E000⟩"),
    Replaced(name: "unassigned", text: "\u{378}", shown: "⟨0378⟩"),
    Replaced(name: "mark alone", text: "\u{301}", shown: "◌\u{301}"),
  ]

  @Test(arguments: [0xFDD0, 0xFFFE, 0x1FFFE, 0x10FFFF])
  func `a noncharacter is shown by its number`(value: UInt32) throws {
    let text = String(try #require(Unicode.Scalar(value)))
    let number = String(value, radix: 16, uppercase: true)
    #expect(singleLine(text).text == "⟨\(number)⟩")
  }

  @Test func `the same text typed literally is no substitute`() {
    let glyphs = singleLine("⟨202E⟩␛·◌⏎")
    #expect(glyphs.text == "⟨202E⟩␛·◌⏎")
    #expect(glyphs.allSatisfy { !$0.isSubstitute })
  }

  @Test func `a tab is four spaces`() {
    #expect(singleLine("a\tb").text == "a    b")
  }

  @Test func `what is decomposed is composed`() {
    #expect(singleLine("e\u{301}").map(\.scalars) == [[0xE9]])
    #expect(singleLine("\u{1112}\u{1161}\u{11AB}").map(\.scalars) == [[0xD55C]])
    #expect(singleLine("e\u{323}\u{302}").map(\.scalars) == [[0x1EC7]])
  }

  @Test func `an emoji of several is shown in its parts`() {
    #expect(singleLine("👨‍👩‍👧").map(\.scalars) == [[0x1F468], [0x1F469], [0x1F467]])
    #expect(singleLine("❤️‍🔥").map(\.scalars) == [[0x2764], [0x1F525]])
    #expect(singleLine("👍🏽").map(\.scalars) == [[0x1F44D]])
    #expect(singleLine("1️⃣").map(\.scalars) == [[0x31, 0x20E3]])
  }

  @Test func `hidden text behind a variation selector is shown`() {
    #expect(singleLine("☺\u{FE0F}").map(\.text) == ["☺"])
    let smuggled = singleLine("☺\u{FE0F}\u{FE01}\u{E0141}").text
    #expect(smuggled == "☺⟨FE01⟩⟨E0141⟩")
  }

  @Test func `a flag with tags shows the tags`() {
    let shown = singleLine("🏴\u{E0067}\u{E007F}").text
    #expect(shown == "🏴⟨E0067⟩⟨E007F⟩")
  }

  @Test func `joiners stay in the words that they shape`() {
    #expect(singleLine("می\u{200C}خواهد").contains { $0.scalars.contains(0x200C) })
    #expect(singleLine("क्\u{200D}ष").contains { $0.scalars.contains(0x200D) })
  }

  @Test func `a glyph holds at most four marks, the others stand on circles`() {
    let glyphs = singleLine("q" + String(repeating: "\u{324}", count: 9))
    #expect(glyphs.map(\.scalars.count) == [5, 5, 2])
    #expect(glyphs.map { $0.scalars.first } == [0x71, 0x25CC, 0x25CC])
    #expect(glyphs.map(\.isSubstitute) == [false, true, true])
  }

  @Test func `a mark does not join a substitute`() {
    #expect(singleLine("\u{E000}\u{324}").text == "⟨E000⟩◌\u{324}")
  }

  @Test(arguments: [("", 0), ("abc", 3), ("日本", 4), ("e\u{301}", 1), ("\u{202E}", 6), ("ไม้", 2)])
  func `a width is that of the glyphs`(text: String, width: Int) {
    #expect(displayWidth(text) == width)
    #expect(singleLine(text).reduce(0) { $0 + $1.width } == width)
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 4, "abc…"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"),
    ("אבגד", 3, "…בא"), ("a\u{202E}b", 5, "a…"), ("ab", 1, "…"), ("ab", 0, ""), ("", 0, ""),
  ])
  func `a text that is too wide is cut where its reading ends`(
    text: String,
    width: Int,
    shown: String
  ) {
    let glyphs = singleLine(text, width: width)
    #expect(glyphs.text == shown)
    #expect(glyphs.reduce(0) { $0 + $1.width } <= width)
  }

  @Test func `a terminal that reorders gets labels as they are read`() {
    #expect(singleLine("אב", display: TextDisplay(bidi: .terminal)).text == "אב")
  }
}
