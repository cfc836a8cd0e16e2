import Testing

@testable import TerminalKit

@Suite struct FuzzyMatchTests {
  @Test func `letters in their order fit, and only those`() {
    #expect(FuzzyMatch.score("nf", in: "next field")?.positions == [0, 5])
    #expect(FuzzyMatch.score("fn", in: "next field") == nil)
    #expect(FuzzyMatch.score("", in: "next field")?.score == 0)
    #expect(FuzzyMatch.score("next fields", in: "next field") == nil)
  }

  @Test(arguments: [
    ("fl", "flag", "field before"), ("co", "commit", "go to the choice"),
    ("te", "text", "last item"),
    ("queue", "queue", "question under"), ("SKIP", "skip", "desk tip"),
  ])
  func `beginnings and letters in a row come first`(typed: String, better: String, worse: String) {
    let first = FuzzyMatch.score(typed, in: better)?.score ?? .min
    #expect(first > FuzzyMatch.score(typed, in: worse)?.score ?? .min)
  }
}
