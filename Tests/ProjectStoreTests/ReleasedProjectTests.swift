import AnnotationCore
import Fixtures
import Foundation
import GRDB
import Testing

@testable import ProjectStore

/// Projects as released versions of the program wrote them, one file for each version.
///
/// `RECORD_RELEASED=1` writes the file of the version in development anew and fails; once that is
/// released, its files never change.
@Suite struct `Projects of released versions` {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Released")

  @Test(.enabled(if: ProcessInfo.processInfo.environment["RECORD_RELEASED"] != nil))
  func `the file of this version is written anew`() throws {
    let scratch = try projectWithEveryTable()
    let path = Self.folder.appendingPathComponent("\(Migrations.count).xvw").path
    try? FileManager.default.removeItem(atPath: path)
    try scratch.raw().inDatabase { db in
      try db.execute(sql: "VACUUM INTO ?", arguments: [path])
    }
    let rows = try Self.rows(path).joined(separator: "\n") + "\n"
    try rows.write(toFile: path + ".rows.txt", atomically: true, encoding: .utf8)
    Issue.record("recorded; run again without RECORD_RELEASED")
  }

  @Test(arguments: 1...Migrations.count)
  func `it is opened, and holds what it held`(version: Int) throws {
    let copy = try Copy(of: version)
    try copy.opened().close()
    let recorded = try String(contentsOfFile: Self.file(version) + ".rows.txt", encoding: .utf8)
    let expected = recorded.split(separator: "\n").map(String.init)
    #expect(try Self.rows(copy.path) == expected)
    try DatabaseQueue(path: copy.path).read { db throws in
      #expect(try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok")
      #expect(try GRDB.Row.fetchAll(db, sql: "PRAGMA foreign_key_check").isEmpty)
    }
  }

  @Test(arguments: 1...Migrations.count)
  func `it has rows in every table`(version: Int) throws {
    let tables = Set(try Self.rows(Self.file(version)).map { String($0.prefix { $0 != " " }) })
    #expect(Set(AppendOnly.tables + AppendOnly.changing).subtracting(tables) == [])
  }

  @Test(arguments: 1...Migrations.count)
  func `it has the schema of a project that is new`(version: Int) throws {
    let copy = try Copy(of: version)
    try copy.opened().close()
    let scratch = try Scratch()
    #expect(try Self.schema(copy.path) == Self.schema(scratch.project.path))
  }

  @Test(arguments: 1...Migrations.count)
  func `people go on working in it`(version: Int) throws {
    let copy = try Copy(of: version)
    let project = try copy.opened()
    let ann = try #require(try project.person(named: "ann"))
    let work = try #require(try project.nextItem(for: ann.id))
    #expect(work.stageOne == nil)
    #expect(try project.status().decisions[.adjudicated] == 1)
    #expect(try project.items(of: ann.id, matching: ItemFilter(text: "item1"), limit: 5).count == 1)
  }

  @Test func `a project from before the first release is named as such`() throws {
    let folder = try TemporaryFolder()
    let path = folder("old.vw")
    try DatabaseFile.create(at: path)
    try DatabaseQueue(path: path).inDatabase { db in
      try db.execute(sql: "CREATE TABLE item (id); PRAGMA user_version = 12")
    }
    #expect(throws: StoreError.file(.beforeFirstRelease(path: path))) {
      try Project.open(at: path)
    }
  }

  private static func file(_ version: Int) -> String {
    folder.appendingPathComponent("\(version).xvw").path
  }

  /// A copy that may be changed.
  private struct Copy {
    let folder: TemporaryFolder
    let path: String

    init(of version: Int) throws {
      folder = try TemporaryFolder()
      path = folder("p.xvw")
      try FileManager.default.copyItem(
        atPath: `Projects of released versions`.file(version),
        toPath: path
      )
    }

    /// Opens it as its owner.
    func opened() throws -> Project {
      let owner = try DatabaseQueue(path: path).read { db in
        try String.fetchOne(db, sql: "SELECT system_user FROM owner ORDER BY id DESC")
      }
      return try Project.open(at: path, by: Identity(user: owner ?? ""))
    }
  }

  /// Every row of every table as `table column=value …`, sorted.
  private static func rows(_ path: String) throws -> [String] {
    var configuration = Configuration()
    configuration.readonly = true
    return try DatabaseQueue(path: path, configuration: configuration).read { db in
      try (AppendOnly.tables + AppendOnly.changing).sorted().flatMap { table in
        try GRDB.Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { row in
          let cells = row.map { "\($0.0)=\($0.1)" }.joined(separator: " ")
          return (table + " " + cells).replacing("\n", with: "\\n")
        }.sorted()
      }
    }
  }

  private static func schema(_ path: String) throws -> [String] {
    try DatabaseQueue(path: path).read { db in
      try String.fetchAll(db, sql: "SELECT sql FROM sqlite_schema WHERE sql <> '' ORDER BY name")
    }
  }
}
