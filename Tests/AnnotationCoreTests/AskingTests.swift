import Foundation
import Testing

@testable import AnnotationCore

@Suite struct AskingTests {
  private func trials(_ asking: Juror.Asking) -> [String] {
    asking.trials.map { "\($0.number) \($0.language) \($0.order) \($0.draw)" }
  }

  @Test func `a juror is asked once by default`() {
    #expect(trials(.init()) == ["1 item given 0"])
  }

  @Test
  func `every language in every order makes a trial, and each so often as there are samples`() {
    #expect(
      trials(.init(language: .both, order: .both, samples: 2)) == [
        "1 item given 0", "2 item reversed 0", "3 english given 0", "4 english reversed 0",
        "5 item given 1", "6 item reversed 1", "7 english given 1", "8 english reversed 1",
      ]
    )
  }

  @Test func `a juror that an earlier version kept is read as it was meant`() throws {
    let kept = """
      {"name": "a", "provider": {"endpoint": {"wire": "chat", "address": "http://h/v1", "model": "m"}},
       "sampling": {"seed": 7}, "limits": {"attempts": 3, "concurrency": 4, "retries": 4,
       "timeoutSeconds": 60}}
      """
    let juror = try JSONDecoder().decode(Juror.self, from: Data(kept.utf8))
    #expect(juror.model.provider == .endpoint(.init(address: "http://h/v1", model: "m")))
    #expect(juror.asking == .init())
    #expect(juror.model.sampling.seed == 7)
    let again = try JSONDecoder().decode(Juror.self, from: JSONEncoder().encode(juror))
    #expect(again == juror)
  }

  @Test func `a price counts to the billionth, rounded up`() {
    let price = TokenPrice(input: 0.15, output: 0.6)
    // 1,000 × 0.15 + 100 × 0.6 millionths are 210 millionths.
    #expect(price.cost(prompt: 1000, completion: 100) == Money(units: 0.00021))
    #expect(TokenPrice(input: 0.0001, output: 0).cost(prompt: 1, completion: 0).billionths == 1)
  }

  @Test func `limits and prices may change under a name, what is asked may not`() {
    let juror = Juror(name: "a", provider: .recorded(file: "r"))
    var faster = juror
    faster.model.limits.concurrency = 99
    faster.model.price = .init(input: 1, output: 1)
    #expect(juror.saysAsMuch(as: faster))
    var other = juror
    other.asking.mode = .audit
    #expect(!juror.saysAsMuch(as: other))
  }
}
