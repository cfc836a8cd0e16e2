import AnnotationCore
import Fixtures
import Foundation
import Measurement
import ProjectStore
import Testing

@testable import Review

/// `review decide` and `review adjudicate` weigh the jury's votes alike.
@Suite struct DecisionCommandTests {
  let place: Workplace

  init() throws { place = try Workplace() }

  @Test(arguments: [DecisionPolicy.JuryRule.weighted, .dawidSkene])
  func `after review adjudicate nothing is left for review decide to weigh`(
    rule: DecisionPolicy.JuryRule
  ) throws {
    let (jury, other) = try (
      WeighedJury(rule, narrow: ["i5"]), WeighedJury(rule, narrow: ["i5"])
    )
    for jury in [jury, other] { try place.run(DecideCommand.self, jury.path) }
    try place.run(
      AdjudicateCommand.self,
      jury.path,
      "i5",
      "reach",
      "wide",
      "--reason",
      "clear",
      "--as",
      "zoe"
    )
    // The store's own decision, without weights, and the rules after it.
    try other.project.adjudicate(
      item: "i5",
      field: "reach",
      value: .single("wide"),
      reason: "clear",
      lead: other.lead,
      juryRevealed: false,
      at: moment
    )
    try place.run(DecideCommand.self, other.path)
    #expect(try jury.bases(of: "i5") == other.bases(of: "i5"))
    #expect(try jury.bases(of: "i5")["fit"]?.weights != nil)
    #expect(try jury.project.decideByRules(at: moment).items == 0)
  }

  @Test func `a release says by which rule, and what the votes were worth`() throws {
    let jury = try WeighedJury(.weighted)
    try place.run(DecideCommand.self, jury.path)
    try place.run(ExportCommand.self, jury.path, place.path("release"))
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
}
