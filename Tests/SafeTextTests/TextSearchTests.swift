import SafeText
import Testing

@Suite struct TextSearchTests {
  @Test(arguments: [
    ("law", "The Law of laws", [4..<7, 11..<14]),
    ("ETE", "été", [0..<3]),
    ("été", "Ete e\u{301}te\u{301}", [0..<3, 4..<7]),
    ("aa", "aaaaa", [0..<2, 2..<4]),
    ("two  words", "two\u{A0} words", [0..<10]),
    ("كتب", "كَتَبَ كتاب", [0..<3]),
    ("שלום", "שָׁלוֹם", [0..<4]),
    ("日本", "日本語と日本", [0..<2, 4..<6]),
    ("한", "\u{1112}\u{1161}\u{11AB}국", [0..<1]),
    ("नी", "पानी नि", [1..<2]),
    ("पढना", "पढ़ना और पढ\u{93C}ना", [0..<3, 7..<10]),
    ("मुहम्मद", "मुह़म्मद", [0..<4]),
    ("محمد", "مُحَمَّد", [0..<4]),
    ("a b", "a\r\nb", [0..<3]),
    ("\u{301}", "a\u{301}", []),
    ("STRASSE", "Straße", [0..<6]),
    ("", "abc", []),
    ("abcd", "abc", []),
  ])
  func `words are found as people look for them`(query: String, text: String, at: [Range<Int>]) {
    #expect(TextSearch.matches(of: query, in: text) == at)
    let wanted = TextSearch.folded(query)
    #expect(TextSearch.folded(text).contains(wanted) == !at.isEmpty || wanted.isEmpty)
  }

  @Test(arguments: ["Ünder\r\n\u{3000}مُحَمَّد पढ़ना", "plain\t\r\n\nASCII", "𝐀 한국 Straße", "\r\r\n\n"])
  func `a text is folded as its characters are`(text: String) {
    #expect(TextSearch.folded(text) == text.map { TextSearch.folded(String($0)) }.joined())
  }
}
