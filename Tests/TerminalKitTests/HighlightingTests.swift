import SafeText
import Testing

@testable import TerminalKit

/// Words that were found are marked where they are drawn.
@Suite struct HighlightingTests {
  @Test func `a match in a wrapped text is marked on both lines`() {
    let lines = TextLayout().lines("one two three", width: 8, locale: "en")
    let marked = lines.map { line in
      StyledLine(line, highlighting: [4..<13], style: .accent)
    }
    #expect(marked.map(letters) == ["....AAA", "AAAAA"])
  }

  @Test func `a match that reads from the right is marked where it is drawn`() {
    let line = TextLayout().lines("אבג 123 דה", width: 20, locale: "he")[0]
    // Drawn: הד 123 גבא
    let marked = StyledLine(
      line,
      highlighting: [4..<7, 8..<10],
      style: .accent,
      current: 8..<10,
      currentStyle: .selected
    )
    #expect(line.glyphs.text == "הד 123 גבא")
    #expect(letters(marked) == "##.AAA....")
  }

  @Test func `a wide character is marked whole`() {
    let line = TextLayout().lines("日本x", width: 20, locale: "ja")[0]
    let marked = StyledLine(line, highlighting: [1..<2], style: .accent)
    #expect(letters(marked) == "..AA.")
  }

  /// The style of each column, as a letter.
  private func letters(_ line: StyledLine) -> String {
    line.cells.map { String(repeating: String($0.style.letter), count: $0.width) }.joined()
  }
}
