import AnnotationCore
import Glibc
import Testing

@testable import Agreement

@Suite struct CalibrationTests {
  private func forecasts(_ rows: [(weights: [Double], right: Int)]) throws -> [Forecast] {
    var found: [Forecast] = []
    for row in rows { found.append(try Forecast(weights: row.weights, right: row.right)) }
    return found
  }

  private func near(_ measure: Measure, _ expected: Double) -> Bool {
    measure.number.map { abs($0 - expected) < 1e-14 } ?? false
  }

  // Three labels, four items, two bins of equal width ((0, 1/2] and (1/2, 1]):
  //   i1  0.5 0.3 0.2  right 0  confidence 0.5, right    Brier 0.25 + 0.09 + 0.04 = 0.38
  //   i2  0.4 0.4 0.2  right 1  confidence 0.4, wrong    Brier 0.16 + 0.36 + 0.04 = 0.56 (first of equals)
  //   i3  0.1 0.1 0.8  right 2  confidence 0.8, right    Brier 0.01 + 0.01 + 0.04 = 0.06
  //   i4  0.6 0.4 0    right 2  confidence 0.6, wrong    Brier 0.36 + 0.16 + 1    = 1.52
  //   ECE: i1 i2: |1/2 - 0.45| · 2/4; i3 i4: |1/2 - 0.7| · 2/4; in all 0.025 + 0.1
  //   log loss: -(ln 0.5 + ln 0.4 + ln 0.8 + ln 1e-15) / 4
  //   pairs of right (0.5, 0.8) and wrong (0.4, 0.6): 3 of 4 have the right one above
  @Test func `four items, by hand`() throws {
    let found = Calibration(
      try forecasts([
        ([0.5, 0.3, 0.2], 0), ([0.4, 0.4, 0.2], 1), ([0.1, 0.1, 0.8], 2), ([0.6, 0.4, 0], 2),
      ]),
      .init(bins: 2)
    )
    #expect(near(found.accuracy, 0.5))
    #expect(near(found.brierScore, (0.38 + 0.56 + 0.06 + 1.52) / 4))
    let logs = log(0.5) + log(0.4) + log(0.8) + log(1e-15)
    #expect(near(found.logLoss, -logs / 4))
    #expect(found.floored == 1)
    #expect(near(found.equalWidthError, 0.125))
    // Halves by rank hold the same items here.
    #expect(near(found.equalMassError, 0.125))
    #expect(near(found.auroc, 0.75))
    #expect(found.equalWidth.map(\.items) == [2, 2])
    #expect(found.equalWidth.map(\.accuracy) == [0.5, 0.5])
    #expect(abs(found.equalWidth[0].meanConfidence - 0.45) < 1e-15)
  }

  // Confidence 0.9 of six items and 0.6 of two, four bins by rank: six are of equal rank, so that two
  // bins are filled: ⌊4 · 0 / 8⌋ = 0 has the 0.6, ⌊4 · 2 / 8⌋ = 1 the 0.9.
  // Right: one of the two, four of the six. ECE 2/8 · 0.1 + 6/8 · |4/6 - 0.9| = 0.025 + 0.175 = 0.2.
  // Pairs: right ones 0.6 (1) and 0.9 (4), wrong ones 0.6 (1) and 0.9 (2), 5 · 3 pairs:
  // 0.6 against 0.6 a half; 0.9 against 0.6 4; 0.9 against 0.9 8 halves: 8.5 / 15.
  @Test func `like confidence is in one bin, and ties count half`() throws {
    let high = [0, 0, 0, 0, 1, 1].map { (weights: [0.9, 0.1], right: $0) }
    let low = [0, 1].map { (weights: [0.6, 0.4], right: $0) }
    let found = Calibration(try forecasts(high + low), .init(bins: 4))
    #expect(found.equalMass.map(\.items) == [2, 6])
    #expect(near(found.equalMassError, 0.2))
    #expect(near(found.auroc, 8.5 / 15))
  }

  @Test(arguments: [1, 2, 3, 7, 10, 20, 100])
  func `an edge belongs to the bin below, however it rounds`(bins: Int) throws {
    for bin in 1...bins where 2 * bin >= bins {
      let edge = Double(bin) / Double(bins)
      let above = min(1, edge.nextUp)
      let found = Calibration(
        try forecasts([([edge, 1 - edge], 0), ([above, 1 - above], 0)]),
        .init(bins: bins)
      )
      #expect(found.equalWidth.map(\.items) == (edge < 1 ? [1, 1] : [2]))
    }
  }

