import AnnotationCore
import Fixtures
import ProjectStore
import Testing

/// A commit takes a stage that only a complete form makes, and stands on the annotator's own words.
@Suite struct `A commit` {
  let scratch: Scratch
  let ann: Person
  var project: Project { scratch.project }

  init() throws {
    scratch = try Scratch()
    ann = try scratch.team().ann
  }

  private func stageTwo(after earlier: Labels?, _ fit: String = "good") throws -> CompletedStage {
    let labels = Fixtures.stageTwo(fit)
    return try CompletedStage(
      StageForm(
        stageTwoOf: project.guideline.guideline,
        after: earlier ?? stageOne(),
        draft: labels.values
      )
    )
  }

  private func commit(_ completed: CompletedStage) throws -> Committed {
    try project.commit(completed, item: "a", person: ann.id, at: scratch.now)
  }

  @Test func `a stage two never stands on another stage one than its own`() throws {
    try scratch.commit("a", ann, one: stageOne())
    // One window opens stage two under this stage one; another one takes it back and commits it anew.
    let stale = try stageTwo(after: try project.workItem("a", for: ann.id)?.stageOne)
    _ = try project.withdraw(item: "a", person: ann.id, at: scratch.now)
    try scratch.commit("a", ann, one: stageOne(accord: "no"))
    #expect(throws: StoreError.work(.earlierStageChanged(item: "a"))) { try commit(stale) }
    #expect(try project.workItem("a", for: ann.id)?.committed[.two] == nil)
  }

  @Test func `that the criterion is the same is not enough`() throws {
    try scratch.commit("a", ann, one: stageOne(groups: ["a"]))
    let stale = try stageTwo(after: try project.workItem("a", for: ann.id)?.stageOne)
    _ = try project.withdraw(item: "a", person: ann.id, at: scratch.now)
    try scratch.commit("a", ann, one: stageOne(groups: ["b"]))
    #expect(throws: StoreError.work(.earlierStageChanged(item: "a"))) { try commit(stale) }
  }

  @Test func `what another guideline would take is refused`() throws {
    var other = smallGuideline()
    other.stages[0].fields[3].isOptional = true
    var values = stageOne().values
    values["sure"] = nil
    let completed = try CompletedStage(StageForm(stageOneOf: other, draft: values))
    #expect(throws: StoreError.work(.doesNotFit(item: "a", stage: .one))) { try commit(completed) }
    #expect(try scratch.state("a", ann) == .open)
  }

  @Test func `what follows is derived`() throws {
    #expect(
      try project.commit(.one, stageOne(), of: "a", by: ann, at: scratch.now).next == .nextStage
    )
    #expect(try commit(stageTwo(after: stageOne())).next == .done)
    let aside = stageOne(reach: "none", accord: nil)
    #expect(try project.commit(.one, aside, of: "b", by: ann, at: scratch.now).next == .done)
  }

  @Test func `a commit keeps the version of the guideline that it was made under`() throws {
    let zoe = try scratch.add("zoe", .lead)
    try scratch.commit("a", ann, one: stageOne())
    let annotations = try project.dossier(of: "a", for: zoe).annotations
    #expect(annotations.map(\.guideline) == [project.guideline.id])
  }
}
