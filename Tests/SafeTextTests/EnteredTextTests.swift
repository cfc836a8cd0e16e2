import SafeText
import Testing

@Suite struct `A text that somebody entered` {
  @Test(arguments: [
    ("one\r\ntwo\r\n", "one\ntwo\n"), ("one\rtwo", "one\ntwo"), ("\r\r\n\n", "\n\n\n"),
    ("\u{FEFF}one", "one"), ("a\u{0}b", "ab"), ("\u{1B}[31mred\u{7F}\u{9B}", "[31mred"),
    ("tab\tstays", "tab\tstays"), ("न\u{200D}मस्ते e\u{301}", "न\u{200D}मस्ते e\u{301}"), ("", ""),
  ])
  func `has line feeds and no control characters`(entered: String, kept: String) {
    #expect(Array(enteredText(entered).unicodeScalars) == Array(kept.unicodeScalars))
  }
}
