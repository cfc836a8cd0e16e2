import Basics
import Testing

@testable import ModelTasks

/// A run against a clock that is only counted: how much of a limit is used, and whether it is held.
@Suite struct TokenPaceTests {
  struct Load: Sendable {
    var limit: Int
    var atOnce: Int
    var used: ClosedRange<Int>
    var latency: ClosedRange<Int64>
    /// What a minute may hold beyond the limit, as a share of it.
    var beyond: Double
  }

  private static let loads = [
    Load(limit: 60_000, atOnce: 4, used: 500...1_100, latency: 1_000...3_000, beyond: 0.02),
    Load(limit: 600_000, atOnce: 64, used: 500...1_100, latency: 1_000...3_000, beyond: 0.02),
    Load(limit: 60_000, atOnce: 16, used: 900...2_100, latency: 2_500...7_500, beyond: 0.1),
    Load(limit: 2_000_000, atOnce: 64, used: 400...1_400, latency: 500...1_500, beyond: 0.03),
    Load(limit: 200_000, atOnce: 64, used: 700...900, latency: 5_000...15_000, beyond: 0.05),
  ]

  private struct UnderWay {
    var end: Int64
    var used: Int
    var charge: TokenPace.Charge
  }

  /// The moments at which requests were sent, and what each used of its 3,000 tokens.
  private func sent(_ load: Load, minutes: Int64, seed: UInt64) -> [(at: Int64, tokens: Int)] {
    var random = SplitMix64(seed: seed)
    var pace = TokenPace(load.limit)
    var sent: [(at: Int64, tokens: Int)] = []
    var underWay: [UnderWay] = []
    func start(_ now: Int64) -> UnderWay {
      let charge = pace.charge(3_000, at: Timestamp(rawValue: now))
      let used = Int.random(in: load.used, using: &random)
      sent.append((now + charge.wait, used))
      let end = now + charge.wait + Int64.random(in: load.latency, using: &random)
      return UnderWay(end: end, used: used, charge: charge)
    }
    for _ in 0..<load.atOnce { underWay.append(start(0)) }
    while let next = underWay.indices.min(by: { underWay[$0].end < underWay[$1].end }),
      underWay[next].end < minutes * 60_000
    {
      let done = underWay[next]
      pace.settle(done.charge, used: done.used, at: Timestamp(rawValue: done.end))
      underWay[next] = start(done.end)
    }
    return sent
  }

  @Test(arguments: loads, [1, 2] as [UInt64])
  func `at least nine tenths of the limit are used, and it is held`(load: Load, seed: UInt64) {
    let minutes: Int64 = 12
    let sent = sent(load, minutes: minutes, seed: seed)
    let inner = sent.filter { $0.at >= 60_000 && $0.at < minutes * 60_000 }
    let share =
      Double(inner.reduce(0) { $0 + $1.tokens }) / Double(load.limit * Int(minutes - 1))
    #expect(share >= 0.9, "\(share)")
    var (most, held, first) = (0, 0, 0)
    for request in sent {
      held += request.tokens
      while sent[first].at <= request.at - 60_000 {
        held -= sent[first].tokens
        first += 1
      }
      most = max(most, held)
    }
    #expect(Double(most) <= Double(load.limit) * (1 + load.beyond), "\(most)")
  }

  @Test func `a request that is larger than a minute's tokens has a minute of its own`() {
    var pace = TokenPace(1_000)
    let now = Timestamp(rawValue: 0)
    let waits = (0..<3).map { _ in pace.charge(5_000, at: now).wait }
    #expect(waits[1] - waits[0] >= 60_000)
    #expect(waits[2] - waits[1] >= 60_000)
  }

  @Test func `where the provider does not say what was used, the charge stands`() {
    var pace = TokenPace(60_000)
    let now = Timestamp(rawValue: 0)
    for _ in 0..<5 {
      let charge = pace.charge(1_000, at: now)
      pace.settle(charge, used: nil, at: now)
    }
    #expect(pace.charge(1_000, at: now).wait == 6_000)
  }
}

@Suite struct BudgetTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `at least nineteen twentieths of a budget are used, and never more than all of it`(
    seed: UInt64
  ) {
    var random = SplitMix64(seed: seed)
    let limit = Money(units: 10)
    let most = Money(units: 0.2)
    var budget = Budget(limit: limit)
    var underWay = 0
    while true {
      if underWay < 16, budget.reserve(most) {
        underWay += 1
        continue
      }
      // A request that finds no money waits for those under way.
      guard underWay > 0 else { break }
      let cost = Money(units: Double.random(in: 0.02...0.06, using: &random))
      budget.pay(cost, of: most)
      underWay -= 1
      if underWay == 0 { #expect(!budget.mayFree(most)) }
    }
    #expect(budget.spent <= limit)
    #expect(budget.spent >= Money(units: 9.5))
  }
}
