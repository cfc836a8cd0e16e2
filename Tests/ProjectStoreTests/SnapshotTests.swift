import AnnotationCore
import Fixtures
import ProjectStore
import Testing

/// What a release is made of, besides items.
@Suite struct `A snapshot` {
  let scratch: Scratch
  let ann: Person

  init() throws {
    scratch = try Scratch(jury: .confirms)
    ann = try scratch.team().ann
  }

  private func review(
    _ item: ItemID,
    _ juror: String,
    trial: Int = 1,
    prompt hash: String
  ) throws {
    let review = Review(
      of: item,
      by: juror,
      trial: trial,
      .labels(stageOne(), stageTwo("good")),
      prompt: hash,
      at: scratch.now
    )
    _ = try scratch.project.record([NewReview(review, prompt: sentPrompt(hash))])
  }

  @Test func `has the juror of every review as it was configured, also of an earlier jury`() throws
  {
    let project = scratch.project
    try project.register(jurors: [recordedJuror("alder"), recordedJuror("birch")], at: scratch.now)
    try review("a", "alder", prompt: "p1")
    var cedar = recordedJuror("cedar")
    cedar.asking.samples = 2
    try project.register(jurors: [recordedJuror("birch"), cedar], at: scratch.now)
    try review("a", "birch", prompt: "p2")
    try review("a", "cedar", trial: 2, prompt: "p3")
    try project.snapshot { snapshot in
      let jurors = try snapshot.jurorsOfEveryJury()
      #expect(
        jurors.map { "\($0.jury) \($0.juror.name)" } == [
          "1 alder", "1 birch", "2 birch", "2 cedar",
        ]
      )
      #expect(jurors.last?.juror == cedar)
      var reviews: [String] = []
      try snapshot.forEachDossier {
        reviews += $0.reviews.map { "\($0.jury) \($0.juror) \($0.trial)" }
      }
      #expect(reviews == ["1 alder 1", "2 birch 1", "2 cedar 2"])
    }
  }

  @Test func `has each prompt of a review once, without its texts`() throws {
    let project = scratch.project
    try project.register(jurors: [recordedJuror("alder")], at: scratch.now)
    for (item, hash) in [("b", "p2"), ("a", "p1"), ("c", "p1")] {
      try review(item, "alder", prompt: hash)
    }
    var found: [PromptRecord] = []
    try project.snapshot { try $0.forEachPrompt { found.append($0) } }
    #expect(found.map(\.hash) == ["p1", "p2"])
    #expect(found.first?.template == sentPrompt("p1").template)
    #expect(
      found.map { [$0.system, $0.user, $0.schema] } == [["s", "u-p1", "h"], ["s", "u-p2", "h"]]
    )
  }

  @Test func `has every version of the guideline, and says by which one each annotation was made`()
    throws
  {
    try scratch.label("a", ann)
    var next = scratch.project.guideline.guideline
    next.version = "2"
    try scratch.project.replaceGuideline(with: next, source: "", hash: "def", at: scratch.now)
    let project = try Project.open(at: scratch.project.path)
    try project.commit(.one, stageOne(), of: "b", by: ann, at: scratch.now)
    try project.snapshot { snapshot in
      let versions = try snapshot.guidelines()
      #expect(versions.map(\.guideline.version) == ["1", "2"])
      #expect(versions.map(\.hash) == ["abc", "def"])
      var made: [String: Int64] = [:]
      try snapshot.forEachDossier { for one in $0.annotations { made[one.item] = one.guideline } }
      #expect(made == ["a": versions[0].id, "b": versions[1].id])
    }
  }
}
