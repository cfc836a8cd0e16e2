import AnnotationCore
import Fixtures
import GRDB
import ProjectStore
import Testing

@Suite struct `Training is outside the benchmark` {
  /// Everybody labels everything, the jury of one included.
  func labelled() throws -> Classroom {
    let room = try Classroom(jury: .confirms)
    try room.project.register(jurors: [recordedJuror("alder")], at: room.scratch.now)
    for person in [room.ann, room.ben] {
      for item in ["t", "u", "a"] { try room.scratch.label(item, person) }
    }
    return room
  }

  @Test func `the jury is not asked about it`() throws {
    let room = try labelled()
    let queued = try room.project.casesForJury(recordedJuror("alder", attempts: 2), limit: 9)
    #expect(queued.map(\.item.id) == ["a"])
    try room.project.register(
      jurors: [recordedJuror("alder"), recordedJuror("birch")],
      at: room.scratch.now
    )
    let again = try room.project.casesForJury(recordedJuror("birch", attempts: 2), limit: 9)
    #expect(again.map(\.item.id) == ["a"])
  }

  @Test func `it is not decided`() throws {
    let room = try labelled()
    try room.scratch.verdict("a", "alder")
    let report = try room.project.decide(at: room.scratch.now)
    #expect(report.items == 1)
    let dossier = try room.project.dossier(of: "t", for: room.zoe)
    #expect(dossier.decisions.isEmpty)
  }

  @Test func `it is not measured`() throws {
    let room = try labelled()
    try room.scratch.verdict("a", "alder")
    try room.scratch.verdict("t", "alder")
    let ratings = try room.project.ratings(field: "reach", raters: .all)
    #expect(Set(ratings.map(\.item)) == ["a"])
    #expect(ratings.count == 3)
  }

  @Test func `it is not counted`() throws {
    let room = try labelled()
    let status = try room.project.status()
    #expect(status.items == ["en": 2])
    #expect(status.assignments == [.open: 2, .done: 2])
    #expect(status.readyItems == 1)
    #expect(status.people.first?.workload.first?.total == 2)
  }

  @Test func `it is not released`() throws {
    let room = try labelled()
    var released: [ItemID] = []
    try room.project.snapshot { snapshot in
      #expect(try snapshot.itemCount() == 2)
      try snapshot.forEachDossier { released.append($0.item.id) }
    }
    #expect(released == ["a", "b"])
  }

  @Test func `a draft in it is no draft of the workload`() throws {
    let room = try Classroom()
    let draft = Draft(
      item: "t",
      person: room.ann.id,
      stage: .one,
      values: ["reach": .single("wide")],
      at: room.scratch.now
    )
    try room.project.saveDraft(draft)
    #expect(try room.project.workload(of: room.ann.id).map(\.drafts) == [0])
  }

  @Test func `under the gate flow its stage two opens at once, by the reference`() throws {
    let room = try Classroom(flow: .gate)
    try room.scratch.commit("t", room.ann, one: stageOne(accord: "no"))
    #expect(try room.scratch.state("t", room.ann) == .started)
    let work = try room.project.workItem("t", for: room.ann.id)
    #expect(work?.stageOne?.criterion == "comply")
    #expect(work?.stageOne?.values["accord"] == .single("yes"))
    #expect(work?.stageOne?.values["sure"] == .scale(4))
  }

  @Test func `a training item is done in any language once the wanted one has none left`() throws {
    let room = try Classroom()
    for (languages, expected) in [(["fr"], "t"), (["en"], "t")] {
      let next = try room.project.nextItem(for: room.ann.id, languages: languages)
      #expect(next?.item.id == expected)
    }
    let after = try room.project.nextItem(for: room.ann.id, after: 1)
    #expect(after?.item.id == "u")
    let round = try room.project.nextItem(for: room.ann.id, after: 4)
    #expect(round?.item.id == "t")
  }
}
