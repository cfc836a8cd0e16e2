import AnnotationCore
import Fixtures
import SafeText
import Testing

@testable import TerminalKit

@Suite struct FrameTests {
  private func frame(_ rows: Int, _ columns: Int) -> Frame {
    Frame(size: Size(rows: rows, columns: columns))
  }

  /// A row as cells: `□` stands for the right half of a wide character.
  private func cells(_ frame: Frame, row: Int = 0) -> String {
    (0..<frame.size.columns).map { column in
      let cell = frame.cell(at: Position(row: row, column: column))
      return cell.width == 0 ? "□" : cell.text
    }.joined()
  }

  @Test func `a new frame is blank`() {
    #expect(frame(2, 3).text == ["", ""])
    #expect(frame(2, 3).styleRows == ["", ""])
    #expect(cells(frame(1, 3)) == "   ")
  }

  @Test func `a wide character takes two columns`() {
    var frame = frame(1, 6)
    frame.write("a日b", row: 0, column: 1)
    #expect(cells(frame) == " a日□b ")
  }

  @Test func `a wide character that would stick out becomes a blank`() {
    var frame = frame(2, 4)
    frame.put(Cell(scalars: [0x65E5], width: 2, style: .accent), row: 0, column: 3)
    #expect(cells(frame) == "    ")
    #expect(cells(frame, row: 1) == "    ")
    #expect(frame.cell(at: Position(row: 0, column: 3)).style == .accent)
  }

  @Test(arguments: [
    (0, "x 本□z"), (1, " x本□z"), (2, "日□x z"), (3, "日□ xz"), (4, "日□本□x"),
  ])
  func `half a wide character cannot stay`(column: Int, expected: String) {
    var frame = frame(1, 5)
    frame.write("日本z", row: 0, column: 0)
    frame.put(Cell(scalars: [0x78], width: 1), row: 0, column: column)
    #expect(cells(frame) == expected)
  }

  @Test func `a wide character over the halves of two leaves neither`() {
    var frame = frame(1, 6)
    frame.write("日本語", row: 0, column: 0)
    frame.put(Cell(scalars: [0x4E2D], width: 2), row: 0, column: 1)
    #expect(cells(frame) == " 中□ 語□")
  }

  @Test(arguments: [(-1, 0), (0, -1), (2, 0), (0, 5), (9, 9)])
  func `what lies outside the screen is left out`(row: Int, column: Int) {
    var drawn = frame(2, 5)
    drawn.put(Cell(scalars: [0x78], width: 1), row: row, column: column)
    #expect(drawn == frame(2, 5))
    #expect(drawn.cell(at: Position(row: row, column: column)) == .blank)
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abcdef", 0, ""),
    ("日本語", 6, "日本語"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("日本語", 2, "…"),
    ("e\u{301}tat", 3, "e\u{301}t…"), ("", 4, ""),
  ])
  func `what is too wide is cut with an ellipsis`(text: String, width: Int, shown: String) {
    var frame = frame(1, 8)
    let used = frame.write(text, row: 0, column: 0, width: width)
    #expect(frame.text == [shown])
    #expect(used == displayWidth(shown))
    #expect(used <= width)
  }

  @Test func `text is cut at the edge of the screen`() {
    var frame = frame(1, 6)
    #expect(frame.write("abcdef", row: 0, column: 3) == 3)
    #expect(frame.text == ["   ab…"])
  }

  @Test func `a line from the right stands at the right of its place`() {
    var frame = frame(1, 8)
    let line = TextLayout().lines("אב", width: 5, locale: "he")[0]
    frame.write(line, row: 0, column: 1, width: 5)
    #expect(frame.text == ["    בא"])
  }

  @Test func `a control character is shown as a sign, and never sent`() {
    var frame = frame(1, 12)
    frame.write("a\u{1B}[31mb", row: 0, column: 0)
    #expect(frame.cells.allSatisfy { !isHostile($0.scalars) })
    #expect(frame.cell(at: Position(row: 0, column: 1)).style == Style(.warning, .underline))
  }

  @Test func `a frame can be drawn as text and as styles`() {
    var frame = frame(4, 10)
    frame.write("Title", row: 0, column: 1, style: .bold)
    frame.write("日本", row: 1, column: 0, style: .good)
    frame.write("ok", row: 1, column: 5, style: .selected)
    frame.write("why", row: 2, column: 2, style: .quiet)
    frame.write("no", row: 2, column: 6, style: .bad)
    frame.write("go", row: 3, column: 0, style: .accent)
    frame.write("mind", row: 3, column: 3, style: .warning)
    #expect(frame.text == [" Title", "日本 ok", "  why no", "go mind"])
    #expect(frame.styleRows == [".PPPPP", "gggg.##", "..qqq.BB", "AA.wwww"])
  }

  @Test func `every ink has a letter of its own`() {
    let letters = Style.Ink.allCases.map { Style($0).letter }
    #expect(Set(letters).count == letters.count)
    #expect(Style(.plain, .underline).letter == "p")
    #expect(Style(.good, [.bold]).letter == "G")
  }

  @Test func `clearing leaves no half of a wide character`() {
    var frame = frame(1, 6)
    frame.write("日本語", row: 0, column: 0)
    frame.clear(Rect(row: 0, column: 1, rows: 1, columns: 2))
    #expect(cells(frame) == "    語□")
  }

  @Test func `restyling keeps the text`() {
    var frame = frame(1, 6)
    frame.write("abc", row: 0, column: 0)
    frame.restyle(Rect(row: 0, column: 1, rows: 3, columns: 9), .accent)
    #expect(frame.text == ["abc"])
    #expect(frame.styleRows == [".AAAAA"])
  }
}
