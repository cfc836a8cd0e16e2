import AnnotationCore
import Glibc
import Testing

@testable import Agreement

/// Ballots as a matrix: one row for each juror, one column for each item, `-` where a juror abstains,
/// `.` where it was not asked. Items are u1, u2, …
func ballots(_ rows: KeyValuePairs<String, String>) -> [JuryBallot] {
  rows.flatMap { juror, row in
    row.split(separator: " ").enumerated().compactMap { column, label in
      label == "."
        ? nil
        : JuryBallot(
          item: "u\(column + 1)",
          juror: juror,
          label: label == "-" ? nil : String(label)
        )
    }
  }
}

@Suite struct JuryVoteTests {
  private func near(_ one: [Double], _ other: [Double]) -> Bool {
    one.count == other.count && zip(one, other).allSatisfy { abs($0 - $1) < 1e-12 }
  }

  @Test func `a majority, a tie, a plurality, and too few`() throws {
    let votes = try juryVotes(
      ballots(["a": "x x x -", "b": "x y x -", "c": "y - y x", "d": "- - z -"]),
      labels: ["x", "y", "z"],
      by: .majority,
      quorum: 2
    )
    #expect(votes.map(\.item) == ["u1", "u2", "u3", "u4"])
    #expect(
      votes.map(\.verdict) == [
        .label("x"), .undecided(.tie(["x", "y"])), .label("x"),
        .undecided(.tooFewVotes(found: 1, needed: 2)),
      ]
    )
    #expect(votes.map(\.counts) == [[2, 1, 0], [1, 1, 0], [2, 1, 1], [1, 0, 0]])
    #expect(votes.map(\.abstentions) == [1, 2, 0, 3])
    #expect(near(votes[0].probabilities, [2.0 / 3, 1.0 / 3, 0]))
    #expect(votes[1].label == nil)
  }

  @Test func `an item on which everyone abstained is undecided, not gone`() throws {
    let rules = [JuryRule.majority, .weighted([:]), .dawidSkene(humans: [])]
    for rule in rules {
      let votes = try juryVotes(
        ballots(["a": "x -", "b": "x -"]),
        labels: ["x", "y"],
        by: rule,
        quorum: 0
      )
      #expect(votes.map(\.item) == ["u1", "u2"])
      #expect(votes[1].verdict == .undecided(.tooFewVotes(found: 0, needed: 1)))
      #expect(votes[1].probabilities.allSatisfy { $0.isFinite })
    }
  }

  // Two labels. Of 10 answers, a has 9 right: w = ln(10/2) = ln 5. b and c 5: ln(6/6) = 0. d 6: ln(7/5).
  // u1: a says x, the three others y: odds of x are 5 / (1 · 1 · 7/5) = 25/7, p = 25/32.
  // u2: only b and c, who say x and y and weigh nothing: a tie.
  @Test func `one good juror outweighs three who guess, by hand`() throws {
    let records = [
      "a": JurorRecord(right: 9, answered: 10), "b": JurorRecord(right: 5, answered: 10),
      "c": JurorRecord(right: 5, answered: 10), "d": JurorRecord(right: 6, answered: 10),
    ]
    let votes = try juryVotes(
      ballots(["a": "x -", "b": "y x", "c": "y y", "d": "y -"]),
      labels: ["x", "y"],
      by: .weighted(records)
    )
    #expect(votes[0].verdict == .label("x"))
    #expect(near(votes[0].probabilities, [25.0 / 32, 7.0 / 32]))
    #expect(votes[1].verdict == .undecided(.tie(["x", "y"])))
  }

  // Three labels, 12 of 17 right: p = 13/20, w = ln(2 · 13/7) = ln(26/7). One vote for x, against none:
  // p_x = 26/7 / (26/7 + 1 + 1) = 26/40 = p itself.
  @Test func `a vote alone is as probable as its juror is right`() throws {
    let record = JurorRecord(right: 12, answered: 17)
    #expect(abs(record.weight(labels: 3) - log(26.0 / 7)) < 1e-15)
    #expect(JurorRecord().weight(labels: 3) == 0)
    #expect(JurorRecord(right: 0, answered: 4).weight(labels: 2) == log(1.0 / 5))
    let votes = try juryVotes(
      ballots(["a": "x"]),
      labels: ["x", "y", "z"],
      by: .weighted(["a": record])
    )
    #expect(near(votes[0].probabilities, [0.65, 0.175, 0.175]))
  }

  @Test func `records count what was answered and has a right label`() {
    let records = JurorRecord.measured(
      ballots(["a": "x y - x", "b": "y y y x", "c": "- - - x"]),
      against: ["u1": "x", "u2": "y", "u3": "y"]
    )
    #expect(
      records == ["a": JurorRecord(right: 2, answered: 2), "b": JurorRecord(right: 2, answered: 3)]
    )
    #expect(JurorRecord().accuracy == .undefined(.tooFewItems(found: 0, needed: 1)))
  }

  /// A jury of five, of whom the last two are worse than chance, and the truth, on three labels.
  private func world(seed: UInt64) -> (ballots: [JuryBallot], truth: [String: String]) {
    var random = SplitMix64(seed: seed)
    let skill = [0.9, 0.8, 0.7, 0.2, 0.15]
    var truth: [String: String] = [:]
    var ballots: [JuryBallot] = []
    for item in 100..<400 {
      let right = Int.random(in: 0..<3, using: &random)
      truth["i\(item)"] = "l\(right)"
      for juror in 0..<5 where Int.random(in: 0..<10, using: &random) < 9 {
        let isRight = Double.random(in: 0..<1, using: &random) < skill[juror]
        let label = isRight ? right : (right + Int.random(in: 1...2, using: &random)) % 3
        ballots.append(JuryBallot(item: "i\(item)", juror: "j\(juror)", label: "l\(label)"))
      }
    }
    return (ballots, truth)
  }

  private let labels = ["l0", "l1", "l2"]

  @Test(arguments: 1...4)
  func `weights by skill and the model are right more often than heads`(seed: UInt64) throws {
    let (ballots, truth) = world(seed: seed)
    let learnt = truth.filter { $0.key < "i250" }
    let humans = learnt.map { Rating(item: $0.key, rater: "h", label: $0.value) }
    let rules: [JuryRule] = [
      .majority, .weighted(JurorRecord.measured(ballots, against: learnt)),
      .dawidSkene(humans: humans),
    ]
    var right: [Int] = []
    for rule in rules {
      let votes = try juryVotes(ballots, labels: labels, by: rule)
      right.append(votes.count { $0.item >= "i250" && $0.label == truth[$0.item] })
      for vote in votes { #expect(abs(vote.probabilities.reduce(0, +) - 1) < 1e-9) }
    }
    #expect(right[1] > right[0])
    #expect(right[2] > right[0])
  }

  @Test(arguments: 1...4)
  func `the order of ballots changes nothing, and renamed labels rename the verdict`(
    seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed)
    let (ballots, truth) = world(seed: seed)
    let humans = truth.sorted { $0.key < $1.key }.prefix(100)
      .map { Rating(item: $0.key, rater: "h", label: $0.value) }
    for rule in [
      JuryRule.majority, .weighted(JurorRecord.measured(ballots, against: truth)),
      .dawidSkene(humans: humans),
    ] {
      let votes = try juryVotes(ballots, labels: labels, by: rule, quorum: 3)
      let shuffled = ballots.shuffled(using: &random)
      #expect(try juryVotes(shuffled, labels: labels, by: rule, quorum: 3) == votes)
      // The same labels in another order of choices.
      let turned = try juryVotes(ballots, labels: labels.reversed(), by: rule, quorum: 3)
      #expect(turned.map(\.label) == votes.map(\.label))
    }
  }

  @Test func `jurors who are all equally good vote as a majority does`() throws {
    let (ballots, _) = world(seed: 9)
    let alike = (0..<5).map { ("j\($0)", JurorRecord(right: 30, answered: 50)) }
    let weighted = JuryRule.weighted(Dictionary(uniqueKeysWithValues: alike))
    #expect(
      try juryVotes(ballots, labels: labels, by: weighted).map(\.verdict)
        == juryVotes(ballots, labels: labels, by: .majority).map(\.verdict)
    )
  }

  @Test func `a jury without humans votes as the model of all raters does`() throws {
    let (ballots, _) = world(seed: 11)
    let ratings = ballots.compactMap { ballot in
      ballot.label.map { Rating(item: ballot.item, rater: ballot.juror, label: $0) }
    }
    let table = try RatingTable(ratings)
    let model = annotatorModel(.dawidSkene, table, Categories(nominal: table))
    let votes = try juryVotes(ballots, labels: labels, by: .dawidSkene(humans: []))
    #expect(votes.flatMap(\.probabilities) == model.posteriors)
  }

  @Test func `ballots that contradict each other are refused, with who and where`() {
    let twice = ballots(["a": "x x"]) + [JuryBallot(item: "u2", juror: "a", label: nil)]
    #expect(throws: JuryVoteError.votedTwice(item: "u2", rater: "a")) {
      try juryVotes(twice, labels: ["x", "y"], by: .majority)
    }
    #expect(throws: JuryVoteError.unknownLabel(item: "u1", rater: "a", label: "z")) {
      try juryVotes(ballots(["a": "z"]), labels: ["x", "y"], by: .majority)
    }
    let human = Rating(item: "u7", rater: "a", label: "x")
    #expect(throws: JuryVoteError.sameName("a")) {
      try juryVotes(ballots(["a": "x"]), labels: ["x"], by: .dawidSkene(humans: [human]))
    }
    #expect(JuryVoteError.sameName("a").description.contains("“a”"))
  }
}
