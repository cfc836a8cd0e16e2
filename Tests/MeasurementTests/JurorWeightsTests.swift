import Agreement
import AnnotationCore
import Foundation
import ProjectStore
import SmallGuideline
import Testing

@testable import Review

@Suite struct JurorWeightsTests {
  let place: Workplace

  init() throws { place = try Workplace() }

  /// Six items that two people agree on, with three jurors.
  ///
  /// alder always says what they say; birch and cedar do on three items of six, and on the last both
  /// say bad where all others say good.
  private func project(_ rule: DecisionPolicy.JuryRule) throws -> Project {
    let project = try Project.create(
      at: place.project,
      guideline: smallGuideline(rule: rule),
      source: "guideline: small",
      hash: "abc",
      at: Timestamp(rawValue: 1)
    )
    var random = SplitMix64(seed: 1)
    let people = try ["ann", "ben"].map { name in
      try project.addPerson(
        name: name,
        role: .annotator,
        languages: ["en"],
        at: Timestamp(rawValue: 1),
        using: &random
      )
    }
    let items = (0..<6).map { "i\($0)" }
    _ = try project.importItems(file: "i.jsonl", sha256: "h", at: Timestamp(rawValue: 1)) {
      inserter in
      for (line, id) in items.enumerated() {
        let item = Item(id: id, language: "en", question: "?", answer: "!")
        try inserter.insert(item, line: line + 1)
      }
    }
    try project.assign(
      people.flatMap { person in items.map { .init(item: $0, person: person.id) } },
      at: Timestamp(rawValue: 1)
    )
    try project.register(
      jurors: ["alder", "birch", "cedar"].map(JuryRoom.juror),
      at: Timestamp(rawValue: 1)
    )
    for (number, item) in items.enumerated() {
      let fit = number % 2 == 0 ? "bad" : "good"
      for person in people { try label(item, person, fit, in: project) }
      let wrong = fit == "good" ? "bad" : "good"
      for name in ["alder", "birch", "cedar"] {
        let errs =
          name == "birch" && [1, 3, 5].contains(number)
          || name == "cedar" && [0, 2, 5].contains(number)
        try record(item, name, errs ? wrong : fit, in: project)
      }
    }
    return project
  }

  private func label(
    _ item: ItemID,
    _ person: Person,
    _ fit: String,
    in project: Project
  ) throws {
    for (stage, labels, next) in [
      (StageNumber.one, stageOne(), ItemSession.Next.stageTwo), (.two, stageTwo(fit), .done),
    ] {
      try project.commit(
        item: item,
        person: person.id,
        stage: stage,
        labels: labels,
        next: next,
        at: Timestamp(rawValue: 2)
      )
    }
  }

  private func record(_ item: ItemID, _ name: String, _ fit: String, in project: Project) throws {
    try project.record(
      Review(
        id: 0,
        item: item,
        juror: name,
        attempt: 1,
        outcome: .verdict(Verdict(stageOne: stageOne(), stageTwo: stageTwo(fit))),
        promptHash: "p",
        at: Timestamp(rawValue: 3)
      )
    )
  }

  private func decisions(in project: Project, of field: FieldID) throws -> [ItemID: Decision] {
    var found: [ItemID: Decision] = [:]
    try project.forEachReadyItem { found[$0.item] = $0.decisions[field] }
    return found
  }

  @Test func `by majority two jurors who err outvote a third, and no opinion is kept`() throws {
    let project = try project(.majority)
    try place.run(DecideCommand.self, place.project)
    #expect(try JurorWeightsByItem.measured(in: project) == JurorWeightsByItem())
    let decided = try decisions(in: project, of: "fit")
    #expect(decided.keys.sorted() == ["i0", "i1", "i2", "i3", "i4"])
    #expect(decided.values.allSatisfy { $0.basis.jurorWeights == nil })
  }

  // On i5 as they did on the other five: alder 5 of 5, birch 3, cedar 3; with two labels
  // ln((5 + 1) / (0 + 1)) = ln 6 and ln((3 + 1) / (2 + 1)) = ln(4/3), twice ln(4/3) < ln 6.
  @Test func `by weights the reliable juror confirms the humans, with what it rests on`() throws {
    let project = try project(.weighted)
    try place.run(DecideCommand.self, place.project)
    let decided = try decisions(in: project, of: "fit")
    #expect(decided.count == 6)
    guard case .weighted(let weights) = decided["i5"]?.basis.jurorWeights else {
      Issue.record("no weights: \(String(describing: decided["i5"]))")
      return
    }
    #expect(weights.keys.sorted() == ["alder", "birch", "cedar"])
    #expect(abs((weights["alder"] ?? 0) - log(6)) < 1e-12)
    #expect(abs((weights["birch"] ?? 0) - log(4.0 / 3)) < 1e-12)
    #expect(weights["cedar"] == weights["birch"])
    // Every verdict is named, so that the vote can be counted again.
    #expect(decided["i5"]?.basis.reviews.count == 3)
  }

  @Test func `by Dawid and Skene humans and jurors together are asked, and the posterior is kept`()
    throws
  {
    let project = try project(.dawidSkene)
    try place.run(DecideCommand.self, place.project)
    let decided = try decisions(in: project, of: "fit")
    #expect(decided.count == 6)
    for (item, decision) in decided {
      guard case .dawidSkene(let posterior) = decision.basis.jurorWeights else {
        Issue.record("\(item): no posterior")
        continue
      }
      #expect(abs(posterior.values.reduce(0, +) - 1) < 1e-9)
      #expect(decision.value?.label == posterior.max { $0.value < $1.value }?.key)
    }
  }

  @Test func `a release says by which rule, and what the votes were worth`() throws {
    _ = try project(.weighted)
    try place.run(DecideCommand.self, place.project)
    try place.run(ExportCommand.self, place.project, place.path("release"))
    let lines = try String(
      contentsOfFile: place.path("release/evidence/decisions.jsonl"),
      encoding: .utf8
    )
    let fit = lines.split(separator: "\n").filter { $0.contains(#""field":"fit""#) }
    #expect(fit.count == 6)
    #expect(fit.allSatisfy { $0.contains(#""jury":{"rule":"weighted","weights":{"alder":"#) })
    let readme = try String(contentsOfFile: place.path("release/README.md"), encoding: .utf8)
    #expect(readme.contains("weighed by how reliable each juror was on other items"))
  }

  @Test func `humans who differ say nothing of jurors, nor do too few`() throws {
    var evidence = JuryEvidence(labels: ["good", "bad"], ballots: [], humans: [], right: [:])
    func votes(_ humans: [String]) -> [Vote] {
      let ballots = humans.enumerated().map { index, fit in
        Ballot(
          rater: .human(Int64(index + 1), stageOne: 1, stageTwo: 2),
          stageOne: stageOne(),
          stageTwo: stageTwo(fit)
        )
      }
      return DecisionRules(smallGuideline()).votes(in: ballots, decided: [:])["fit"] ?? []
    }
    evidence.add(votes(["good", "bad"]), on: "a", minimumRaters: 2)
    evidence.add(votes(["good"]), on: "b", minimumRaters: 2)
    evidence.add(votes(["bad", "bad"]), on: "c", minimumRaters: 2)
    #expect(evidence.right == ["c": "bad"])
    #expect(evidence.humans.count == 5)
  }
}
