import Testing

@testable import TerminalKit

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

  @Test func `a match in a wrapped text is marked on both lines`() {
    let lines = TextLayout().lines("one two three", width: 8, locale: "en")
    let marked = lines.map { line in
      line.highlighting([4..<13], style: .accent, current: nil, currentStyle: .selected)
    }
    #expect(marked.map(letters) == ["....AAA", "AAAAA"])
  }

  @Test func `a match that reads from the right is marked where it is drawn`() {
    let line = TextLayout().lines("אבג 123 דה", width: 20, locale: "he")[0]
    // Drawn: הד 123 גבא
    let marked = line.highlighting(
      [4..<7, 8..<10],
      style: .accent,
      current: 8..<10,
      currentStyle: .selected
    )
    #expect(line.text == "הד 123 גבא")
    #expect(letters(marked) == "##.AAA....")
  }

  @Test func `a wide character is marked whole`() {
    let line = TextLayout().lines("日本x", width: 20, locale: "ja")[0]
    let marked = line.highlighting([1..<2], style: .accent, current: nil, currentStyle: .accent)
    #expect(letters(marked) == "..AA.")
  }

  /// The style of each column, as a letter.
  private func letters(_ line: TextLine) -> String {
    line.cells.map { String(repeating: String($0.style.letter), count: $0.width) }.joined()
  }
}

@Suite struct FuzzyMatchTests {
  @Test func `letters in their order fit, and only those`() {
    #expect(FuzzyMatch.score("nf", in: "next field")?.positions == [0, 5])
    #expect(FuzzyMatch.score("fn", in: "next field") == nil)
    #expect(FuzzyMatch.score("", in: "next field")?.score == 0)
    #expect(FuzzyMatch.score("next fields", in: "next field") == nil)
  }

  @Test(arguments: [
    ("fl", "flag", "field before"), ("co", "commit", "go to the choice"),
    ("te", "text", "last item"),
    ("queue", "queue", "question under"), ("SKIP", "skip", "desk tip"),
  ])
  func `beginnings and letters in a row come first`(typed: String, better: String, worse: String) {
    let first = FuzzyMatch.score(typed, in: better)?.score ?? .min
    #expect(first > FuzzyMatch.score(typed, in: worse)?.score ?? .min)
  }
}

@Suite struct ProgramSignsTests {
  @Test func `the program's signs become ASCII, texts keep their script`() {
    var frame = Frame(size: Size(rows: 1, columns: 20))
    frame.write("─│▸●✓… 日本 é", row: 0, column: 0)
    #expect(frame.ascii().text == ["-|>*v~ 日本 é"])
    #expect(frame.ascii().cells.map(\.width) == frame.cells.map(\.width))
  }

  @Test func `a click does what was marked last`() {
    var frame = Frame(size: Size(rows: 2, columns: 10))
    frame.mark(Rect(row: 0, column: 0, rows: 2, columns: 10), .name("all"))
    frame.mark(Rect(row: 1, column: 2, rows: 1, columns: 3), .key(.enter))
    frame.mark(Rect(row: 0, column: 0, rows: 0, columns: 5), .name("nothing"))
    #expect(frame.spot(at: Position(row: 0, column: 0)) == .name("all"))
    #expect(frame.spot(at: Position(row: 1, column: 4)) == .key(.enter))
    #expect(frame.spot(at: Position(row: 1, column: 5)) == .name("all"))
    #expect(frame.spot(at: Position(row: 2, column: 0)) == nil)
  }
}
