import AnnotationCore
import Fixtures
import SafeText
import Testing

@testable import TerminalKit

/// Taking back, cutting and putting back, and going from line to line.
@Suite struct TextBufferEditingTests {
  private func drawn(_ buffer: TextBuffer) -> String {
    let text = buffer.text
    let index = text.index(text.startIndex, offsetBy: buffer.cursor)
    return text[..<index] + "|" + text[index...]
  }

  private func type(_ text: String, into buffer: inout TextBuffer) {
    for character in text { buffer.insert(String(character)) }
  }

  @Test func `a word is taken back at once, and made again`() {
    var buffer = TextBuffer()
    type("one two", into: &buffer)
    #expect(buffer.undo() == true)
    #expect(drawn(buffer) == "one |")
    #expect(buffer.undo() == true)
    #expect(buffer.undo() == true)
    #expect(drawn(buffer) == "|")
    #expect(buffer.undo() == false)
    while buffer.redo() {}
    #expect(drawn(buffer) == "one two|")
    #expect(buffer.redo() == false)
  }

  @Test func `a run of deletions is one step, and the cursor comes back with the text`() {
    var buffer = TextBuffer("abcdef")
    buffer.move(to: 4)
    for _ in 0..<3 { buffer.deleteBackward() }
    #expect(drawn(buffer) == "a|ef")
    #expect(buffer.undo() == true)
    #expect(drawn(buffer) == "abcd|ef")
  }

  @Test func `a paste is a step of its own, and writing anew ends what could be made again`() {
    var buffer = TextBuffer()
    type("a", into: &buffer)
    buffer.insert(" pasted words ")
    type("b", into: &buffer)
    #expect(buffer.undo() == true)
    #expect(drawn(buffer) == "a pasted words |")
    #expect(buffer.undo() == true)
    #expect(drawn(buffer) == "a|")
    type("c", into: &buffer)
    #expect(buffer.redo() == false)
  }

  @Test func `a movement ends a run`() {
    var buffer = TextBuffer()
    type("ab", into: &buffer)
    buffer.moveLeft()
    type("x", into: &buffer)
    #expect(buffer.undo() == true)
    #expect(drawn(buffer) == "a|b")
  }

  @Test func `what is cut in a row is put back together`() {
    var buffer = TextBuffer("one two three")
    buffer.killWordBackward()
    buffer.killWordBackward()
    #expect(drawn(buffer) == "one |")
    buffer.moveToStart()
    buffer.yank()
    #expect(drawn(buffer) == "two three|one ")
    buffer.yank()
    #expect(drawn(buffer) == "two threetwo three|one ")
  }

  @Test func `cutting forward in a row keeps the order too`() {
    var buffer = TextBuffer("one two three")
    buffer.moveToStart()
    buffer.killWordForward()
    buffer.killWordForward()
    #expect(drawn(buffer) == "| three")
    buffer.moveToEnd()
    buffer.yank()
    #expect(drawn(buffer) == " threeone two|")
  }

  @Test func `what does not fit stays cut, and can be put back later`() {
    var buffer = TextBuffer("abcdef", maximum: 6)
    buffer.killToLineStart()
    buffer.insert("xyz")
    #expect(buffer.yank() == 3)
    #expect(drawn(buffer) == "xyzabc|")
    #expect(buffer.undo() == true)
    #expect(buffer.undo() == true)
    #expect(buffer.yank() == 0)
    #expect(drawn(buffer) == "abcdef|")
  }

  @Test func `going down keeps the column over a shorter line`() {
    var buffer = TextBuffer("abcdef\ngh\nijklmn")
    let lines = TextLayout().lines(buffer.text, width: 20, locale: "en")
    buffer.move(to: 5)
    #expect(buffer.moveDown(in: lines) == true)
    #expect(drawn(buffer) == "abcdef\ngh|\nijklmn")
    #expect(buffer.moveDown(in: lines) == true)
    #expect(drawn(buffer) == "abcdef\ngh\nijklm|n")
    #expect(buffer.moveDown(in: lines) == false)
    #expect(buffer.moveUp(in: lines) == true)
    #expect(buffer.moveUp(in: lines) == true)
    #expect(drawn(buffer) == "abcde|f\ngh\nijklmn")
    #expect(buffer.moveUp(in: lines) == false)
  }

  @Test func `going down in Hebrew keeps the distance from the right`() {
    var buffer = TextBuffer("אבגדה\nוזחטי")
    let lines = TextLayout().lines(buffer.text, width: 20, locale: "he")
    buffer.move(to: 2)
    #expect(buffer.moveDown(in: lines) == true)
    #expect(buffer.cursor == 8)
  }

  @Test func `words of Thai and Japanese are found without spaces`() {
    var buffer = TextBuffer("ภาษาไทยเป็นภาษา")
    buffer.killWordBackward()
    #expect(buffer.text == "ภาษาไทยเป็น")
    var japanese = TextBuffer("今日は晴れ")
    japanese.moveWordLeft()
    #expect(japanese.cursor == 3)
  }
}

/// What holds of every text and every sequence of edits.
@Suite struct TextBufferPropertyTests {
  @Test(arguments: [nil, 40] as [Int?])
  func `nothing is lost that was not deleted`(maximum: Int?) {
    for seed in 0..<120 {
      var random = SplitMix64(seed: UInt64(seed))
      let first = hostileText(&random)
      var buffer = TextBuffer(first, maximum: maximum)
      for _ in 0..<40 {
        let before = buffer
        let cutting = Int.random(in: 0..<4, using: &random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0:
          // A movement ends the run, so that only this cut is put back.
          buffer.move(to: buffer.cursor)
          cut(cutting, &buffer)
          guard scalars(buffer) != scalars(before) else { continue }
          var again = buffer
          // A text that was too long already need not take back what was cut.
          let isBack = again.yank() == 0 && scalars(again) == scalars(before)
          let wasTooLong = maximum.map { before.count > $0 } ?? false
          #expect(isBack || wasTooLong, "cut and put back, seed \(seed)")
        case 1: buffer.insert(hostileText(&random))
        case 2: buffer.moveLeft()
        case 3: buffer.moveWordRight()
        case 4: buffer.move(to: Int.random(in: 0...max(1, buffer.count), using: &random))
        case 5: buffer.deleteBackward()
        case 6: buffer.deleteForward()
        default: buffer.moveWordLeft()
        }
        #expect((0...buffer.count).contains(buffer.cursor))
        if let maximum, before.count <= maximum { #expect(buffer.count <= maximum + 1) }
      }
      let last = scalars(buffer)
      while buffer.undo() {}
      let isFirst = scalars(buffer) == Array(first.unicodeScalars)
      #expect(isFirst, "undone, seed \(seed)")
      while buffer.redo() {}
      let isLast = scalars(buffer) == last
      #expect(isLast, "redone, seed \(seed)")
    }
  }

  private func cut(_ kind: Int, _ buffer: inout TextBuffer) {
    switch kind {
    case 0: buffer.killWordBackward()
    case 1: buffer.killWordForward()
    case 2: buffer.killToLineStart()
    default: buffer.killToLineEnd()
    }
  }

  private func scalars(_ buffer: TextBuffer) -> [Unicode.Scalar] {
    Array(buffer.text.unicodeScalars)
  }
}
