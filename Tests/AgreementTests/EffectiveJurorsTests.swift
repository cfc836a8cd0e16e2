import AnnotationCore
import Testing

@testable import Agreement

@Suite struct EffectiveJurorsTests {
  private func measured(
    _ ballots: [JuryBallot],
    _ right: [String: String],
    labels: [String] = ["x", "y"]
  ) throws -> EffectiveJurors {
    let votes = try juryVotes(ballots, labels: labels, by: .majority)
    return EffectiveJurors(ballots, votes: votes, right: right)
  }

  private func allRight(_ label: String, _ count: Int) -> [String: String] {
    Dictionary(uniqueKeysWithValues: (1...count).map { ("u\($0)", label) })
  }

  // Eight items, all truly x. a is wrong on u1 u2, b on u1 u3, c on u1 u2 (as a is).
  //   a, b: (8 · 1 - 2 · 2) / √(2 · 6 · 2 · 6) = 4/12; a, c: (8 · 2 - 4) / 12 = 1; b, c: 4/12
  //   ρ = (1/3 + 1 + 1/3) / 3 = 5/9; n_eff = 3 / (1 + 2 · 5/9) = 27/19
  //   the jury is wrong on u1 (3 of 3) and u2 (2 of 3): 6 of 8; each juror 6 of 8
  @Test func `three jurors, by hand`() throws {
    let found = try measured(
      ballots(["a": "y y x x x x x x", "b": "y x y x x x x x", "c": "y y x x x x x x"]),
      allRight("x", 8)
    )
    #expect(found.jurors == ["a", "b", "c"])
    #expect(abs((found.meanCorrelation.number ?? 0) - 5.0 / 9) < 1e-15)
    #expect(abs((found.effective.number ?? 0) - 27.0 / 19) < 1e-14)
    #expect((found.pairs, found.leftOut, found.undecided) == (3, 0, 0))
    #expect(found.jury == JurorRecord(right: 6, answered: 8))
    #expect(found.best?.juror == "a")
    #expect(found.best?.record == JurorRecord(right: 6, answered: 8))
  }

  @Test func `jurors who always err together are one`() throws {
    for count in 2...9 {
      let row = ["u1": "y", "u2": "x", "u3": "y", "u4": "x", "u5": "x"]
      let ballots = (0..<count).flatMap { juror in
        row.map { JuryBallot(item: $0.key, juror: "j\(juror)", label: $0.value) }
      }
      let found = try measured(ballots, allRight("x", 5))
      #expect(abs((found.effective.number ?? 0) - 1) < 1e-12)
      #expect(found.best?.juror == "j0")
    }
  }

  @Test(arguments: 1...4)
  func `jurors who err by themselves are as many as they are`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let ballots = (1...4000).flatMap { item in
      (0..<7).map { juror in
        let isRight = Double.random(in: 0..<1, using: &random) < 0.75
        return JuryBallot(item: "u\(item)", juror: "j\(juror)", label: isRight ? "x" : "y")
      }
    }
    let found = try measured(ballots, allRight("x", 4000))
    let effective = try #require(found.effective.number)
    #expect(abs(effective - 7) < 0.4)
    // Condorcet: seven of 0.75 are right together in 0.929 of cases.
    let together = try #require(found.jury.accuracy.number)
    #expect(abs(together - 0.929) < 0.015)
    #expect(try #require(found.best?.record.accuracy.number) < together)
  }

  @Test func `errors that offset one another have no number of jurors`() throws {
    // ρ = -1 of two: 1 + (2 - 1) · -1 = 0. Three of them, each wrong alone: ρ = -1/2, 1 - 2/2 = 0.
    let two = try measured(ballots(["a": "x y", "b": "y x"]), allRight("x", 2))
    #expect(two.effective == .undefined(.errorsOffset))
    #expect(two.meanCorrelation == .value(-1))
    #expect(two.undecided == 2)
    #expect(two.jury.accuracy == .undefined(.tooFewItems(found: 0, needed: 1)))
    let three = try measured(ballots(["a": "y x x", "b": "x y x", "c": "x x y"]), allRight("x", 3))
    #expect(three.effective == .undefined(.errorsOffset))
    #expect(three.jury == JurorRecord(right: 3, answered: 3))
  }

  @Test func `who is never wrong has no correlation, and is named as left out`() throws {
    let found = try measured(
      ballots(["a": "x x x x", "b": "y x x y", "c": "x y x y", "d": "- - - -"]),
      allRight("x", 4)
    )
    // d answered nothing and is none of three. b, c: (4 · 1 - 2 · 2) / 4 = 0: n_eff = 3.
    #expect(found.jurors == ["a", "b", "c"])
    #expect((found.pairs, found.leftOut) == (1, 2))
    #expect(found.effective == .value(3))
    #expect(found.best?.juror == "a")
    let perfect = try measured(ballots(["a": "x x", "b": "x x"]), allRight("x", 2))
    #expect(perfect.effective == .undefined(.noComparableJurors))
  }

  @Test func `one juror is one, and none are nothing`() throws {
    #expect(try measured(ballots(["a": "x y"]), allRight("x", 2)).effective == .value(1))
    let none = try measured([], [:])
    #expect(none.effective == .undefined(.tooFewItems(found: 0, needed: 1)))
    #expect(none.best == nil)
  }

  @Test func `the best has the best share, then the most answers, then the first name`() throws {
    let found = try measured(
      ballots(["a": "x . . .", "b": "x x - .", "c": "x x . -", "d": "x x x y"]),
      allRight("x", 4)
    )
    #expect(found.best?.juror == "b")
  }
}
