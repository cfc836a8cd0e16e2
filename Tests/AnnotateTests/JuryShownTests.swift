import AnnotationCore
import Fixtures
import ProjectStore
import SafeText
import TerminalKit
import Testing

@testable import Annotate

/// What a lead is shown of the jury, held against what the decision rules make of it.
@Suite struct JuryShownTests {
  private let guideline = smallGuideline(quorum: 2)

  /// A stage as somebody fills it in by chance.
  private func labels(
    _ empty: StageForm,
    using random: inout SplitMix64
  ) throws -> Labels {
    var form = empty
    for field in guideline.fields(of: form.stage)
    where form.askedFields.contains(where: { $0.id == field.id }) {
      let choices = form.choices(of: field).map(\.id)
      switch field.kind {
      // The first choice is the likeliest, so that raters often agree.
      case .single:
        let place = Int.random(in: 0..<10, using: &random) < 7 ? 0 : choices.count - 1
        form.choose(choices[place], in: field)
      case .multiple:
        for choice in choices where Int.random(in: 0..<4, using: &random) == 0 {
          form.choose(choice, in: field)
        }
      case .scale: form.rate(Int.random(in: 1...5, using: &random), in: field)
      case .text: form.write("so", in: field)
      }
    }
    return try form.labels()
  }

  private func verdict(using random: inout SplitMix64) throws -> Verdict {
    let one = try labels(StageForm(stageOneOf: guideline), using: &random)
    guard !guideline.setsAside(one.values) else { return Verdict(stageOne: one, stageTwo: nil) }
    let two = StageForm(stageTwoOf: guideline, after: one)
    return Verdict(stageOne: one, stageTwo: try labels(two, using: &random))
  }

  private func reviews(using random: inout SplitMix64) throws -> [Review] {
    var reviews: [Review] = []
    for juror in ["alder", "birch", "cedar", "dogwood"] {
      for trial in 1...Int.random(in: 1...4, using: &random) {
        let outcome: Review.Outcome =
          switch Int.random(in: 0..<10, using: &random) {
          case 0: .refused(reason: "no")
          case 1: .unparsable(reason: "prose")
          default: .verdict(try verdict(using: &random))
          }
        reviews.append(
          Review(
            id: Int64(reviews.count + 1),
            item: "a",
            juror: juror,
            trial: trial,
            attempt: 1,
            outcome: outcome,
            promptHash: "p",
            at: Timestamp(rawValue: 1)
          )
        )
      }
    }
    return reviews.shuffled(using: &random)
  }

  /// An item after the rules were applied to it.
  private func state(using random: inout SplitMix64) throws -> AdjudicationState {
    let said = try verdict(using: &random)
    var humans = (1...2).map { person in
      Ballot(
        rater: .human(person, stageOne: person, stageTwo: person + 10),
        stageOne: said.stageOne,
        stageTwo: said.stageTwo
      )
    }
    if Int.random(in: 0..<4, using: &random) == 0 {
      let other = try verdict(using: &random)
      humans[1] = Ballot(
        rater: humans[1].rater,
        stageOne: other.stageOne,
        stageTwo: other.stageTwo
      )
    }
    var dossier = Dossier(item: Item(id: "a", language: "en", question: "?", answer: "!"))
    dossier.reviews = try reviews(using: &random)
    dossier.jury = JurorStatement.all(
      of: dossier.reviews,
      jury: ["alder": .blind, "birch": .blind, "cedar": .lastStage, "dogwood": .audit]
    )
    dossier.ballots = humans + dossier.jury.compactMap(\.ballot)
    let outcomes = DecisionRules(guideline).outcomes(for: dossier.ballots, decided: [:])
    for (field, outcome) in outcomes {
      switch outcome {
      case .decided(let value, let basis):
        dossier.decisions[field] = Decision(
          id: 1,
          item: "a",
          field: field,
          value: value,
          basis: basis,
          at: Timestamp(rawValue: 1),
          supersedes: nil
        )
      case .disputed(let dispute): dossier.disputes[field] = dispute
      case .collected, .unweighed: break
      }
    }
    return AdjudicationState(guideline: guideline, left: 0, dossier: dossier)
  }

  /// The value that more than half of some votes have, by counting.
  private func majority(_ votes: [FieldValue]) -> FieldValue? {
    votes.first { vote in votes.count { $0 == vote } * 2 > votes.count }
  }

