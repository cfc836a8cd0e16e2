import AnnotationCore
import Fixtures
import SafeText
import Testing

/// Texts for messages and tables: the screen's substitutes, as plain text.
@Suite struct PrintableTests {
  @Test(arguments: [
    ("plain", "plain"), ("", ""), ("two\nlines", "two\nlines"), ("dos\r\nlines", "dos\nlines"),
    ("a\u{1B}[31mb", "a␛[31mb"), ("\u{202E}x", "⟨202E⟩x"), ("a\rb", "a␍b"), ("a\tb", "a    b"),
    ("שלום (1)", "שלום (1)"), ("👨‍👩‍👧", "👨👩👧"), ("\u{301}", "◌\u{301}"), ("日本語\n\n", "日本語\n\n"),
  ])
  func `a message keeps its line breaks and nothing else that a terminal obeys`(
    text: String,
    shown: String
  ) {
    #expect(printable(text) == shown)
  }

  @Test(arguments: [("a\nb", "a⏎b"), ("a\r\nb", "a⏎b"), ("a\u{1B}", "a␛"), ("plain", "plain")])
  func `one line shows its line breaks`(text: String, shown: String) {
    #expect(printableLine(text) == shown)
  }

  @Test func `whatever the text, nothing hostile is left, and printing it again changes nothing`() {
    var random = SplitMix64(seed: 11)
    for round in 0..<2_000 {
      let text = hostileText(&random)
      let line = printableLine(text)
      let message = printable(text)
      let isSafe =
        !isHostile(line.unicodeScalars.map(\.value))
        && !isHostile(message.unicodeScalars.map(\.value).filter { $0 != 0x0A })
      #expect(isSafe, "round \(round)")
      #expect(printable(message) == message, "round \(round)")
      #expect(printableLine(line) == line, "round \(round)")
      #expect(displayWidth(line) == displayWidth(text), "round \(round)")
    }
  }
}
