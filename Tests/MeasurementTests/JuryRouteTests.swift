import Agreement
import AnnotationCore
import Fixtures
import ProjectStore
import Testing

@testable import Measurement

@Suite struct JuryRouteTests {
  let room: JuryRoom

  init() throws { room = try JuryRoom() }

  private func shares(
    _ labels: [String] = [],
    juror: String? = nil,
    by: [String] = []
  ) throws -> LabelShares {
    try LabelShares(
      try JurySession(project: room.project, field: nil),
      labels: labels,
      juror: juror,
      by: by,
      level: 0.95
    )
  }

  // Records on the other items, smoothed: on i1, which alder has right and birch wrong, alder
  // (9 + 1) / (1 + 1) = 5 and birch (8 + 1) / (2 + 1) = 3, so that inappropriate has 5/8. A human who is
  // right with 0.9 mends 0.9 - 5/8 = 0.275. i2 is the same the other way round.
  @Test func `items are ranked by the expected gain of one more human label`() throws {
    let routing = try Routing(
      try JurySession(project: room.project, field: nil),
      by: .weighted,
      humanAccuracy: nil,
      decided: false
    )
    #expect(routing.ranking.count == 14)
    #expect(routing.ranking.prefix(2).map(\.routed.item) == ["i1", "i2"])
    let first = try #require(routing.ranking.first)
    #expect(abs(first.vote.probabilities[1] - 0.625) < 1e-12)
    #expect(abs(first.routed.expectedGain - 0.275) < 1e-12)
    #expect(abs(routing.ranking[1].routed.cumulatedGain - 0.55) < 1e-12)
    #expect(routing.human.source == .assumed(pairs: 12))
  }

  // On i0 both are wrong: alder is 10 of 10 on the others, birch 8 of 10: 11 · 3 to 1.
  @Test func `a juror gets no credit for the item that it votes on`() throws {
    let votes = try JurySession(project: room.project, field: nil).evidence.votes(by: .weighted)
    let first = try #require(votes.first { $0.item == "i0" })
    #expect(abs(first.probabilities[1] - 33.0 / 34) < 1e-12)
    // i11 has no right label: 11/2 against 9/4 · 6.
    let last = try #require(votes.first { $0.item == "i11" })
    #expect(abs(last.probabilities[0] - 13.5 / 19) < 1e-12)
  }

  @Test func `a human's accuracy is measured on gold, else by agreement, else assumed`() {
    // 40 items that two label, alike on 34: a² + (1 - a)² = 0.85, so that a = (1 + √0.7) / 2.
    let humans = (0..<40).flatMap { number in
      ["one", "two"].map { name in
        let label = number < 6 && name == "two" ? "y" : "x"
        return Rating(item: "i\(number)", rater: name, label: label)
      }
    }
    func accuracy(_ humans: some Sequence<Rating>, gold: Int) -> HumanAccuracy {
      let known = (0..<gold).map { ("i\($0)", "x") }
      let gold = Dictionary(uniqueKeysWithValues: known)
      return HumanAccuracy(given: nil, Array(humans), gold: gold, labels: 2)
    }
    #expect(accuracy(humans, gold: 15).source == .gold(labels: 30))
    #expect(accuracy(humans, gold: 15).accuracy == 24.0 / 30)
    #expect(accuracy(humans, gold: 14).source == .agreement(pairs: 40))
    let implied = (1 + 0.7.squareRoot()) / 2
    #expect(abs(accuracy(humans, gold: 14).accuracy - implied) < 1e-12)
    #expect(accuracy(humans.prefix(58), gold: 14).source == .assumed(pairs: 29))
    #expect(accuracy(humans.prefix(58), gold: 14).accuracy == HumanAccuracy.assumed)
  }

  @Test func `what humans labelled corrects what the jury says of the rest`() throws {
    let shares = try shares(["appropriate"])
    let share = try #require(shares.shares.first?.estimate.known)
    #expect((share.labelled, share.unlabelled, share.labelledWithLabel) == (11, 3, 6))
    #expect(abs(share.classical.share - 6.0 / 11) < 1e-12)
    // Of i11 two of three jurors say appropriate, of i12 and i13 all.
    #expect(abs(share.naive.share - (2.0 / 3 + 2) / 3) < 1e-12)
    // Too few with and without the label, and ana and ben are divided on i11.
    #expect(shares.cautions == [.fewLabelled, .divided(items: 1)])
  }

  @Test func `one juror's probabilities stand for the jury where it says them`() throws {
    let share = try #require(
      try shares(["appropriate"], juror: "alder").shares.first?.estimate.known
    )
    // i11 0.1, i12 and i13 0.9.
    #expect(abs(share.naive.share - 1.9 / 3) < 1e-12)
  }

  @Test func `shares are estimated part by part`() throws {
    let shares = try shares(by: ["language"])
    #expect(shares.shares.map(\.stratum) == ["", "language=en", "language=fr"])
    // en has no item without a human label.
    #expect(shares.shares[1].estimate == .undefined(.tooFewUnlabelled(found: 0, needed: 2)))
  }

  @Test func `a label or a juror that is not there is named, with those that are`() throws {
    let label = #expect(throws: MeasurementError.self) { try shares(["fine"]) }
    #expect(label?.description.contains("It has: appropriate, inappropriate.") == true)
    let juror = #expect(throws: MeasurementError.self) { try shares(juror: "oak") }
    #expect(juror?.description.contains("There is: alder, birch, cedar.") == true)
  }
}