  @Test func `what a lead is shown of each juror is what the rules count`() throws {
    var random = SplitMix64(seed: 11)
    var seen: [String: Int] = [:]
    for _ in 0..<1_500 {
      let state = try state(using: &random)
      for field in guideline.fields where field.resolution == .unanimous {
        let shown = state.juryLabels[field.id] ?? [:]
        let votes = shown.compactMapValues { label in
          if case .vote(let value) = label { value } else { FieldValue?.none }
        }
        let verdict = majority(Array(votes.values))
        let human = state.humans.first?.values[field.id]
        switch (state.dossier.disputes[field.id], state.dossier.decisions[field.id]) {
        case (.juryShort(let count, _), _):
          seen["short", default: 0] += 1
          #expect(votes.count == count)
        case (.jurySplit, _):
          seen["split", default: 0] += 1
          #expect(votes.count >= 2 && verdict == nil)
        case (.juryDisagrees, _):
          seen["disagrees", default: 0] += 1
          #expect(verdict != nil && verdict != human)
        case (_, let decision?) where decision.basis.how == .juryConfirmed:
          seen["confirmed", default: 0] += 1
          #expect(verdict == decision.value)
          // The decision rests on every review behind what is shown.
          let reviews = state.jury.filter { votes[$0.juror] != nil }.flatMap(\.reviews)
          #expect(decision.basis.reviews == reviews.sorted())
        default: break
        }
        for statement in state.jury {
          let first = state.dossier.reviews.filter { $0.juror == statement.juror }
            .sorted { $0.id < $1.id }.lazy.compactMap(\.outcome.verdict).first
          let values = first.map { $0.stageOne.values.merging($0.stageTwo?.values ?? [:]) { $1 } }
          if let vote = votes[statement.juror], values?[field.id] != vote {
            seen["not the first verdict", default: 0] += 1
          }
        }
      }
    }
    // The test has met everything that it is about.
    for kind in ["short", "split", "disagrees", "confirmed", "not the first verdict"] {
      #expect(seen[kind, default: 0] >= 20, "\(kind): \(seen[kind, default: 0])")
    }
  }

  @Test func `a label by another criterion stands in brackets, with how many trials agree`()
    throws
  {
    let team = try Team.inDispute()
    var dossier = try team.project.dossier(of: "en-1", for: team.noor)
    dossier.jury = ["neutrality", "neutrality", "compliance"].enumerated().map { index, criterion in
      JurorStatement(
        juror: "oak-\(index)",
        reviews: (1...(index == 0 ? 3 : 1)).map { trial in
          review(trial, by: criterion, judgment: trial == 1 ? "appropriate" : "inappropriate")
        }
      )
    }
    dossier.jury.append(JurorStatement(juror: "mute", reviews: [refusal]))
    dossier.ballots = dossier.ballots.filter(\.rater.isHuman) + dossier.jury.compactMap(\.ballot)
    let noor = Script(team, as: \.noor, size: Size(rows: 50, columns: 160))
    noor.press("D N")
    var app = noor.app
    app.adjudication?.dossier = dossier
    app.adjudication?.isJuryRevealed = true
    let screen = view(app, layout: TextLayout(TextDisplay(bidi: .reorder))).text
    let shown = screen.joined(separator: "\n")
    #expect(shown.contains("oak-0 2/3"))
    #expect(shown.contains("(refused)"))
    let row = try #require(screen.first { $0.contains("Judgment ") })
    let words = row.split(separator: " ").joined(separator: " ")
    #expect(
      words.hasSuffix("appropriate inappropriate ! inappropriate appropriate (appropriate) –"),
      "\(words)"
    )
    #expect(shown.contains("in brackets: judged by another criterion, does not count"))
  }

  private func review(_ trial: Int, by criterion: String, judgment: String) -> Review {
    Review(
      id: Int64(trial),
      item: "en-1",
      juror: "oak",
      trial: trial,
      attempt: 1,
      outcome: .verdict(
        Verdict(
          stageOne: Labels(
            values: [
              "scope": .single("global"),
              "nature": .single(criterion == "neutrality" ? "pluralism" : "consensus"),
            ]
          ),
          stageTwo: Labels(
            values: ["judgment": .single(judgment)],
            criterion: criterion
          )
        )
      ),
      promptHash: "p",
      at: Timestamp(rawValue: 1)
    )
  }

  private var refusal: Review {
    Review(
      id: 99,
      item: "en-1",
      juror: "mute",
      attempt: 1,
      outcome: .refused(reason: "no"),
      promptHash: "p",
      at: Timestamp(rawValue: 1)
    )
  }
}
