import Agreement
import AnnotationCore
import Fixtures

@testable import ProjectStore

/// A project with rows in every table, as a team would have left it half way.
func projectWithEveryTable() throws -> Scratch {
  var guideline = smallGuideline(jury: .confirms, quorum: 1)
  // The other juror says nothing that counts.
  guideline.decisions.jurorVotes = ["alder": 2]
  guideline.training = TrainingPolicy(passShare: 0.5)
  guideline.gold = GoldPolicy(every: 3)
  guideline.singleStage = SingleStagePolicy(every: 4, criterion: "comply")
  guideline.assistance = AssistancePolicy(mode: .afterCommit)
  let scratch = try Scratch(guideline: guideline)
  let project = scratch.project
  let (ann, ben) = (try scratch.add("ann"), try scratch.add("ben"))
  let zoe = try scratch.add("zoe", .lead)
  try project.markGuidelineSeen(by: ann.id, at: scratch.now)
  let reading = ReadingCheck(script: "Arab", terminal: "xterm", answer: .reorder)
  try project.note(reading, of: ann.id, at: scratch.now)
  _ = try project.claimSession(
    person: ann.id,
    token: "one",
    process: SessionProcess(host: "desk", boot: "b", number: 7, started: 70),
    at: scratch.now,
    .ifFree,
    isGone: { _ in false }
  )
  let arm = SingleStagePolicy(every: 4, criterion: "comply")
  let items = (0..<9).map { "item\($0)" }
  let two = items.filter { !arm.includes($0) }
  try scratch.importItems((["t", "g"] + items).map { item($0) })
  try project.add(references: [lesson("t"), lesson("g", .gold)], at: scratch.now)
  try scratch.assign(["t", "g"] + items, to: [ann, ben])
  try label(two, ann, ben, scratch)
  try review(two, scratch)
  _ = try project.juryOpinion(on: two[0], for: ann.id, at: scratch.now)
  _ = try project.decide(at: scratch.now)
  try project.adjudicate(
    item: two[1],
    field: "fit",
    value: .single("bad"),
    reason: "It harms.",
    lead: zoe,
    juryRevealed: true,
    at: scratch.now
  )
  try answer(scratch)
  try writeBatch(of: two[3], scratch)
  try project.saveAgreement([agreement], note: "half way", at: scratch.now)
  try project.indexForSearch(chunk: 5)
  let desk = ImportingProcess(host: "desk", process: 7, token: "desk") { Timestamp(rawValue: 1) }
  try cutShort(["u", "v", "w"].map { item($0) }, by: desk, in: project)
  let change = PersonChange(languages: ["en"], groups: ["culture": "arab"])
  try project.changePerson(named: "ben", change, reason: "He asked.", at: scratch.now)
  let actor = Identity(user: Identity.tester.user, name: "ann")
  try Project.open(at: project.path, by: actor).noteActing(at: scratch.now)
  return scratch
}

/// Training, one that begins anew, a waiver, two items on which all agree but for one field, a draft, a skip, a flag, and a
/// label from elsewhere.
private func label(_ items: [ItemID], _ ann: Person, _ ben: Person, _ scratch: Scratch) throws {
  let project = scratch.project
  try scratch.label("t", ann)
  // Who skips all of it has not passed it.
  try project.skip(item: "t", person: ben.id, stage: .one, reason: "No.", at: scratch.now)
  try project.restartTraining(of: ben.id, at: scratch.now)
  try project.waiveTraining(of: ben.id, reason: "An old hand.", at: scratch.now)
  for person in [ann, ben] {
    try scratch.label(items[0], person)
    try scratch.label(
      items[1],
      person,
      stageOne(groups: ["a"]),
      stageTwo(person == ann ? "good" : "bad")
    )
    try scratch.label(items[3], person)
  }
  try scratch.commit(items[2], ann, one: stageOne(accord: "no"))
  _ = try project.undoLast(of: ann.id, at: scratch.now)
  try project.skip(
    item: items[2],
    person: ben.id,
    stage: .one,
    reason: "I know the author.",
    at: scratch.now
  )
  try project.note(
    UnansweredTask(
      model: "alder",
      subject: items[0],
      trial: 1,
      sends: 3,
      cost: Money(billionths: 7),
      reason: "no connection: refused",
      at: scratch.now
    ),
    for: .review
  )
  try project.flag(item: items[0], person: ann.id, comment: "A typo.", at: scratch.now)
  let outside = OutsideRating(
    item: items[4],
    person: ann.id,
    field: "fit",
    value: .single("good"),
    at: scratch.now,
    place: "line 2"
  )
  _ = try project.add(outside: [outside], file: "labels.csv", at: scratch.now)
}

