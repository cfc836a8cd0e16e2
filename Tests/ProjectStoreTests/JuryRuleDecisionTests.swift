import AnnotationCore
import Fixtures
import GRDB
import ProjectStore
import Testing

/// Deciding where the jury's votes don't all count alike.
@Suite struct `Deciding by weighed votes` {
  let scratch: Scratch
  let ann: Person
  let ben: Person
  let zoe: Person
  var project: Project { scratch.project }

  init() throws {
    scratch = try Scratch(guideline: smallGuideline(quorum: 1, rule: .weighted))
    (ann, ben) = try scratch.team()
    zoe = try scratch.add("zoe", .lead)
    try project.register(jurors: [recordedJuror("alder"), recordedJuror("birch")], at: scratch.now)
    for person in [ann, ben] { try scratch.label("a", person) }
    try scratch.verdict("a", "alder")
    try scratch.verdict("a", "birch", stageOne(), stageTwo("bad"))
  }

  private func opinions(alder: Double, birch: Double) -> JurorWeightsByItem {
    let opinion = JurorWeights.weighted(weights: ["alder": alder, "birch": birch])
    let fields = ["reach", "accord", "fit"]
    return JurorWeightsByItem(["a": Dictionary(uniqueKeysWithValues: fields.map { ($0, opinion) })])
  }

  @Test func `without opinions what needs them waits, and the next run decides it`() throws {
    let first = try project.decide(at: scratch.now)
    #expect(first.decided == [.majority: 1])
    #expect(first.unweighed == 1)
    // accord hangs on reach, stage two on both.
    #expect(first.disputes == [.awaits: 3])
    let second = try project.decide(opinions(alder: 2, birch: 1), at: scratch.now)
    #expect(second.decided == [.juryConfirmed: 4])
    #expect(second.unweighed == 0)
    #expect(second.settled == 1)
  }

  @Test func `a decision keeps the weights that it rests on`() throws {
    _ = try project.decide(opinions(alder: 2.5, birch: 1.25), at: scratch.now)
    let decisions = try project.dossier(of: "a", for: zoe).decisions
    #expect(
      decisions["fit"]?.basis.jurorWeights == .weighted(weights: ["alder": 2.5, "birch": 1.25])
    )
    // Several choices are settled by majority, whatever the rule.
    #expect(decisions["groups"]?.basis.jurorWeights == nil)
    #expect(decisions["faults"]?.basis.jurorWeights == nil)
  }

  @Test func `a jury that is outweighed disagrees, and after the lead the rest waits`() throws {
    let report = try project.decide(opinions(alder: 1, birch: 2), at: scratch.now)
    #expect(report.disputes == [.juryDisagrees: 1])
    #expect(try project.ways(of: "reach") == ["a": .juryConfirmed])
    #expect(try project.ways(of: "fit") == [:])
    try project.adjudicate(
      item: "a",
      field: "fit",
      value: .single("good"),
      reason: "clear",
      lead: zoe,
      juryRevealed: false,
      at: scratch.now
    )
    #expect(try project.status().settledItems == 1)
  }

  @Test
  func `with weights a lead's decision decides what hung on it, and leaves nothing unweighed`()
    throws
  {
    let opinion = JurorWeights.weighted(weights: ["alder": 1, "birch": 1])
    for person in [ann, ben] { try scratch.label("b", person) }
    try scratch.verdict("b", "alder", stageOne(groups: ["a"]), stageTwo("bad"))
    try scratch.verdict("b", "birch", stageOne(reach: "narrow"), stageTwo("bad"))
    _ = try project.decide(
      JurorWeightsByItem(["b": ["reach": opinion, "accord": opinion, "fit": opinion]]),
      at: scratch.now
    )
    func disputed() throws -> [FieldID]? {
      try project.disputedItems(for: zoe).first { $0.item == "b" }?.fields
    }
    #expect(try disputed() == ["reach", "accord", "faults", "fit"])
    try project.adjudicate(
      item: "b",
      field: "reach",
      value: .single("wide"),
      reason: "clear",
      lead: zoe,
      juryRevealed: false,
      weights: JurorWeightsByItem(["b": ["accord": opinion, "fit": opinion]]),
      at: scratch.now
    )
    // accord hung on reach, stage two on both; both jurors are against the humans' fit.
    #expect(try project.ways(of: "accord") == ["b": .juryConfirmed])
    #expect(try disputed() == ["fit"])
    #expect(try project.dossier(of: "b", for: zoe).disputes["fit"] == .juryDisagrees)
  }

  @Test func `ready items carry what counts and what is decided`() throws {
    _ = try project.decide(opinions(alder: 1, birch: 2), at: scratch.now)
    let changes = try project.readyItemChanges(since: nil)
    #expect(changes.isNew)
    let items = try project.readyItems(at: changes.ready)
    #expect(items.map(\.item) == ["a"])
    #expect(items.first?.ballots.count == 4)
    #expect(items.first?.decisions.keys.sorted() == ["accord", "faults", "groups", "reach"])
    #expect(items.first?.isSettled == false)
  }
}

@Suite struct `Trials of a jury` {
  @Test func `each comes once: with its verdict, or else as its last attempt ended`() throws {
    let scratch = try Scratch(jury: .confirms)
    let (ann, ben) = try scratch.team()
    for id in ["a", "b"] { for person in [ann, ben] { try scratch.label(id, person) } }
    var asking = Juror.Asking()
    asking.order = .both
    var alder = recordedJuror("alder")
    alder.asking = asking
    try scratch.project.register(jurors: [alder, recordedJuror("birch")], at: scratch.now)
    let probabilities = ChoiceProbabilities(byChoice: ["good": 0.75, "bad": 0.25], mass: 0.5)
    func review(
      _ item: ItemID,
      _ name: String,
      trial: Int = 1,
      attempt: Int = 1,
      _ outcome: Review.Outcome,
      _ said: [FieldID: ChoiceProbabilities] = [:]
    ) throws {
      try scratch.project.record(
        Review(
          of: item,
          by: name,
          trial: trial,
          attempt: attempt,
          outcome,
          probabilities: said,
          at: scratch.now
        )
      )
    }
    let good = Review.Outcome.verdict(Verdict(stageOne: stageOne(), stageTwo: stageTwo("good")))
    try review("a", "alder", .unparsable(reason: "prose"))
    try review("a", "alder", attempt: 2, good, ["fit": probabilities])
    try review("a", "alder", trial: 2, .refused(reason: "no"))
    try review("a", "birch", .unparsable(reason: "prose"))
    try review("a", "birch", attempt: 2, .failed(reason: "net"))
    var trials: [TrialAnswer] = []
    try scratch.project.forEachTrial(of: "fit") { trials.append($0) }
    #expect(
      trials == [
        TrialAnswer(
          item: "a",
          juror: "alder",
          trial: 1,
          ending: .verdict,
          value: .single("good"),
          probabilities: probabilities
        ),
        TrialAnswer(item: "a", juror: "alder", trial: 2, ending: .refused, value: nil),
        TrialAnswer(item: "a", juror: "birch", trial: 1, ending: .failed, value: nil),
      ]
    )
    var reach: [FieldValue?] = []
    try scratch.project.forEachTrial(of: "reach") { reach.append($0.value) }
    #expect(reach == [.single("wide"), nil, nil])
  }
}
