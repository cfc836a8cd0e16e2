import AnnotationCore
import Fixtures
import GRDB
import Testing

@testable import ProjectStore

/// What a damaged disk made of a file is found where it is read, and never guessed at.
@Suite struct `A damaged row` {
  let scratch: Scratch
  let ann: Person
  let zoe: Person
  var project: Project { scratch.project }

  init() throws {
    scratch = try Scratch(jury: .confirms)
    zoe = try scratch.add("zoe", .lead)
    let (ann, ben) = try scratch.team()
    self.ann = ann
    try project.register(jurors: [recordedJuror("alder")], at: scratch.now)
    for person in [ann, ben] { try scratch.label("a", person) }
    try scratch.verdict("a", "alder")
    _ = try project.decide(at: scratch.now)
  }

  /// Changes a row as only a disk can: past triggers and checks.
  private func damage(_ table: String, _ change: String) throws {
    try scratch.raw().inDatabase { db in
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF")
      let triggers = try String.fetchAll(
        db,
        sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?",
        arguments: [table]
      )
      for trigger in triggers { try db.execute(sql: "DROP TRIGGER \"\(trigger)\"") }
      try db.execute(sql: "UPDATE \(table) SET \(change)")
      #expect(db.changesCount > 0)
    }
  }

  private func detail(_ body: () throws -> Void) throws -> String {
    let error = #expect(throws: StoreError.self) { try body() }
    guard case .file(.damaged(_, let detail)) = error else {
      Issue.record("\(String(describing: error))")
      return ""
    }
    return detail
  }

  @Test func `a label with one letter changed is in no dossier, rating or release`() throws {
    try damage("annotation", "labels = replace(labels, 'good', 'gOod')")
    let reads: [() throws -> Void] = [
      { _ = try project.dossier(of: "a", for: zoe) },
      { _ = try project.ratings(field: "fit", raters: .humans) },
      { try project.snapshot { try $0.forEachDossier { _ in } } },
      { _ = try project.workItem("a", for: ann.id) },
    ]
    for read in reads {
      let detail = try detail(read)
      #expect(
        detail.hasPrefix(
          #"the item 'a' has the label "gOod" in the field 'fit', which the guideline does "#
            + "not know, in the column '"
        )
      )
      #expect(detail.contains("table annotation"))
    }
  }

  @Test(arguments: [
    ("review", "labels = replace(labels, 'good', 'gOod')"),
    ("decision", "value = replace(value, 'good', 'gOod')"),
  ])
  func `nor is a juror's or a decided one`(table: String, change: String) throws {
    try damage(table, change)
    #expect(try detail { _ = try project.dossier(of: "a", for: zoe) }.contains("gOod"))
  }

  @Test(arguments: [
    "act = 'comMit'", "labels = replace(labels, '\"fit\"', '\"fIt\"')",
  ])
  func `no label is missing from a measurement in silence`(change: String) throws {
    try damage("annotation", change)
    #expect(try !detail { _ = try project.ratings(field: "fit", raters: .humans) }.isEmpty)
  }

  @Test func `what is no JSON is damage`() throws {
    try damage("annotation", "labels = '{bad'")
    #expect(try !detail { _ = try project.ratings(field: "fit", raters: .humans) }.isEmpty)
  }

  @Test(arguments: [
    ("annotation", "criterion = 'complY' WHERE criterion IS NOT NULL"),
    ("review", "labels = replace(labels, 'comply', 'complY')"),
  ])
  func `a criterion that nobody knows drops no vote in silence`(
    table: String,
    change: String
  ) throws {
    try damage(table, change)
    #expect(
      try detail { _ = try project.dossier(of: "a", for: zoe) }
        .hasPrefix(
          "the item 'a' was judged by the criterion 'complY', which the guideline does not know, in the column '"
        )
    )
  }

  @Test(arguments: [
    ("assignment", "state = 'oPen'", "state"), ("person_state", "role = 'leaD'", "role"),
    ("decision", "how = 'unAnimous'", "how"), ("review", "outcome = 'verdIct'", "outcome"),
    ("annotation", "act = 'comMit'", "act"),
  ])
  func `a word that nobody wrote is an error, never a default`(
    table: String,
    change: String,
    column: String
  ) throws {
    try damage(table, change)
    let detail = try detail {
      _ = try project.people()
      _ = try project.workItem("a", for: ann.id)
      _ = try project.reviews(of: "a")
      try project.snapshot { try $0.forEachDossier { _ in } }
      // A chain whose act is unknown is in no view.
      _ = try project.undoLast(of: ann.id, at: scratch.now)
    }
    #expect(detail.hasPrefix("the column '\(column)' holds '"))
  }

  @Test func `an item that is gone is missed`() throws {
    try scratch.raw().inDatabase { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF; DROP TRIGGER stored_item_refuses_delete")
      try db.execute(sql: "DELETE FROM stored_item WHERE key = 'b'")
    }
    #expect(
      try detail { try project.snapshot { try $0.forEachDossier { _ in } } }
        == "3 items were imported and 2 are there: table stored_item, the first row without its item "
        + "has id 2"
    )
  }

  @Test func `a row that others name is missed where it is gone`() throws {
    try damage("assignment", "language = 'eN' WHERE item = 2")
    let detail = try detail { try project.snapshot { try $0.forEachDossier { _ in } } }
    #expect(
      detail.hasSuffix(
        " of the table assignment has in 'language', 'item' what no row of the table stored_item has in "
          + "'language', 'id'"
      )
    )
  }

  @Test func `a label of a guideline that another program put in force is no damage`() throws {
    var guideline = smallGuideline(jury: .confirms, quorum: 1)
    guideline.version = "2"
    guideline.stages[1].fields[1].kind = .single(
      .listed([choice("good", "g"), choice("bad", "b"), choice("mixed", "m")])
    )
    let other = try Project.open(at: project.path)
    try other.replaceGuideline(with: guideline, source: "", hash: "two", at: scratch.now)
    let newer = try Project.open(at: project.path)
    try newer.commit(.one, stageOne(), of: "b", by: ann, at: scratch.now)
    try newer.commit(.two, stageTwo("mixed"), of: "b", by: ann, at: scratch.now)
    #expect(throws: StoreError.work(.guidelineChanged(version: "2"))) {
      try project.dossier(of: "b", for: zoe)
    }
  }
}
