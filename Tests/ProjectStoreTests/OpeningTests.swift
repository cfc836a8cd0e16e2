import AnnotationCore
import Foundation
import GRDB
import ProjectStore
import SmallGuideline
import Testing

@Suite struct `Opening a project` {
  let folder: Folder
  init() throws { folder = try Folder() }

  func create(_ path: String) throws -> Project {
    try Project.create(
      at: path,
      guideline: smallGuideline(),
      source: "guideline: small",
      hash: "abc",
      at: Timestamp(rawValue: 5)
    )
  }

  @Test func `a project opens with the guideline that it was made with`() throws {
    _ = try create(folder("p.vw"))
    let project = try Project.open(at: folder("p.vw"))
    #expect(project.guideline.guideline == smallGuideline())
    #expect(project.guideline.hash == "abc")
    #expect(project.guideline.source == "guideline: small")
    #expect(project.guideline.at == Timestamp(rawValue: 5))
  }

  @Test func `the file is marked as a project, has a version, and journals ahead`() throws {
    let project = try create(folder("p.vw"))
    try DatabaseQueue(path: project.path).read { db throws in
      #expect(try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal")
      #expect(try Int.fetchOne(db, sql: "PRAGMA user_version") == 12)
      #expect(try Int.fetchOne(db, sql: "PRAGMA application_id") == 0x5641_4C57)
    }
  }

  @Test func `nothing is overwritten`() throws {
    let path = folder("p.vw")
    try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: StoreError.exists(path: path)) { try create(path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("mine".utf8))
  }

  @Test func `a half-made file is removed`() throws {
    #expect(throws: StoreError.self) {
      try Project.create(
        at: folder("p.vw"),
        guideline: smallGuideline(),
        source: "",
        hash: "",
        at: Timestamp(rawValue: 0)
      )
    }
    #expect(folder.contents.isEmpty)
  }

  @Test func `a missing file, a missing folder and a folder each have their error`() throws {
    #expect(throws: StoreError.noSuchFile(path: folder("no.vw"))) {
      try Project.open(at: folder("no.vw"))
    }
    #expect(throws: StoreError.folderMissing(folder: folder("no"))) {
      try create(folder("no/p.vw"))
    }
    #expect(throws: StoreError.notAProject(path: folder.path)) {
      try Project.open(at: folder.path)
    }
  }

  @Test(arguments: ["", "hello", String(repeating: "no database at all ", count: 500)])
  func `a file that is no database is no project`(content: String) throws {
    let path = folder("p.vw")
    try Data(content.utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: StoreError.notAProject(path: path)) { try Project.open(at: path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(content.utf8))
  }

  @Test func `a file that only starts like a database is no project`() throws {
    let path = folder("p.vw")
    let content = "SQLite format 3\0" + String(repeating: "x", count: 5_000)
    try Data(content.utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: StoreError.notAProject(path: path)) { try Project.open(at: path) }
  }

  @Test func `another program's database is no project`() throws {
    let path = folder("other.db")
    try DatabaseQueue(path: path).write { db in try db.execute(sql: "CREATE TABLE t (x)") }
    #expect(throws: StoreError.notAProject(path: path)) { try Project.open(at: path) }
  }

  @Test func `a later program's project is left alone`() throws {
    let path = folder("p.vw")
    try create(path).close()
    try DatabaseQueue(path: path).inDatabase { db in
      try db.execute(sql: "PRAGMA user_version = 99")
    }
    #expect(throws: StoreError.newerVersion(path: path, found: 99, known: 12)) {
      try Project.open(at: path)
    }
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may write anywhere"))
  func `a file or folder without permission to write each have their error`() throws {
    let path = folder("p.vw")
    try create(path).close()
    let files = FileManager.default
    try files.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    #expect(throws: StoreError.fileReadOnly(path: path)) { try Project.open(at: path) }
    try files.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    try files.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
    defer { try? files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path) }
    #expect(throws: StoreError.folderReadOnly(folder: folder.path)) {
      try Project.open(at: path)
    }
    #expect(throws: StoreError.folderReadOnly(folder: folder.path)) {
      try create(folder("q.vw"))
    }
  }

  @Test func `a damaged project says so`() throws {
    let path = folder("p.vw")
    try create(path).close()
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try file.seek(toOffset: 4_096)
    try file.write(contentsOf: Data(repeating: 0xEE, count: 40 * 4_096))
    try file.close()
    let error = #expect(throws: StoreError.self) {
      try Project.open(at: path).status()
    }
    guard case .damaged = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `every error says something, and starts with a capital letter`() {
    let errors: [StoreError] = [
      .noSuchFile(path: "p"), .folderMissing(folder: "f"), .folderReadOnly(folder: "f"),
      .fileReadOnly(path: "p"), .exists(path: "p"), .notAProject(path: "p"),
      .newerVersion(path: "p", found: 2, known: 2), .busy(path: "p"), .diskFull(path: "p"),
      .damaged(path: "p", detail: "d"), .refused(detail: "d"), .failed(path: "p", detail: "d"),
      .invalidName(""), .personExists("n"), .noSuchPerson("n"), .noSuchItem("i"),
      .notAssigned(item: "i"), .notNow(item: "i", stage: .one, state: .done), .emptyReason,
      .emptyComment, .nothingToUndo, .usedDownstream(item: "i"), .noSuchJuror("j"),
      .jurorChanged("j"), .jurorsAlike("j", "k"), .jurorRenamed("j", from: "k"),
      .alreadyReviewed(item: "i", juror: "j", attempt: 1), .notALead("n"), .ownWork(item: "i"),
      .notDisputed(item: "i", field: "f"), .awaits(item: "i", field: "f", ["g"]),
      .illegalValue(item: "i", field: "f", value: nil),
    ]
    let sentences = Set(errors.map(\.description))
    #expect(sentences.count == errors.count)
    #expect(sentences.allSatisfy { $0.first?.isUppercase == true && $0.hasSuffix(".") })
    #expect(!sentences.contains("The project could not do this."))
  }
}
