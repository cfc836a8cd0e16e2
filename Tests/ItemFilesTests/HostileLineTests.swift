import AnnotationCore
import Fixtures
import SafeText
import Testing

@testable import ItemFiles

/// A message quotes what stands in a file; a terminal obeys none of it once it is printed.
struct HostileLineTests {
  @Test(
    arguments: [
      ("\u{1B}[2J", "␛[2J"), ("\u{7}", "␇"), ("\u{9B}31m", "⟨009B⟩31m"),
      ("\r", "␍"), ("\u{202E}", "⟨202E⟩"), ("\u{2028}", "⟨2028⟩"),
      ("\u{FEFF}", "⟨FEFF⟩"), ("\u{E000}", "⟨E000⟩"), ("\u{7F}", "␡"),
    ]
  )
  func `a control character is shown, not sent`(hostile: String, shown: String) throws {
    let said = printable(try #require(try complaint(about: "x\(hostile)y")))
    #expect(said.hasSuffix("\n  1 | x\(shown)y"))
    #expect(!said.unicodeScalars.contains { hostile.unicodeScalars.first == $0 })
  }

  @Test(
    arguments: [
      (#"{"\u001b[2J": 1, "id": "a"}"#, "␛[2J"), (#"{"id": "a", "\u202e": "x"}"#, "⟨202E⟩"),
      (#"{"id": "a", "language": "\u001b]0;x\u0007", "question": "q", "answer": "a"}"#, "␛]0;x␇"),
    ]
  )
  func `nor is one that the line spells out`(wrong: String, shown: String) throws {
    let said = printable(try #require(try complaint(about: wrong)))
    let hostile = said.split(separator: "\n").filter { isHostile($0.unicodeScalars.map(\.value)) }
    #expect(hostile.isEmpty)
    #expect(said.contains(shown))
  }

  @Test func `a long line is cut between characters`() {
    #expect(
      shortened(String(repeating: "对", count: 160).utf8) == String(repeating: "对", count: 160)
    )
    #expect(
      shortened(String(repeating: "对", count: 161).utf8) == String(repeating: "对", count: 160) + "…"
    )
    #expect(
      shortened(String(repeating: "𝄞", count: 500).utf8) == String(repeating: "𝄞", count: 160) + "…"
    )
  }
}
