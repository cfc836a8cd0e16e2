import Basics
import ModelFixtures
import Testing

@testable import ModelTasks

@Suite struct ThrottleTests {
  private func at(_ milliseconds: Int64) -> Timestamp { Timestamp(rawValue: milliseconds) }

  private let good = Exchange.reply(.init(text: "", raw: ""))
  private let tooMany = Exchange.failed(.status(429, message: "", signs: .init()))
  private let down = Exchange.failed(.status(503, message: "", signs: .init()))

  /// A round of good answers in which every place was used.
  private func round(_ throttle: inout Throttle, _ now: Timestamp) {
    let places = throttle.allowed
    for _ in 0..<places { #expect(throttle.take() == true) }
    for _ in 0..<places {
      throttle.leave()
      throttle.note(good, at: now)
    }
  }

  @Test func `places double with each good round, up to the juror's own limit`() {
    var throttle = Throttle(ceiling: 50)
    var allowed: [Int] = []
    for _ in 0..<4 {
      allowed.append(throttle.allowed)
      round(&throttle, at(0))
    }
    #expect(allowed == [8, 16, 32, 50])
    #expect(throttle.allowed == 50)
  }

  @Test
  func `a provider's too many takes a fifth, once in a while, and then a place a round comes back`()
  {
    var throttle = Throttle(ceiling: 100)
    for _ in 0..<4 { round(&throttle, at(0)) }
    #expect(throttle.allowed == 100)
    throttle.note(tooMany, at: at(1))
    #expect(throttle.allowed == 80)
    throttle.note(tooMany, at: at(2))
    #expect(throttle.allowed == 80)
    throttle.note(tooMany, at: at(1 + Throttle.cooldown))
    #expect(throttle.allowed == 64)
    round(&throttle, at(5000))
    #expect(throttle.allowed == 67)
  }

  @Test func `what the provider asks for holds for all`() {
    var throttle = Throttle(ceiling: 4)
    let wait = RateLimitHeaders(retryAfterMilliseconds: 700)
    throttle.note(.failed(.status(429, message: "", signs: wait)), at: at(100))
    #expect(throttle.reserve(tokens: 1, at: at(100)).wait == 700)
    #expect(throttle.reserve(tokens: 1, at: at(300)).wait == 500)
    #expect(throttle.pause(at: at(900)) == 0)
    let spent = RateLimitHeaders(isExhausted: true, resetMilliseconds: 60)
    throttle.note(.reply(.init(text: "", raw: "", signs: spent)), at: at(1000))
    #expect(throttle.reserve(tokens: 1, at: at(1000)).wait == 60)
  }

  @Test func `no minute holds more requests or tokens than it may`() {
    var random = SplitMix64(seed: 5)
    var throttle = Throttle(ceiling: 9, requestsPerMinute: 30, tokensPerMinute: 6_000)
    var sent: [(at: Int64, tokens: Int)] = []
    var now: Int64 = 0
    for _ in 0..<200 {
      now += Int64.random(in: 0...1500, using: &random)
      let tokens = Int.random(in: 50...400, using: &random)
      sent.append((now + throttle.reserve(tokens: tokens, at: at(now)).wait, tokens))
    }
    for first in sent {
      let minute = sent.filter { $0.at > first.at && $0.at <= first.at + 60_000 }
      #expect(minute.count <= 30)
      #expect(minute.reduce(0) { $0 + $1.tokens } <= 6_000)
    }
  }

  @Test
  func `the circuit opens after failures in a row, looks now and then, and gives up in the end`() {
    var throttle = Throttle(ceiling: 10)
    var now: Int64 = 0
    for _ in 0..<Throttle.outage { throttle.note(down, at: at(now)) }
    var pauses: [Int64] = []
    while !throttle.isGivenUp {
      let pause = throttle.pause(at: at(now))
      pauses.append(pause)
      #expect(throttle.allowed == 1)
      now += pause
      #expect(throttle.take() == true)
      #expect(throttle.take() == false)
      throttle.leave()
      throttle.note(down, at: at(now))
    }
    #expect(pauses == [5_000, 10_000, 20_000])
    #expect(throttle.take() == false)
  }

  @Test func `a good answer closes the circuit`() {
    var throttle = Throttle(ceiling: 10)
    for _ in 0..<Throttle.outage { throttle.note(down, at: at(0)) }
    #expect(throttle.allowed == 1)
    throttle.note(good, at: at(5_000))
    #expect(throttle.allowed == 8)
  }

  @Test(arguments: [
    Exchange.failed(.status(401, message: "", signs: .init())),
    .failed(.status(429, .outOfCredit, message: "", signs: .init())),
    .failed(.misconfigured("no certificate")),
  ])
  func `a provider that rejects everything is given up at once`(rejection: Exchange) {
    var throttle = Throttle(ceiling: 10)
    for _ in 1..<Throttle.outage { throttle.note(rejection, at: at(0)) }
    #expect(!throttle.isGivenUp)
    throttle.note(rejection, at: at(0))
    #expect(throttle.isGivenUp)
  }

  @Test func `requests that hang when the circuit opens do not keep one from looking`() {
    var throttle = Throttle(ceiling: 8)
    for _ in 0..<8 { #expect(throttle.take() == true) }
    for _ in 0..<Throttle.outage {
      throttle.note(down, at: at(0))
      throttle.leave()
    }
    #expect(throttle.take() == true)
  }
}
