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
    ("STRASSE", "Straße", [0..<6]),
    ("", "abc", []),
    ("abcd", "abc", []),
  ])
  func `words are found as people look for them`(query: String, text: String, at: [Range<Int>]) {
    #expect(TextSearch.matches(of: query, in: text) == at)
  }
}
