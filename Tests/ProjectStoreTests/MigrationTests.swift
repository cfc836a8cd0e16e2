import AnnotationCore
import GRDB
import SmallGuideline
import Testing

@testable import ProjectStore

@Suite struct `A project of an earlier version` {
  let folder: Folder
  let path: String

  /// A file as the first version wrote it: one item, labelled by ann in stage one, and a draft.
  init() throws {
    folder = try Folder()
    path = folder("old.vw")
    let queue = try DatabaseQueue(path: path)
    try queue.inDatabase { db in
      try db.execute(
        sql: "PRAGMA application_id = \(Migrator.applicationID); PRAGMA journal_mode = WAL"
      )
    }
    try queue.write { db in
      for statement in SchemaOne.all { try db.execute(sql: statement) }
      try db.execute(sql: "PRAGMA user_version = 1")
      try db.execute(sql: "INSERT INTO project VALUES (1, 'id', 1)")
      try db.execute(
        sql: "INSERT INTO guideline (sha256, body, source, at) VALUES ('abc', ?, 'small', 1)",
        arguments: [try CodedJSON.text(of: smallGuideline())]
      )
      try db.execute(
        sql: """
          INSERT INTO import VALUES (1, 'items.jsonl', 'hash', 1, 0, 1);
          INSERT INTO item VALUES (1, 'a', 'en', 'Where is 日本', 'There', NULL, NULL, 1, 1);
          INSERT INTO person VALUES (1, 'ann', 'annotator', '["en"]', 'rater-1', 1);
          INSERT INTO assignment (item, person, language, position, at) VALUES (1, 1, 'en', 1, 1);
          """
      )
      try db.execute(
        sql: """
          INSERT INTO annotation (item, person, stage, act, labels, criterion, set_aside, next, at)
          VALUES (1, 1, 1, 'commit', ?, 'comply', 0, 'stage_two', 5);
          """,
        arguments: [ValuesJSON.text(of: stageOne().values)]
      )
      try db.execute(
        sql: "INSERT INTO draft VALUES (1, 1, 2, ?, 6)",
        arguments: [ValuesJSON.text(of: ["fit": .single("good")])]
      )
    }
    try queue.close()
  }

  @Test func `labels and drafts are there, and work goes on`() throws {
    let project = try Project.open(at: path)
    let work = try #require(try project.workItem("a", for: 1))
    #expect(work.committed[.one]?.values == stageOne().values)
    #expect(work.draft?.values == ["fit": .single("good")])
    try project.commit(
      item: "a",
      person: 1,
      stage: .two,
      labels: stageTwo("good"),
      next: .done,
      active: 1200,
      at: Timestamp(rawValue: 9)
    )
    #expect(try project.workItem("a", for: 1)?.state == .done)
  }

  @Test func `it is brought to this version once, and its items are found`() throws {
    try Project.open(at: path).close()
    let project = try Project.open(at: path)
    for text in ["日本", "Where"] {
      let found = try project.items(of: 1, matching: ItemFilter(text: text), limit: 5)
      #expect(found.map(\.item) == ["a"])
    }
    try DatabaseQueue(path: path).read { db throws in
      #expect(try Migrator.version(of: db) == Migrator.knownVersion)
      #expect(try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok")
    }
  }

  @Test func `it has the same tables as one that is new`() throws {
    _ = try Project.open(at: path)
    let new = try Scratch()
    #expect(try Self.schema(path) == Self.schema(new.project.path))
  }

  @Test func `a migration that fails leaves the file as it was`() throws {
    let before = try Self.schema(path)
    // A table in the way of a later version's.
    try DatabaseQueue(path: path).write { db in try db.execute(sql: "CREATE TABLE session (x)") }
    #expect(throws: StoreError.self) { try Project.open(at: path) }
    try DatabaseQueue(path: path).write { db in try db.execute(sql: "DROP TABLE session") }
    #expect(try Self.schema(path) == before)
    #expect(try Project.open(at: path).workItem("a", for: 1)?.draft != nil)
  }

  private static func schema(_ path: String) throws -> [String] {
    try DatabaseQueue(path: path).read { db in
      try String.fetchAll(db, sql: "SELECT sql FROM sqlite_schema WHERE sql <> '' ORDER BY name")
    }
  }
}
