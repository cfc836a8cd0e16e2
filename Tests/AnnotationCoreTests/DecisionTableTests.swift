import AnnotationCore
import Fixtures
import Foundation
import Testing

/// Every way in which a jury of five can speak, held against the table of docs/decisions.md.
///
/// `RECORD_DECISIONS=1 swift test` writes the table anew, and fails: read it, then run again without.
@Suite struct `The table of a jury of five` {
  private static let file = repositoryFile("docs/decisions.md")
  private static let start = "<!-- jury of five -->\n"
  private static let end = "<!-- end of jury of five -->"

  @Test func `is what the rules make of each of its 56 rows`() throws {
    let text = try String(contentsOfFile: Self.file, encoding: .utf8)
    let before = try #require(text.range(of: Self.start))
    let after = try #require(text.range(of: Self.end))
    let table = Self.table()
    if ProcessInfo.processInfo.environment["RECORD_DECISIONS"] != nil {
      let whole = text[..<before.upperBound] + table + text[after.lowerBound...]
      try whole.write(toFile: Self.file, atomically: true, encoding: .utf8)
      Issue.record("recorded; run again without RECORD_DECISIONS")
    }
    #expect(String(text[before.upperBound..<after.lowerBound]) == table)
  }

  private static func table() -> String {
    var rows = ["| A | B | abstain | fail | what follows |", "|---|---|---|---|---|"]
    for a in (0...5).reversed() {
      for b in (0...(5 - a)).reversed() {
        for abstained in (0...(5 - a - b)).reversed() {
          let cells = [a, b, abstained, 5 - a - b - abstained].map(String.init)
          rows.append("| \(cells.joined(separator: " | ")) | \(words(for: a, b)) |")
        }
      }
    }
    return rows.joined(separator: "\n") + "\n"
  }

  private static func words(for a: Int, _ b: Int) -> String {
    switch outcome(a, b) {
    case .decided: "decided: A, jury-confirmed"
    case .disputed(let dispute): "dispute: \(dispute.kind.words)"
    case .collected, .unweighed, nil: "?"
    }
  }

  private static func outcome(_ a: Int, _ b: Int) -> Outcome? {
    let humans = [1, 2].map { id in
      Ballot(
        rater: .human(Int64(id), stageOne: Int64(id), stageTwo: nil),
        stageOne: stageOne(),
        stageTwo: nil
      )
    }
    let jurors = (0..<(a + b)).map { place in
      Ballot(
        rater: .juror("j\(place)", reviews: [Int64(place)]),
        stageOne: stageOne(reach: place < a ? "wide" : "narrow"),
        stageTwo: nil
      )
    }
    let panel: DecisionRules.Panel = [.one: Set((0..<5).map { "j\($0)" })]
    return DecisionRules(smallGuideline(), panel: panel)
      .outcomes(for: humans + jurors, decided: [:], stages: [.one])["reach"]
  }
}
