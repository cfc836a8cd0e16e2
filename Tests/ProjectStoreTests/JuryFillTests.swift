import AnnotationCore
import Fixtures
import GRDB
import Testing

@testable import ProjectStore

/// Another jury, or another order, fills the queue part by part; everybody sees at once what is owed.
@Suite struct `Filling the jury's queue` {
  let scratch: Scratch
  let lea: Person
  var project: Project { scratch.project }
  let alder = recordedJuror("alder")

  /// Three items that two annotators have finished.
  init() throws {
    scratch = try Scratch(jury: .confirms)
    let (ann, ben) = try scratch.team()
    lea = try scratch.add("lea", .lead)
    for id in ["a", "b", "c"] { for person in [ann, ben] { try scratch.label(id, person) } }
  }

  /// The queue as it is where a filling was cut short after the first item.
  private func cutShort(emptying: Bool = true) throws {
    try scratch.raw().write { db in
      if emptying { try db.execute(sql: "DELETE FROM jury_queue WHERE item > 1") }
      try db.execute(sql: "UPDATE jury_fill SET next_item = 2")
    }
  }

  private func queue() throws -> [String] {
    try scratch.raw().read { db in
      try String.fetchAll(
        db,
        sql: "SELECT item || juror || trial || attempts FROM jury_queue ORDER BY item, juror, trial"
      )
    }
  }

  @Test func `registering fills it, and the same jury again goes on where it was cut short`() throws
  {
    try project.register(jurors: [alder], at: scratch.now)
    let whole = try queue()
    #expect(whole == ["1alder10", "2alder10", "3alder10"])
    try cutShort()
    try project.register(jurors: [alder], at: scratch.now)
    #expect(try queue() == whole)
  }

  @Test func `a run goes on with it before it says that nothing waits`() throws {
    try project.register(jurors: [alder], at: scratch.now)
    try cutShort()
    #expect(try project.casesForJury(alder, limit: 5).map(\.item.id) == ["a", "b", "c"])
  }

  @Test func `attempts and verdicts made meanwhile are counted`() throws {
    try project.register(jurors: [alder], at: scratch.now)
    try cutShort()
    try scratch.verdict("b", "alder")
    try project.record(Review(of: "c", by: "alder", .failed(reason: "net"), at: scratch.now))
    _ = try project.casesForJury(alder, limit: 5)
    #expect(try queue() == ["1alder10", "3alder11"])
  }

  @Test func `what is not in the queue yet is owed, waits, and is counted`() throws {
    try project.register(jurors: [alder], at: scratch.now)
    let progress = try project.juryProgress()
    let watch = try project.juryWatch(for: lea, at: Timestamp(rawValue: 5000))
    try cutShort()
    #expect(try project.juryProgress() == progress)
    #expect(progress.map(\.queued) == [3])
    #expect(try project.juryWatch(for: lea, at: Timestamp(rawValue: 5000)) == watch)
    #expect(try project.decide(at: scratch.now).waitingForJury == 3)
  }

  @Test func `what another jury left in the queue is asked for by nobody`() throws {
    try project.register(jurors: [alder, recordedJuror("birch")], at: scratch.now)
    let left = try queue()
    try project.register(jurors: [recordedJuror("cedar")], at: scratch.now)
    try scratch.raw().write { db in
      for row in left where row.contains("birch") {
        try db.execute(
          sql: "INSERT INTO jury_queue VALUES (?, 'birch', 1, 0)",
          arguments: [row.prefix(1).description]
        )
      }
    }
    try cutShort(emptying: false)
    #expect(try project.casesForJury(recordedJuror("birch"), limit: 5).isEmpty)
    #expect(try project.casesForJury(recordedJuror("cedar"), limit: 5).count == 3)
    #expect(try queue() == ["1birch10", "1cedar10", "2cedar10", "3cedar10"])
  }

  @Test func `two programs fill it together`() throws {
    try project.register(jurors: [alder], at: scratch.now)
    let whole = try queue()
    try scratch.raw().write { db in
      try db.execute(sql: "DELETE FROM jury_queue; UPDATE jury_fill SET next_item = 0")
    }
    let other = try Project.open(at: project.path)
    for program in [project, other] {
      try program.write(.manage) { db in try JuryFillRows.fillNext(db) }
    }
    #expect(try queue() == whole)
    #expect(try project.read(.manage, JuryFillRows.nextItem) == nil)
  }

  @Test func `a guideline lets the jury come first, and last again`() throws {
    let ben = try #require(try project.person(named: "ben"))
    try project.register(jurors: [alder], at: scratch.now)
    _ = try project.withdraw(item: "c", person: ben.id, at: scratch.now)
    #expect(try queue() == ["1alder10", "2alder10"])
    var guideline = project.guideline.guideline
    guideline.version = "2"
    guideline.assistance = AssistancePolicy(mode: .before)
    try project.replaceGuideline(with: guideline, source: "", hash: "two", at: scratch.now)
    #expect(try queue() == ["1alder10", "2alder10", "3alder10"])
    guideline.version = "3"
    guideline.assistance = AssistancePolicy()
    try project.replaceGuideline(with: guideline, source: "", hash: "three", at: scratch.now)
    #expect(try queue() == ["1alder10", "2alder10"])
    try scratch.raw().write { db in
      try db.execute(sql: "INSERT INTO jury_queue VALUES (3, 'alder', 1, 0)")
    }
    #expect(try project.casesForJury(alder, limit: 5).map(\.item.id) == ["a", "b"])
  }
}
