import AnnotationCore
import SafeText
import Testing

@testable import TerminalKit

/// What reaches a terminal, whatever it thinks of the widths of what it is sent.
@Suite struct `Painting` {
  private static let texts = [
    "plain words", "हिन्दी में एक वाक्य है", "العربيّة نصّ", "ภาษาไทย ทำ น้ำ", "👩🏽‍🚀 ok 🇩🇪 ☂️ 👍🏽",
    "তোমার ক্ষমা বাংলা", "한국어 \u{1112}\u{1161}\u{11F0}", "日本語の文", "", "a  b  क्षि  c", "க்ஷ தமிழ் கா",
    "ကောင်း မြန်မာ", "ខ្មែរ កា", "ක්‍ෂ සිංහල",
  ]
  private static let size = Size(rows: 5, columns: 40)

  /// Two panes with a border between them, and texts in both.
  private func frame(_ display: TextDisplay, using random: inout SplitMix64) -> Frame {
    var frame = Frame(size: Self.size, display: display)
    for row in 0..<5 {
      for (column, width) in [(1, 18), (22, 17)] {
        let text = Self.texts.randomElement(using: &random) ?? ""
        frame.write(text, row: row, column: column, width: width)
      }
    }
    frame.verticalRule(row: 0, column: 20, rows: 5)
    return frame
  }

  /// What a terminal is found to do.
  private func display(in terminal: FakeTerminal) -> TextDisplay {
    var terminal = terminal
    var probe = TerminalProbe()
    var decoder = EscapeDecoder(now: .now)
    terminal.take(TerminalProbe.request)
    for scalar in terminal.answers.unicodeScalars {
      for case .report(let report) in decoder.take(scalar, at: .now) {
        if let answers = probe.take(report) {
          #expect(answers.version == terminal.habits.version)
          return TextDisplay(widths: answers.widths)
        }
      }
    }
    Issue.record("it did not answer")
    return TextDisplay()
  }

  /// Shows frames one after another.
  private func show(
    in terminal: inout FakeTerminal,
    _ display: TextDisplay,
    check: (FakeTerminal, Frame) -> Void
  ) {
    var random = SplitMix64(seed: 1)
    var shown: Frame?
    for _ in 0..<200 {
      let next = frame(display, using: &random)
      for step in Painter(from: shown, to: next).steps() { terminal.take(step) }
      shown = next
      check(terminal, next)
    }
  }

  @Test(arguments: FakeTerminal.Habits.all.indices)
  func `every cell is right in a terminal that was asked`(index: Int) {
    var terminal = FakeTerminal(size: Self.size, FakeTerminal.Habits.all[index])
    show(in: &terminal, display(in: terminal)) { terminal, frame in
      for row in 0..<5 {
        let seen = (0..<40).map { terminal.text(row: row, column: $0) }.joined(separator: "|")
        let wanted = frame.row(row).map(\.text).joined(separator: "|")
        #expect(seen == wanted, "\(terminal.habits.name)")
      }
    }
  }

  @Test(arguments: FakeTerminal.Habits.all.indices)
  func `what is beside a text holds its column in one that was not`(index: Int) {
    var terminal = FakeTerminal(size: Self.size, FakeTerminal.Habits.all[index])
    show(in: &terminal, TextDisplay()) { terminal, frame in
      for row in 0..<5 {
        for column in [20, 21, 22] {
          let wanted = frame.cell(at: Position(row: row, column: column)).text.unicodeScalars.first
          let seen = terminal.text(row: row, column: column).unicodeScalars.first
          #expect(seen == wanted, "\(terminal.habits.name), \(frame.text[row])")
        }
      }
    }
  }

  @Test func `a change in a plain text is all that is sent`() {
    var old = Frame(size: Size(rows: 2, columns: 20))
    old.write("one two", row: 0, column: 0)
    var new = old
    new.write("x", row: 0, column: 4)
    #expect(
      Painter(from: old, to: new).steps() == [
        .move(Position(row: 0, column: 4)), .text("x", .plain),
      ]
    )
    #expect(Painter(from: new, to: new).steps() == [])
  }

  @Test func `a row is drawn anew from where its width is not certain`() {
    var old = Frame(size: Size(rows: 1, columns: 12))
    old.write("a हि", row: 0, column: 0)
    old.verticalRule(row: 0, column: 8, rows: 1)
    var new = old
    new.write("हु ", row: 0, column: 2)
    #expect(
      Painter(from: old, to: new).steps() == [
        .move(Position(row: 0, column: 2)), .clearToEnd, .text("हु", .plain),
        .move(Position(row: 0, column: 3)), .clearToEnd, .text("     ", .plain),
        .text("─", .quiet),
      ]
    )
  }
}
