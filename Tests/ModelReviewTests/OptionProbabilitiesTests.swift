import AnnotationCore
import Foundation
import ModelTasks
import Testing

@testable import ModelReview

@Suite struct OptionProbabilitiesTests {
  @Test func `probabilities of a choice follow the tokens that could begin it`() throws {
    func token(_ text: String, _ p: Double, _ others: [(String, Double)]) -> TokenChoice {
      TokenChoice(
        text: text,
        logProbability: log(p),
        alternatives: ([(text, p)] + others).map { ($0.0, log($0.1)) }
      )
    }
    // {"fit":"good"}: "go" 0.6 against "bad" 0.3 and "x" 0.1, then "od" 0.5 against "ne" 0.5.
    let tokens = [
      token("{\"fit\":\"", 1, []), token("go", 0.6, [("bad", 0.3), ("x", 0.1)]),
      token("od", 0.5, [("ne", 0.5)]), token("\"}", 1, []),
    ]
    let found = OptionProbabilities.byField(tokens, fields: [("fit", ["good", "gone", "bad"])])
    let fit = try #require(found["fit"])
    // good 0.6 × 0.5 = 0.3, gone 0.6 × 0.5 = 0.3, bad 0.3; together 0.9.
    #expect(abs(fit.mass - 0.9) < 1e-9)
    for choice in ["good", "gone", "bad"] {
      #expect(abs((fit.byChoice[choice] ?? 0) - 1.0 / 3) < 1e-9)
    }
  }
}
