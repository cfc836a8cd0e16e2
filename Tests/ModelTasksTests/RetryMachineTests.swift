import Basics
import ModelFixtures
import NIOHTTP1
import Testing

@testable import ModelTasks

@Suite struct RetryMachineTests {
  /// Makes every draw from `0...n` a 0, so that nothing is taken off a wait.
  private struct TakesNothingOff: RandomNumberGenerator {
    private var state: UInt64 = 0

    mutating func next() -> UInt64 {
      state += 1
      return state
    }
  }

  /// Sat, 21 Nov 2026 03:52:41 GMT.
  private static let now = Timestamp(rawValue: 1_795_233_161_000)

  private func steps(_ limit: Int, _ failures: [RequestFailure]) -> [RetryMachine.Step] {
    var machine = RetryMachine(limit: limit)
    var random = TakesNothingOff()
    return failures.map { machine.next(after: $0, using: &random) }
  }

  private static func status(
    _ status: Int,
    _ names: [String] = [],
    should: Bool? = nil,
    after: String? = nil,
    milliseconds: Int64? = nil
  ) -> RequestFailure {
    var headers = HTTPHeaders()
    if let should { headers.add(name: "x-should-retry", value: String(should)) }
    if let after { headers.add(name: "retry-after", value: after) }
    if let milliseconds { headers.add(name: "retry-after-ms", value: String(milliseconds)) }
    let meaning = StatusMeaning(status: status, names: names)
    return .status(status, meaning, message: "", signs: RateLimitHeaders(headers, at: now))
  }

  @Test func `waits double from half a second, and end with the tries`() {
    let down = RequestFailure.connection("refused")
    #expect(
      steps(4, Array(repeating: down, count: 5)) == [
        .wait(milliseconds: 500), .wait(milliseconds: 1000), .wait(milliseconds: 2000),
        .wait(milliseconds: 4000), .giveUp,
      ]
    )
  }

  @Test func `no wait is longer than a minute, however often it doubled`() {
    let waits = steps(40, Array(repeating: .timeout(seconds: 1), count: 40))
    #expect(waits.suffix(30).allSatisfy { $0 == .wait(milliseconds: 60_000) })
  }

  @Test func `at most a quarter is taken off at random, and a seed repeats`() {
    func waits(_ seed: UInt64) -> [RetryMachine.Step] {
      (0..<50 as Range<UInt64>).map { nth in
        var machine = RetryMachine(limit: 1)
        var random = SplitMix64(seed: seed &+ nth)
        return machine.next(after: .malformed(""), using: &random)
      }
    }
    #expect(waits(1) == waits(1))
    #expect(Set(waits(1)).count > 10)
    for case .wait(let milliseconds) in waits(1) { #expect((375...500).contains(milliseconds)) }
  }

  @Test(arguments: [408, 409, 429, 500, 502, 503, 529])
  func `a status that passes is tried again`(status: Int) {
    #expect(steps(1, [Self.status(status)]) == [.wait(milliseconds: 500)])
  }

  @Test(arguments: [301, 400, 401, 403, 404, 413, 422])
  func `a status that stays is final`(status: Int) {
    #expect(steps(9, [Self.status(status)]) == [.giveUp])
  }

  @Test func `what retrying cannot help is final`() {
    #expect(steps(9, [.permanent("no such address")]) == [.giveUp])
  }

  @Test func `a spent quota is final, whatever the headers say`() {
    let spent = Self.status(429, ["insufficient_quota"], should: true, after: "1")
    #expect(steps(9, [spent]) == [.giveUp])
  }

  @Test func `the provider's word on trying again wins over the status`() {
    #expect(steps(9, [Self.status(400, should: true)]) == [.wait(milliseconds: 500)])
    #expect(steps(9, [Self.status(503, should: false)]) == [.giveUp])
  }

  @Test(
    arguments: [
      ("7", 7000), ("1.5", 1500), ("0", 0), ("-3", 0), ("600", 60_000),
      ("Sat, 21 Nov 2026 03:52:51 GMT", 10_000),  // ten seconds from now
      ("Sat, 21 Nov 2026 03:52:31 GMT", 0),  // gone by
      ("Sun, 22 Nov 2026 03:52:41 GMT", 60_000),  // a day away
      ("soon", 500), ("", 500),
      ("nan", 500), ("inf", 60_000), ("1e300", 60_000), ("-1e300", 0), ("-inf", 0),
    ] as [(String, Int64)]
  )
  func `retry-after is seconds or a date, and harmless whatever it holds`(
    header: String,
    milliseconds: Int64
  ) {
    #expect(steps(1, [Self.status(429, after: header)]) == [.wait(milliseconds: milliseconds)])
  }

  @Test func `milliseconds come before seconds`() {
    let both = Self.status(429, after: "30", milliseconds: 250)
    #expect(steps(1, [both]) == [.wait(milliseconds: 250)])
    let odd = [Int64.min, -1, Int64.max].map { Self.status(429, milliseconds: $0) }
    #expect(
      steps(3, odd) == [
        .wait(milliseconds: 0), .wait(milliseconds: 0), .wait(milliseconds: 60_000),
      ]
    )
  }
}
