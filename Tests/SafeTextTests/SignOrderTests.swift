import SafeText
import Testing

/// Vowel signs of India's scripts, for terminals that draw one character after the other.
@Suite struct `Vowel signs` {
  private func glyphs(_ text: String, _ display: TextDisplay) -> [String] {
    singleLine(text, display: display).map(\.text)
  }

  private let visual = TextDisplay(signs: .visual)

  @Test(arguments: [
    // Devanagari: the short i is drawn before its letter, not before the conjunct that it ends.
    ("कि", ["\u{93F}", "क"]), ("का", ["क", "\u{93E}"]), ("क्ति", ["क्", "\u{93F}", "त"]),
    ("कु", ["कु"]),
    // Bengali and Tamil: signs with a part on either side.
    ("কো", ["\u{9C7}", "ক", "\u{9BE}"]), ("கொ", ["\u{BC6}", "க", "\u{BBE}"]),
    // Burmese.
    ("ကေ", ["\u{1031}", "က"]), ("ကျေ", ["\u{1031}", "က", "\u{103B}"]),
  ])
  func `each is drawn where it belongs`(text: String, drawn: [String]) {
    #expect(glyphs(text, visual) == drawn)
    #expect(glyphs(text, TextDisplay()).joined() == text)
  }

  @Test func `one that takes no room in the terminal gets a place to stand on`() {
    let widths = WidthTable([.spacingMark(.devanagari): 0])
    #expect(glyphs("कि", TextDisplay(widths: widths)) == ["कि"])
    #expect(
      glyphs("कि", TextDisplay(signs: .visual, widths: widths)) == ["\u{A0}\u{93F}", "क"]
    )
  }

  @Test func `a script may have an order of its own`() {
    let display = TextDisplay(signsByScript: [.bengali: .visual])
    #expect(glyphs("कि", display).joined() == "कि")
    #expect(glyphs("কি", display) == ["\u{9BF}", "ক"])
  }

  @Test func `the characters keep their places`() {
    let line = TextLayout(visual).lines("कि का", width: 20, locale: "hi")[0]
    #expect(line.width == 5)
    #expect((0...3).map { line.column(ofCharacter: $0) } == [0, 2, 3, 5])
  }

  @Test func `a sign without a letter is drawn as without the order`() {
    #expect(glyphs("\u{93E}", visual) == glyphs("\u{93E}", TextDisplay()))
  }
}
