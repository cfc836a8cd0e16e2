import Testing

@testable import ItemFiles

/// A message is printed on a terminal, which must not obey what stands in a file.
struct HostileLineTests {
  @Test(
    arguments: [
      ("\u{1B}[2J", "\\u{1b}[2J"), ("\u{7}", "\\u{7}"), ("\u{9B}31m", "\\u{9b}31m"),
      ("\r", "\\u{d}"), ("\u{202E}", "\\u{202e}"), ("\u{2028}", "\\u{2028}"),
      ("\u{FEFF}", "\\u{feff}"), ("\u{E000}", "\\u{e000}"), ("\u{7F}", "\\u{7f}"),
    ]
  )
  func `a control character is shown, not sent`(hostile: String, shown: String) throws {
    let said = try #require(try complaint(about: "x\(hostile)y"))
    #expect(said.hasSuffix("\n  1 | x\(shown)y"))
    #expect(!said.unicodeScalars.contains { hostile.unicodeScalars.first == $0 })
  }

  @Test(
    arguments: [
      #"{"\u001b[2J": 1, "id": "a"}"#, #"{"id": "a", "\u202e": "x"}"#,
      #"{"id": "a", "language": "\u001b]0;x\u0007", "question": "q", "answer": "a"}"#,
    ]
  )
  func `nor is one that the line spells out`(wrong: String) throws {
    let said = try #require(try complaint(about: wrong))
    let obeyed = said.unicodeScalars.filter {
      $0 != "\n" && [.control, .format].contains($0.properties.generalCategory)
    }
    #expect(obeyed.isEmpty)
    #expect(said.contains("\\u{1b}") || said.contains("\\u{202e}"))
  }

  @Test func `a long line is cut between characters`() {
    #expect(
      printable(String(repeating: "对", count: 160).utf8) == String(repeating: "对", count: 160)
    )
    #expect(
      printable(String(repeating: "对", count: 161).utf8) == String(repeating: "对", count: 160) + "…"
    )
    #expect(
      printable(String(repeating: "𝄞", count: 500).utf8) == String(repeating: "𝄞", count: 160) + "…"
    )
  }
}
