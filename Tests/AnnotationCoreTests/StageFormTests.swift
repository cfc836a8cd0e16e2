import AnnotationCore
import Fixtures
import Testing

@Suite struct StageFormTests {
  let guideline = smallGuideline()

  func field(_ id: FieldID) throws -> Field { try #require(guideline.field(id)) }

  @Test func `a dependent field is asked once its condition holds`() throws {
    var form = StageForm(stageOneOf: guideline)
    #expect(form.askedFields.map(\.id) == ["reach", "groups", "sure"])
    form.choose("wide", in: try field("reach"))
    #expect(form.askedFields.map(\.id) == ["reach", "accord", "groups", "sure"])
    form.choose("none", in: try field("reach"))
    #expect(form.askedFields.map(\.id) == ["reach", "groups", "sure"])
  }

  @Test func `a value whose field is asked no more stays in the form and out of the labels`() throws
  {
    var form = StageForm(stageOneOf: guideline)
    form.choose("wide", in: try field("reach"))
    form.choose("yes", in: try field("accord"))
    form.rate(3, in: try field("sure"))
    form.choose("none", in: try field("reach"))
    #expect(form.values["accord"] == .single("yes"))
    let labels = try form.labels()
    #expect(labels.values["accord"] == nil)
    #expect(form.next == .setAside)
    #expect(labels.criterion == nil)
  }

  @Test func `the criterion follows from stage one as it is entered`() throws {
    var form = StageForm(stageOneOf: guideline)
    #expect(form.next == nil)
    form.choose("wide", in: try field("reach"))
    form.choose("no", in: try field("accord"))
    guard case .stage(let next) = form.next else {
      Issue.record("nothing follows")
      return
    }
    #expect(next.criterion == "balance")
  }

  @Test func `stage two offers the points of its criterion and no others`() throws {
    let form = StageForm(stageTwoOf: guideline, after: stageOne(accord: "no"))
    #expect(form.choices(of: try field("faults")).map(\.id) == ["one_sided", "made_up"])
  }

  @Test func `what is missing is named in the order of the fields`() throws {
    var form = StageForm(stageOneOf: guideline)
    #expect(form.problems == [.illegal("reach", .missing), .illegal("sure", .missing)])
    form.choose("wide", in: try field("reach"))
    #expect(form.problems == [.illegal("accord", .missing), .illegal("sure", .missing)])
    #expect(throws: StageForm.Problem.illegal("accord", .missing)) { try form.labels() }
  }

  @Test func `several choices are marked and unmarked`() throws {
    var form = StageForm(stageOneOf: guideline)
    form.choose("a", in: try field("groups"))
    form.choose("c", in: try field("groups"))
    form.choose("a", in: try field("groups"))
    #expect(form.values["groups"] == .multiple(["c"]))
  }

  @Test func `a step outside the scale and a text beyond the limit are not taken as complete`()
    throws
  {
    var form = StageForm(stageTwoOf: guideline, after: stageOne())
    form.choose("good", in: try field("fit"))
    form.write("longer than ten characters", in: try field("why"))
    #expect(form.problems == [.illegal("why", .tooLong(count: 26, maximum: 10))])
    var first = StageForm(stageOneOf: guideline)
    first.rate(9, in: try field("sure"))
    #expect(first.values["sure"] == nil)
  }

  @Test func `points marked under another criterion are left out of stage two`() throws {
    let draft: FieldValues = [
      "faults": .multiple(["harm", "made_up"]), "fit": .single("bad"), "why": .text("so"),
    ]
    let form = StageForm(stageTwoOf: guideline, after: stageOne(accord: "no"), draft: draft)
    #expect(form.values["faults"] == .multiple(["made_up"]))
    #expect(form.problems == [])
  }

  @Test func `a choice that is not offered is refused by name`() throws {
    let form = StageForm(
      stageOneOf: guideline,
      draft: ["reach": .single("everywhere"), "sure": .scale(3)]
    )
    #expect(form.problems == [.illegal("reach", .notOffered(["everywhere"]))])
  }
}

@Suite struct ItemSessionTests {
  let item = Item(id: "i", language: "en", question: "?", answer: "!")

  func complete(_ session: inout ItemSession, reach: String) throws {
    let guideline = session.guideline
    let fields = try ["reach", "accord", "sure"].map { try #require(guideline.field($0)) }
    session.edit { form in
      form.choose(reach, in: fields[0])
      form.choose("yes", in: fields[1])
      form.rate(5, in: fields[2])
    }
  }

  @Test(arguments: [
    (Guideline.Flow.walk, "wide", ItemSession.Next.nextStage),
    (.gate, "wide", .waits),
    (.walk, "none", .done),
    (.gate, "none", .done),
  ])
  func `what follows stage one depends on the flow and on what it selects`(
    flow: Guideline.Flow,
    reach: String,
    next: ItemSession.Next
  ) throws {
    let guideline = smallGuideline(flow: flow)
    var session = ItemSession(guideline: guideline, item: item, basis: guideline.start)
    try complete(&session, reach: reach)
    let completed = try CompletedStage(session.form)
    #expect(ItemSession.Next(after: completed, of: guideline, flow: flow) == next)
  }

  @Test func `after stage two the item is done`() throws {
    let draft: FieldValues = ["fit": .single("good"), "why": .text("so")]
    let session = ItemSession(
      guideline: smallGuideline(),
      item: item,
      basis: StageBasis(stage: .two, values: stageOne().values, criterion: "comply"),
      draft: draft
    )
    let completed = try CompletedStage(session.form)
    #expect(ItemSession.Next(after: completed, of: smallGuideline(), flow: .walk) == .done)
    #expect(completed.basis.values == stageOne().values)
    #expect(completed.labels.values["faults"] == .multiple([]))
    #expect(completed.labels.criterion == "comply")
  }
}

@Suite struct EndingChoiceTests {
  @Test func `after a choice that ends the item nothing more is asked`() throws {
    var guideline = smallGuideline()
    guideline.change("reach") { $0.endingChoices = ["narrow"] }
    let fields = guideline.fields(of: .one)
    var form = StageForm(guideline, on: guideline.start)
    form.choose("narrow", in: fields[0])
    #expect(form.askedFields.map(\.id) == ["reach"])
    #expect(form.next == .setAside)
    #expect(try form.labels().values == ["reach": .single("narrow")])
    form.choose("wide", in: fields[0])
    #expect(form.askedFields.map(\.id) == ["reach", "accord", "groups", "sure"])
  }
}
