import SafeText
import Testing

@testable import TerminalKit

@Suite struct ProgramSignsTests {
  @Test func `the program's signs become ASCII, texts keep their script`() {
    var frame = Frame(size: Size(rows: 1, columns: 20))
    frame.write("─│▸●✓… 日本 é", row: 0, column: 0)
    #expect(frame.ascii().text == ["-|>*v~ 日本 é"])
    #expect(frame.ascii().cells.map(\.width) == frame.cells.map(\.width))
  }

  @Test func `what an item's author wrote is shown as they wrote it`() throws {
    var frame = Frame(size: Size(rows: 1, columns: 20))
    let line = try #require(TextLayout().lines("a — b … «c»", width: 20, locale: "en").first)
    frame.write(StyledLine(line, isContent: true), row: 0, column: 0, width: 20)
    #expect(frame.ascii().text == ["a — b … «c»"])
  }
}
