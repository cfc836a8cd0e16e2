import AnnotationCore
import SafeText
import TerminalKit
import Testing

@testable import Annotate

/// The mouse does what the key that stands there does.
@Suite struct MouseTests {
  @Test func `a click takes a choice, and a click on a field goes to it`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter")
    ana.click("Belief & Expression")
    #expect(ana.app.item?.form.values["category"] == .single("belief_expression"))
    ana.click("Scope")
    #expect(ana.app.item?.focus == "scope")
    ana.click("Nation")
    #expect(ana.app.item?.form.values["scope"] == .single("nation"))
  }

  @Test func `a click chooses a row of the queue, a second one opens it`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.click("ja  ")
    #expect(ana.app.queue?.language == "ja")
    ana.click("ja  ")
    #expect(ana.screen[0].contains(" · ja-1 · "))
  }

  @Test func `a click on a command of the footer gives it`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter")
    ana.click("skip")
    #expect(ana.shown.contains("Reason for skipping"))
  }

  @Test func `a click does what was marked last`() {
    var drawing = Drawing(
      size: Size(rows: 2, columns: 10),
      layout: TextLayout(TextDisplay(bidi: .reorder))
    )
    drawing.mark(Rect(row: 0, column: 0, rows: 2, columns: 10), .row(1))
    drawing.mark(Rect(row: 1, column: 2, rows: 1, columns: 3), .key(.enter))
    drawing.mark(Rect(row: 0, column: 0, rows: 0, columns: 5), .row(2))
    #expect(drawing.metrics.target(at: Position(row: 0, column: 0)) == .row(1))
    #expect(drawing.metrics.target(at: Position(row: 1, column: 4)) == .key(.enter))
    #expect(drawing.metrics.target(at: Position(row: 1, column: 5)) == .row(1))
    #expect(drawing.metrics.target(at: Position(row: 2, column: 0)) == nil)
    drawing.clear(Rect(row: 0, column: 9, rows: 1, columns: 1))
    #expect(drawing.metrics.target(at: Position(row: 0, column: 0)) == nil)
  }

  @Test func `the wheel scrolls the text under it`() throws {
    let item = Item(
      id: "en-long",
      language: "en",
      question: "Which?",
      answer: (1...90).map { "Line \($0)." }.joined(separator: "\n"),
      source: nil,
      model: nil
    )
    let ana = Script(try Team(items: [item]), as: \.ana)
    ana.press("enter")
    ana.send(.mouse(Mouse(.wheelDown, at: Position(row: 5, column: 5))))
    #expect(!ana.shown.contains("QUESTION"))
    ana.send(.mouse(Mouse(.wheelUp, at: Position(row: 5, column: 5))))
    #expect(ana.shown.contains("QUESTION"))
  }

  @Test func `a click beside everything does nothing`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter")
    let before = ana.app.item?.session
    ana.send(.mouse(Mouse(.press, at: Position(row: 20, column: 3))))
    #expect(ana.app.item?.session == before)
  }
}
