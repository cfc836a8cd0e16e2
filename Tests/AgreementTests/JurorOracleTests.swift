import Foundation
import Testing

@testable import Agreement

/// What judges jurors, held against Python's packages: `make oracle` writes the cases that
/// `JUROR_ORACLE` names, by Tests/Oracle/jurors.py.
@Suite(.enabled(if: oracleFile != nil)) struct JurorOracleTests {
  private func cases() throws -> Cases {
    let file = try #require(oracleFile)
    let cases = try JSONDecoder().decode(Cases.self, from: Data(contentsOf: URL(filePath: file)))
    try #require(!cases.shares.isEmpty)
    return cases
  }

  /// Both nothing, or numbers that are equal to 1e-9.
  private func hold(_ ours: Double?, _ theirs: Double?, _ what: String) {
    guard let ours, let theirs else {
      #expect((ours == nil) == (theirs == nil), "\(what)")
      return
    }
    #expect(abs(ours - theirs) <= 1e-9 * max(1, abs(theirs)), "\(what)")
  }

  private func hold(_ ours: ClosedRange<Double>, _ theirs: [Double], _ what: String) {
    hold(ours.lowerBound, theirs.first, what)
    hold(ours.upperBound, theirs.last, what)
  }

  @Test func `shares are those of ppi_py`() throws {
    for (seed, share) in try cases().shares.enumerated() {
      let found = PredictionPoweredShare.estimate(
        labelled: Array(zip(share.humans, share.jurors)),
        unlabelled: share.alone,
        level: share.level
      )
      let ours = try #require(found.known)
      hold(ours.lambda, share.lambda, "lambda, seed \(seed)")
      hold(ours.powered.share, share.share, "share, seed \(seed)")
      hold(ours.powered.interval, share.interval, "interval, seed \(seed)")
      hold(ours.classical.interval, share.classical, "classical, seed \(seed)")
      hold(ours.naive.interval, share.naive, "naive, seed \(seed)")
      hold(ours.effectiveSampleSize.number, share.effective, "effective size, seed \(seed)")
    }
  }

  @Test func `calibration is that of scikit-learn and numpy`() throws {
    for (seed, theirs) in try cases().calibrations.enumerated() {
      let forecasts = try zip(theirs.weights, theirs.right).map {
        try Forecast(weights: $0, right: $1)
      }
      let ours = Calibration(forecasts, .init(bins: theirs.bins))
      hold(ours.accuracy.number, theirs.accuracy, "accuracy, seed \(seed)")
      hold(ours.brierScore.number, theirs.brier, "Brier, seed \(seed)")
      hold(ours.logLoss.number, theirs.logLoss, "log loss, seed \(seed)")
      hold(ours.auroc.number, theirs.auroc, "AUROC, seed \(seed)")
      hold(ours.equalWidthError.number, theirs.width, "equal width, seed \(seed)")
      hold(ours.equalMassError.number, theirs.mass, "equal mass, seed \(seed)")
    }
  }

  @Test func `weighted votes, effective jurors and gains are those that are multiplied out`() throws
  {
    for (seed, theirs) in try cases().juries.enumerated() {
      let (ballots, right) = theirs.ballots
      let labels = (0..<theirs.labels).map { "l\($0)" }
      let records = JurorRecord.measured(ballots, against: right)
      let votes = try juryVotes(ballots, labels: labels, by: .weighted(records))
      let posteriors = Dictionary(uniqueKeysWithValues: votes.map { ($0.item, $0.probabilities) })
      for (item, posterior) in theirs.posterior.enumerated() {
        let ours = try #require(posteriors["i\(item)"])
        for (one, other) in zip(ours, posterior) { hold(one, other, "posterior, seed \(seed)") }
        let gain = RoutedItem.expectedGain(ours, humanAccuracy: theirs.humanAccuracy)
        hold(gain, theirs.gains[item], "gain, seed \(seed)")
        hold(RoutedItem.entropy(ours), theirs.entropies[item], "entropy, seed \(seed)")
      }
      let jurors = EffectiveJurors(ballots, votes: votes, right: right)
      hold(jurors.meanCorrelation.number, theirs.correlation, "correlation, seed \(seed)")
      hold(jurors.effective.number, theirs.effective, "effective jurors, seed \(seed)")
    }
  }
}

private let oracleFile = ProcessInfo.processInfo.environment["JUROR_ORACLE"]

private struct Cases: Decodable {
  let shares: [Share]
  let calibrations: [Calibrated]
  let juries: [Jury]

  struct Share: Decodable {
    let humans: [Bool]
    let jurors: [Double]
    let alone: [Double]
    let level: Double
    let lambda: Double
    let share: Double
    let interval: [Double]
    let classical: [Double]
    let naive: [Double]
    let effective: Double?
  }

  struct Calibrated: Decodable {
    let weights: [[Double]]
    let right: [Int]
    let bins: Int
    let accuracy: Double
    let brier: Double
    let logLoss: Double
    let auroc: Double?
    let width: Double
    let mass: Double
  }

  struct Jury: Decodable {
    let labels: Int
    let truth: [Int]
    /// Item by item each juror's label, -1 where there is none.
    let said: [[Int]]
    let posterior: [[Double]]
    let correlation: Double?
    let effective: Double?
    let humanAccuracy: Double
    let gains: [Double]
    let entropies: [Double]

    var ballots: (ballots: [JuryBallot], right: [String: String]) {
      var ballots: [JuryBallot] = []
      var right: [String: String] = [:]
      for (item, labels) in said.enumerated() {
        right["i\(item)"] = "l\(truth[item])"
        for (juror, label) in labels.enumerated() {
          ballots.append(
            JuryBallot(item: "i\(item)", juror: "j\(juror)", label: label < 0 ? nil : "l\(label)")
          )
        }
      }
      return (ballots, right)
    }
  }
}