/// A jury of two: a verdict, a refusal, a reply that cannot be read, and one that never came.
private func review(_ items: [ItemID], _ scratch: Scratch) throws {
  let project = scratch.project
  try project.register(jurors: [recordedJuror("alder"), recordedJuror("birch")], at: scratch.now)
  let verdict = Verdict(stageOne: stageOne(), stageTwo: stageTwo("good", faults: ["harm"]))
  let outcomes: [(ItemID, String, Review.Outcome)] = [
    (items[0], "alder", .verdict(verdict)), (items[0], "birch", .refused(reason: "policy")),
    (items[1], "alder", .verdict(verdict)), (items[1], "birch", .unparsable(reason: "prose")),
    (items[1], "birch", .failed(reason: "time")),
  ]
  var attempts: [String: Int] = [:]
  for (item, name, outcome) in outcomes {
    attempts[item + name, default: 0] += 1
    let review = Review(
      id: 0,
      item: item,
      juror: name,
      attempt: attempts[item + name] ?? 1,
      outcome: outcome,
      rawReply: "{}",
      promptHash: "p",
      trace: RequestTrace(
        requestHash: "r",
        requestID: "id",
        sends: 2,
        output: .schema,
        dropped: [.seed],
        cost: Money(billionths: 12)
      ),
      leniencies: [.fence],
      reportedModel: "m-1",
      latencyMilliseconds: 30,
      promptTokens: 10,
      completionTokens: 5,
      probabilities: [
        "fit": ChoiceProbabilities(byChoice: ["good": 0.75, "bad": 0.25], mass: 0.5)
      ],
      at: scratch.now
    )
    try project.record([NewReview(review, prompt: sentPrompt("p"))])
  }
}

/// A question, and the item that its answer became.
private func answer(_ scratch: Scratch) throws {
  let project = scratch.project
  let question = OpenQuestion(id: "q1", language: "en", text: "Is it?", source: "press")
  _ = try project.add(questions: [question], file: "questions.jsonl", at: scratch.now)
  let writer = try Writer(name: "wren", model: recordedJuror("wren").model)
  try project.register(writers: [writer], at: scratch.now)
  try project.record([
    AnswerAttempt(
      question: "q1",
      writer: "wren",
      attempt: 1,
      outcome: .answered("It is."),
      rawReply: "It is.",
      prompt: sentPrompt("w", mode: nil),
      at: scratch.now
    )
  ])
  var letters = SplitMix64(seed: 3)
  _ = try project.makeItems(
    ofAnswersBy: [writer],
    file: "answers",
    at: scratch.now,
    using: &letters,
    by: .test()
  ) { _ in "sum" }
}

/// A batch that is under way.
private func writeBatch(of item: ItemID, _ scratch: Scratch) throws {
  let batch = Batch(
    key: "00ff",
    client: "birch",
    sha256: "s",
    lines: 1,
    bytes: 9,
    output: .json,
    dropped: [.temperature],
    writtenAt: scratch.now
  )
  let found = try scratch.project.casesForJury(recordedJuror("birch"), limit: 99).filter {
    $0.item.id == item
  }
  let lines = found.map { next in
    BatchLine(
      number: 1,
      next: next,
      requestHash: "r1",
      promptHash: "p",
      mostCost: Money(billionths: 10)
    )
  }
  try scratch.project.add(batch, lines: lines, prompts: [])
  let event = Batch.Event(.uploaded, providerID: "file-1", detail: "taken", at: scratch.now)
  _ = try scratch.project.append(event, to: batch)
}

private let agreement = AgreementValue(
  AgreementValue.Place(field: "fit", raters: .humans, coefficient: .krippendorffAlpha),
  measure: .value(0.5),
  observed: 0.75,
  expected: 0.5,
  standardError: 0.1,
  interval: Interval(
    method: .percentile,
    lower: 0.25,
    upper: 0.75,
    level: 0.95,
    resamples: 1000
  ),
  items: 2,
  raterCount: 2,
  ratings: 4
)