  @Test func `one who is always sure and right has no error, and no AUROC`() throws {
    let found = Calibration(try forecasts([([1, 0], 0), ([0, 3], 1)]))
    for measure in [found.equalWidthError, found.equalMassError, found.brierScore, found.logLoss] {
      #expect(near(measure, 0))
    }
    #expect(found.auroc == .undefined(.oneOutcomeOnly(right: true)))
    let wrong = Calibration(try forecasts([([1, 0], 1)]))
    #expect(near(wrong.brierScore, 2))
    #expect(wrong.auroc == .undefined(.oneOutcomeOnly(right: false)))
  }

  @Test func `nothing to measure is undefined`() {
    let found = Calibration([])
    let nothing = Measure.undefined(.tooFewItems(found: 0, needed: 1))
    for measure in [
      found.accuracy, found.brierScore, found.logLoss, found.auroc, found.equalWidthError,
      found.equalMassError,
    ] {
      #expect(measure == nothing)
    }
    #expect(found.equalWidth.isEmpty)
  }

  @Test func `what is no forecast is refused with its place`() {
    #expect(throws: ForecastError.notAProbability(-0.1, place: 1)) {
      try Forecast(weights: [1.1, -0.1], right: 0)
    }
    #expect(throws: ForecastError.noProbability) { try Forecast(weights: [0, 0], right: 0) }
    #expect(throws: ForecastError.noSuchLabel(place: 2, labels: 2)) {
      try Forecast(weights: [0.5, 0.5], right: 2)
    }
    #expect(throws: ForecastError.self) { try Forecast(weights: [.nan, 1], right: 0) }
    #expect(throws: ForecastError.self) { try Forecast(weights: [.infinity, 1], right: 0) }
  }

  @Test func `what went to no label is shared out, and rounding is not`() throws {
    #expect(try Forecast(weights: [0.375, 0.125], right: 0).confidence == 0.75)
    #expect(try Forecast(weights: [0.7, 0.2, 0.1], right: 0).confidence == 0.7)
  }

  /// Items whose labels come as often as the juror says, or not.
  private func some(seed: UInt64, count: Int, isHonest: Bool) throws -> [Forecast] {
    var random = SplitMix64(seed: seed)
    var found: [Forecast] = []
    for _ in 0..<count {
      let weights = (0..<3).map { _ in Double.random(in: 0.01..<1, using: &random) }
      let forecast = try Forecast(weights: weights, right: 0)
      var left = Double.random(in: 0..<1, using: &random)
      var right = 2
      for (label, share) in forecast.probabilities.enumerated().reversed() {
        right = label
        left -= share
        if left < 0 { break }
      }
      found.append(try Forecast(weights: weights, right: isHonest ? right : (right + 1) % 3))
    }
    return found
  }

  @Test(arguments: 1...4)
  func `honest confidence has little error, and more than a constant's AUROC`(seed: UInt64) throws {
    let honest = Calibration(try some(seed: seed, count: 3000, isHonest: true))
    let other = Calibration(try some(seed: seed, count: 3000, isHonest: false))
    // With 300 items a bin, what chance leaves is about 10 · 0.8 · √(0.25 / 300) / 10 = 0.023.
    for (error, worse) in [
      (honest.equalWidthError, other.equalWidthError),
      (honest.equalMassError, other.equalMassError),
      (honest.brierScore, other.brierScore), (honest.logLoss, other.logLoss),
    ] {
      #expect(try #require(error.number) < #require(worse.number))
    }
    #expect(try #require(honest.equalMassError.number) < 0.04)
    #expect(try #require(honest.auroc.number) > 0.5)
    #expect(honest.equalMass.map(\.items) == [Int](repeating: 300, count: 10))
  }

  @Test(arguments: 1...4)
  func `the order of items changes nothing, and sharper by the same power not the AUROC`(
    seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    let forecasts = try some(seed: seed, count: 200, isHonest: true)
    let found = Calibration(forecasts)
    let shuffled = Calibration(forecasts.shuffled(using: &random))
    #expect(shuffled.auroc == found.auroc)
    #expect(shuffled.equalMass.map(\.items) == found.equalMass.map(\.items))
    let two = forecasts.map { [$0.confidence, 1 - $0.confidence] }
    var (before, after): ([Forecast], [Forecast]) = ([], [])
    for (weights, forecast) in zip(two, forecasts) where weights[0] > 0.5 {
      let right = forecast.isRight ? 0 : 1
      before.append(try Forecast(weights: weights, right: right))
      after.append(try Forecast(weights: weights.map { $0 * $0 * $0 }, right: right))
    }
    #expect(Calibration(before).auroc == Calibration(after).auroc)
  }
}
