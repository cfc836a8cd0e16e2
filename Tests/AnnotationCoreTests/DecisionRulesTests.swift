import AnnotationCore
import Fixtures
import Testing

/// Raters are written as in a protocol: who, stage one, stage two.
@Suite struct DecisionRulesTests {
  func human(_ id: PersonID, _ one: Labels, _ two: Labels?) -> Ballot {
    Ballot(
      rater: .human(id, stageOne: id * 10 + 1, stageTwo: two == nil ? nil : id * 10 + 2),
      stageOne: one,
      stageTwo: two
    )
  }

  func juror(_ id: Int64, _ one: Labels, _ two: Labels?) -> Ballot {
    Ballot(rater: .juror("j\(id)", reviews: [id]), stageOne: one, stageTwo: two)
  }

  func decide(
    _ ballots: [Ballot],
    _ guideline: Guideline = smallGuideline(),
    decided: [Decision] = []
  ) -> [FieldID: Outcome] {
    DecisionRules(guideline).outcomes(
      for: ballots,
      decided: Dictionary(uniqueKeysWithValues: decided.map { ($0.field, $0) })
    )
  }

  @Test func `unanimous humans whom the jury confirms decide`() {
    let outcomes = decide([
      human(1, stageOne(), stageTwo("good")),
      human(2, stageOne(), stageTwo("good")),
      juror(7, stageOne(), stageTwo("good")),
      juror(8, stageOne(), stageTwo("good")),
      juror(9, stageOne(), stageTwo("bad")),
    ])
    #expect(
      outcomes["fit"]
        == .decided(
          .single("good"),
          .init(how: .juryConfirmed, annotations: [12, 22], reviews: [7, 8, 9])
        )
    )
    #expect(outcomes["why"] == .collected)
  }

  @Test func `two humans who differ go to a lead, whatever the jury says`() {
    let outcomes = decide([
      human(1, stageOne(), stageTwo("good")),
      human(2, stageOne(), stageTwo("bad")),
      juror(7, stageOne(), stageTwo("good")),
      juror(8, stageOne(), stageTwo("good")),
    ])
    #expect(outcomes["fit"] == .disputed(.humansDiffer))
  }

  @Test func `a jury whose majority objects sends agreeing humans to a lead`() {
    let outcomes = decide([
      human(1, stageOne(), stageTwo("good")),
      human(2, stageOne(), stageTwo("good")),
      juror(7, stageOne(), stageTwo("bad")),
      juror(8, stageOne(), stageTwo("bad")),
      juror(9, stageOne(), stageTwo("good")),
    ])
    #expect(outcomes["fit"] == .disputed(.juryDisagrees))
  }

  @Test func `a split jury and one below its quorum are told apart`() {
    let humans = [
      human(1, stageOne(), stageTwo("good")), human(2, stageOne(), stageTwo("good")),
    ]
    let split = [
      juror(7, stageOne(), stageTwo("bad")), juror(8, stageOne(), stageTwo("good")),
    ]
    #expect(decide(humans + split)["fit"] == .disputed(.jurySplit))
    #expect(
      decide(humans + split.prefix(1))["reach"]
        == .disputed(.juryShort(verdicts: 1, needed: 2))
    )
  }

  @Test func `a juror that says nothing lowers the votes, never what a majority needs`() {
    let humans = [
      human(1, stageOne(), stageTwo("good")), human(2, stageOne(), stageTwo("good")),
    ]
    let two = [juror(7, stageOne(), stageTwo("good")), juror(8, stageOne(), stageTwo("good"))]
    func panel(_ jurors: [String]) -> Outcome? {
      DecisionRules(smallGuideline(), panel: [.one: Set(jurors), .two: Set(jurors)])
        .outcomes(for: humans + two, decided: [:])["reach"]
    }
    #expect(
      panel(["j7", "j8", "j9"])
        == .decided(
          .single("wide"),
          .init(how: .juryConfirmed, annotations: [11, 21], reviews: [7, 8])
        )
    )
    #expect(panel(["j7", "j8", "j9", "j10"]) == .disputed(.jurySplit))
  }

  @Test func `a juror has as many votes as the guideline gives it`() {
    var guideline = smallGuideline()
    let ballots = [
      human(1, stageOne(), stageTwo("good")), human(2, stageOne(), stageTwo("good")),
      juror(7, stageOne(), stageTwo("good")), juror(8, stageOne(), stageTwo("bad")),
      juror(9, stageOne(), stageTwo("bad")),
    ]
    #expect(decide(ballots, guideline)["fit"] == .disputed(.juryDisagrees))
    guideline.decisions.jurorVotes = ["j7": 3]
    #expect(
      decide(ballots, guideline)["fit"]
        == .decided(
          .single("good"),
          .init(how: .juryConfirmed, annotations: [12, 22], reviews: [7, 8, 9])
        )
    )
  }

  @Test func `a jury's conflict can be left to the humans, and is then no part of the basis`() {
    var guideline = smallGuideline()
    guideline.decisions.juryConflict = .humans
    let humans = [
      human(1, stageOne(), stageTwo("good")), human(2, stageOne(), stageTwo("good")),
    ]
    let bad = [7, 8].map { juror($0, stageOne(), stageTwo("bad")) }
    for jurors in [
      [], Array(bad.prefix(1)), bad, [bad[0], juror(9, stageOne(), stageTwo("good"))],
    ] {
      #expect(
        decide(humans + jurors, guideline)["fit"]
          == .decided(
            .single("good"),
            .init(how: .unanimous, annotations: [12, 22], reviews: [])
          )
      )
    }
  }

  @Test func `a field asks for its own share and number of raters`() {
    var guideline = smallGuideline(jury: .ignored)
    func change(_ body: (inout Field) -> Void) { body(&guideline.stages[0].fields[0]) }
    let three = [
      human(1, stageOne(), nil), human(2, stageOne(), nil),
      human(3, stageOne(reach: "narrow"), nil),
    ]
    #expect(decide(three, guideline)["reach"] == .disputed(.humansDiffer))
    change { $0.share = 2.0 / 3 }
    #expect(
      decide(three, guideline)["reach"]
        == .decided(
          .single("wide"),
          .init(how: .unanimous, annotations: [11, 21, 31], reviews: [])
        )
    )
    change { $0.share = 0.7 }
    #expect(decide(three, guideline)["reach"] == .disputed(.humansDiffer))
    change { $0.minimumRaters = 4 }
    #expect(decide(three, guideline)["reach"] == .disputed(.tooFewRaters(count: 3, needed: 4)))
  }

  @Test func `a tie of humans goes to humans and jurors together, or to a lead`() {
    var guideline = smallGuideline()
    guideline.stages[0].fields[0].resolution = .majority
    let ballots = [
      human(1, stageOne(), nil), human(2, stageOne(reach: "narrow"), nil),
      juror(7, stageOne(), nil), juror(8, stageOne(), nil),
    ]
    #expect(
      decide(ballots, guideline)["reach"]
        == .decided(
          .single("wide"),
          .init(how: .majority, annotations: [11, 21], reviews: [7, 8])
        )
    )
    guideline.decisions.ties = .lead
    #expect(decide(ballots, guideline)["reach"] == .disputed(.humansDiffer))
  }

  @Test func `where the guideline ignores the jury, humans decide alone`() {
    let outcomes = decide(
      [human(1, stageOne(), stageTwo("good")), human(2, stageOne(), stageTwo("good"))],
      smallGuideline(jury: .ignored)
    )
    #expect(
      outcomes["fit"]
        == .decided(
          .single("good"),
          .init(how: .unanimous, annotations: [12, 22], reviews: [])
        )
    )
  }

  @Test func `a vote by another criterion than the decided one does not count`() {
    let outcomes = decide(
      [
        human(1, stageOne(accord: "yes"), stageTwo("good")),
        human(2, stageOne(accord: "no"), stageTwo("good", by: "balance")),
      ],
      smallGuideline(jury: .ignored),
      decided: [adjudicated("accord", .single("yes"))]
    )
    #expect(
      outcomes["reach"]
        == .decided(
          .single("wide"),
          .init(how: .unanimous, annotations: [11, 21], reviews: [])
        )
    )
    #expect(outcomes["fit"] == .disputed(.tooFewRaters(count: 1, needed: 2)))
  }

  @Test func `while stage one is open, stage two waits for it by name`() {
    let outcomes = decide(
      [
        human(1, stageOne(accord: "yes"), stageTwo("good")),
        human(2, stageOne(accord: "no"), stageTwo("good", by: "balance")),
      ],
      smallGuideline(jury: .ignored)
    )
    #expect(outcomes["accord"] == .disputed(.humansDiffer))
    #expect(outcomes["fit"] == .disputed(.awaits(["accord"])))
  }

  @Test func `an item that stage one sets aside has no stage two`() {
    let aside = stageOne(reach: "none", accord: nil)
    let outcomes = decide(
      [human(1, aside, nil), human(2, aside, nil)],
      smallGuideline(jury: .ignored)
    )
    let nothing = Decision.Basis(how: .unanimous, annotations: [], reviews: [])
    #expect(outcomes["accord"] == .decided(nil, nothing))
    #expect(outcomes["fit"] == .decided(nil, nothing))
    #expect(outcomes["why"] == .decided(nil, nothing))
  }

  @Test func `several choices are settled one by one, by humans first and then with the jury`() {
    // a: both humans. b: one of two humans, two of three jurors: 3 of 5. c: one human, no juror.
    let outcomes = decide([
      human(1, stageOne(groups: ["a", "b"]), stageTwo("good")),
      human(2, stageOne(groups: ["a", "c"]), stageTwo("good")),
      juror(7, stageOne(groups: ["b"]), stageTwo("good")),
      juror(8, stageOne(groups: ["b"]), stageTwo("good")),
      juror(9, stageOne(groups: []), stageTwo("good")),
    ])
    guard case .decided(let value, let basis) = outcomes["groups"] else {
      Issue.record("groups is not decided: \(String(describing: outcomes["groups"]))")
      return
    }
    #expect(value == .multiple(["a", "b"]))
    #expect(basis.how == .majority)
  }

  @Test func `a decided field is left alone`() {
    let outcomes = decide(
      [human(1, stageOne(), stageTwo("good")), human(2, stageOne(), stageTwo("bad"))],
      smallGuideline(jury: .ignored),
      decided: [adjudicated("fit", .single("bad"))]
    )
    #expect(outcomes["fit"] == nil)
    #expect(outcomes["reach"] != nil)
  }

  func adjudicated(_ field: FieldID, _ value: FieldValue) -> Decision {
    Decision(
      id: 1,
      item: "i",
      field: field,
      value: value,
      basis: .init(
        how: .adjudicated,
        annotations: [],
        reviews: [],
        adjudication: .init(
          lead: 5,
          reason: "clear",
          dispute: .humansDiffer,
          juryRevealed: false
        )
      ),
      at: Timestamp(rawValue: 0),
      supersedes: nil
    )
  }
}
