import SafeText
import Testing

/// Which names and ids are accepted.
@Suite struct NameRuleTests {
  @Test(arguments: [
    "ana", "john.smith", "Ольга Петровна", "王小明", "José", "a=b", "O’Brien",
    // Persian and Hindi join and part letters by characters that are not seen.
    "علی\u{200C}رضا", "क्\u{200D}ष",
  ])
  func `names of people in any script are accepted`(name: String) {
    #expect(NameRule.name.problem(with: name) == nil)
  }

  @Test(arguments: [
    ("", NameProblem.empty), (" ana", .blankAtEnd), ("ana ", .blankAtEnd), ("   ", .blankAtEnd),
    ("ana\u{A0}", .blankAtEnd), ("ana  b", .otherBlank(0x20)), ("ana\u{A0}b", .otherBlank(0xA0)),
    ("ana\nb", .otherBlank(0x0A)), ("\u{200B}", .invisible(0x200B)),
    ("a\u{200D}b", .invisible(0x200D)),
    ("esc\u{1B}[31m", .invisible(0x1B)), ("a\u{202E}b", .invisible(0x202E)),
    ("ana\u{FE0F}", .invisible(0xFE0F)), ("ㅤ", .invisible(0x3164)),
    ("a\u{E000}", .invisible(0xE000)),
    ("Jose\u{301}", .notComposed),
    (String(repeating: "x", count: 101), .tooLong(count: 101, limit: 100)),
  ])
  func `what cannot be seen, told apart or typed again is refused`(
    name: String,
    problem: NameProblem
  ) {
    #expect(NameRule.name.problem(with: name) == problem)
  }

  @Test(arguments: [
    ("a b", NameProblem.holdsBlank), ("\u{3000}a", .blankAtEnd), ("a\u{AD}", .invisible(0xAD)),
    (String(repeating: "号", count: 201), .tooLong(count: 201, limit: 200)),
  ])
  func `an id holds no blank`(id: String, problem: NameProblem) {
    #expect(NameRule.id.problem(with: id) == problem)
    #expect(NameRule.id.problem(with: String(repeating: "号", count: 200)) == nil)
  }

  @Test func `what is wrong is said with the character's number`() {
    #expect("\(NameProblem.invisible(0x7))" == "it holds a character that cannot be seen (U+0007)")
    #expect("\(NameProblem.otherBlank(0xA0))" == "it holds a blank that is no space (U+00A0)")
  }

  @Test(arguments: [
    ("Jose\u{301}", "José"), ("ana", "ana"), ("한", "한"), ("", ""),
    ("\u{1D160}", "\u{1D158}\u{1D165}\u{1D16E}"),
  ])
  func `a name that is typed is composed`(typed: String, composed: String) {
    #expect(Array(typed.composed.unicodeScalars) == Array(composed.unicodeScalars))
  }
}
