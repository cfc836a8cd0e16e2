import AnnotationCore
import Fixtures
import ProjectStore

extension Team {
  /// Jurors of ``withJuryAtWork(others:)``: one that is done, one amid its work, one that fails.
  static let longName = "a-family-of-models-with-a-very-long-name-8x22b-instruct-2026-08"

  /// A team of whose twelve items a jury is reviewing some.
  /// - Parameter others: further jurors that have not begun.
  static func withJuryAtWork(others: Int = 0) throws -> Team {
    let items = (1...12).map { number in
      Item(id: "en-\(number)", language: "en", question: "Why \(number)?", answer: "So.")
    }
    let team = try Team(items: items) { $0.assistance = AssistancePolicy(mode: .before) }
    let names = ["alder", "birch", longName] + (0..<others).map { "oak-\($0 + 10)" }
    let jurors = names.map { recordedJuror($0, attempts: 2) }
    try team.project.register(jurors: jurors, at: team.now)
    for number in 1...12 {
      team.wait(milliseconds: 2500)
      try team.review("en-\(number)", by: "alder", tokens: 90_000)
      if number == 4 {
        try team.review("en-4", by: "birch", .refused(reason: "I can't help with that."))
      } else if number <= 7 {
        try team.review("en-\(number)", by: "birch", tokens: 812, cost: 0.0021)
      }
      if number == 9 || number == 11 {
        try team.review("en-\(number)", by: longName, .failed(reason: "HTTP 503: overloaded"))
      }
    }
    try team.review(
      "en-12",
      by: longName,
      .unparsable(
        reason:
          "the reply has no field\n'\u{1B}[2Jjudgment', and many words that fit no line, so that "
          + "it is cut where the window ends, however wide that window may be on this screen"
      )
    )
    team.wait(milliseconds: 3000)
    return team
  }

  /// Records what came of a juror's first attempt on an item.
  func review(
    _ item: ItemID,
    by juror: String,
    _ outcome: Review.Outcome? = nil,
    attempt: Int = 1,
    tokens: Int = 0,
    cost: Double = 0
  ) throws {
    let labels = Labels(values: ["scope": .single("global")])
    try project.record(
      Review(
        of: item,
        by: juror,
        attempt: attempt,
        outcome ?? .verdict(Verdict(stageOne: labels, stageTwo: nil)),
        cost: Money(units: cost),
        tokens: (tokens, nil),
        at: now
      )
    )
  }
}
