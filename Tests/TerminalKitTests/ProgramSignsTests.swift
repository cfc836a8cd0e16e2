import Testing

@testable import TerminalKit

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
