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

  @Test(arguments: [
    (" ana ", "ana"), ("ana\u{A0}\u{3000}b\n", "ana b"), ("Jose\u{301} \t x", "José x"),
    ("\u{2003}", ""),
    ("", ""), ("a b", "a b"),
  ])
  func `what other tools name is tidied`(text: String, tidied: String) {
    #expect(Array(text.tidied.unicodeScalars) == Array(tidied.unicodeScalars))
    #expect(tidied.isEmpty || NameRule.foreign.problem(with: text.tidied) == nil)
  }

  @Test(arguments: [
    (" a  b\n", "a  b"), ("Jose\u{301}\u{A0}", "José"), ("\u{3000}", ""), ("", ""), ("x", "x"),
  ])
  func `a text is trimmed of every kind of blank, and stays as it is inside`(
    text: String,
    trimmed: String
  ) {
    #expect(Array(text.trimmed.unicodeScalars) == Array(trimmed.unicodeScalars))
  }

  @Test(arguments: [
    ("", true), (" \u{3000}", true), ("\u{200B}\u{A0}", true), ("\u{FEFF}", true),
    ("\u{2028}", true),
    ("\u{202E}\u{AD}", true), ("ㅤ", true), ("\u{1}", true), (".", false), ("\u{200B}答", false),
    ("\u{301}", false),
  ])
  func `what nobody can see is told`(text: String, isInvisible: Bool) {
    #expect(text.isInvisible == isInvisible)
  }

  @Test(arguments: [
    ("a  b", NameProblem.otherBlank(0x20)), ("a\u{200B}", .invisible(0x200B)),
    (String(repeating: "x", count: 1001), .tooLong(count: 1001, limit: 1000)),
  ])
  func `names of other tools hold single spaces, and are bounded`(
    name: String,
    problem: NameProblem
  ) {
    #expect(NameRule.foreign.problem(with: name) == problem)
  }
}
