import Testing

@testable import TerminalKit

@Suite struct FrameRulesTests {
  private func drawing(_ draw: (inout Frame) -> Void) -> [String] {
    var frame = Frame(size: Size(rows: 3, columns: 5))
    draw(&frame)
    return frame.text
  }

  @Test func `a rule between two rules joins both`() {
    let screen = drawing { frame in
      frame.horizontalRule(row: 0, column: 0, width: 5)
      frame.horizontalRule(row: 2, column: 0, width: 5)
      frame.verticalRule(row: 0, column: 2, rows: 3)
    }
    #expect(screen == ["──┬──", "  │", "──┴──"])
  }

  @Test func `a rule that starts or ends on another branches off it`() {
    let screen = drawing { frame in
      frame.verticalRule(row: 0, column: 0, rows: 3)
      frame.verticalRule(row: 0, column: 4, rows: 3)
      frame.horizontalRule(row: 1, column: 0, width: 5)
    }
    #expect(screen == ["│   │", "├───┤", "│   │"])
  }

  @Test func `rules that pass through each other cross`() {
    let screen = drawing { frame in
      frame.horizontalRule(row: 1, column: 0, width: 5)
      frame.verticalRule(row: 0, column: 2, rows: 3)
    }
    #expect(screen == ["  │", "──┼──", "  │"])
  }

  @Test func `a join keeps what was joined before`() {
    let screen = drawing { frame in
      frame.horizontalRule(row: 1, column: 0, width: 5)
      frame.verticalRule(row: 1, column: 2, rows: 2)
      frame.verticalRule(row: 0, column: 2, rows: 2)
    }
    #expect(screen == ["  │", "──┼──", "  │"])
  }

  @Test func `a rule over text takes its place`() {
    let screen = drawing { frame in
      frame.write("日本x", row: 1, column: 0)
      frame.horizontalRule(row: 1, column: 1, width: 2)
    }
    #expect(screen == ["", " ── x", ""])
  }

  @Test(arguments: [0, -3])
  func `a rule without length draws nothing`(length: Int) {
    let screen = drawing { frame in
      frame.horizontalRule(row: 0, column: 0, width: length)
      frame.verticalRule(row: 0, column: 0, rows: length)
    }
    #expect(screen == ["", "", ""])
  }
}
