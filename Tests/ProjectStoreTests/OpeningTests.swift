import AnnotationCore
import Fixtures
import Foundation
import GRDB
import SafeText
import Testing

@testable import ProjectStore

@Suite struct `Opening a project` {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  func create(_ path: String) throws -> Project {
    try Project.create(at: path, guideline: smallGuideline(), at: Timestamp(rawValue: 5))
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
      #expect(try Int.fetchOne(db, sql: "PRAGMA user_version") == 1)
      #expect(try Int.fetchOne(db, sql: "PRAGMA application_id") == 0x5641_4C57)
    }
  }

  @Test(arguments: [
    "file:x.xvw", ":memory:", "q?mode=memory.xvw", "100%41.xvw", "h#ash.xvw", "it's.xvw",
    "-dash.xvw",
    "line\nbreak.xvw", "two words.xvw", "日本.xvw", "file::memory:?cache=shared",
  ])
  func `a project is in the file of its name, whatever SQLite could take it for`(
    name: String
  ) throws {
    #expect(DatabaseFile.location(name) == "./" + name)
    _ = try create(folder(name))
    #expect(folder.contents.contains(name))
    #expect(try Project.open(at: folder(name)).guideline.hash == "abc")
  }

  @Test func `nothing is overwritten`() throws {
    let path = folder("p.vw")
    try Data("mine".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: StoreError.file(.exists(path: path))) { try create(path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("mine".utf8))
  }

  @Test func `a half-made file is removed`() throws {
    #expect(throws: StoreError.self) {
      try Project.create(
        at: folder("p.vw"),
        guideline: smallGuideline(),
        source: "",
        hash: "",
        owner: Identity.tester.user,
        at: Timestamp(rawValue: 0)
      )
    }
    #expect(folder.contents.isEmpty)
  }

  @Test func `a missing file, a missing folder and a folder each have their error`() throws {
    #expect(throws: StoreError.file(.noSuchFile(path: folder("no.vw")))) {
      try Project.open(at: folder("no.vw"))
    }
    #expect(throws: StoreError.file(.folderMissing(folder: folder("no")))) {
      try create(folder("no/p.vw"))
    }
    #expect(throws: StoreError.file(.notAProject(path: folder.path))) {
      try Project.open(at: folder.path)
    }
  }

  @Test(arguments: ["", "hello", String(repeating: "no database at all ", count: 500)])
  func `a file that is no database is no project`(content: String) throws {
    let path = folder("p.vw")
    try Data(content.utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: StoreError.file(.notAProject(path: path))) { try Project.open(at: path) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(content.utf8))
  }

  @Test func `a file that only starts like a database is no project`() throws {
    let path = folder("p.vw")
    let content = "SQLite format 3\0" + String(repeating: "x", count: 5_000)
    try Data(content.utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: StoreError.file(.notAProject(path: path))) { try Project.open(at: path) }
  }

  @Test func `another program's database is no project`() throws {
    let path = folder("other.db")
    try DatabaseQueue(path: path).write { db in try db.execute(sql: "CREATE TABLE t (x)") }
    #expect(throws: StoreError.file(.notAProject(path: path))) { try Project.open(at: path) }
  }

  @Test func `a later program's project is left alone`() throws {
    let path = folder("p.vw")
    try create(path).close()
    try DatabaseQueue(path: path).inDatabase { db in
      try db.execute(sql: "PRAGMA user_version = 99")
    }
    #expect(throws: StoreError.file(.newerVersion(path: path, found: 99, known: 1))) {
      try Project.open(at: path)
    }
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may write anywhere"))
  func `a file or folder without permission to write each have their error`() throws {
    let path = folder("p.vw")
    try create(path).close()
    let files = FileManager.default
    try files.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    #expect(throws: StoreError.file(.fileReadOnly(path: path))) { try Project.open(at: path) }
    try files.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    try files.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
    defer { try? files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path) }
    #expect(throws: StoreError.file(.folderReadOnly(folder: folder.path))) {
      try Project.open(at: path)
    }
    #expect(throws: StoreError.file(.folderReadOnly(folder: folder.path))) {
      try create(folder("q.vw"))
    }
  }

  @Test func `a damaged project says so`() throws {
    let path = folder("p.vw")
    try create(path).close()
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try file.seek(toOffset: 4_096)
    try file.write(contentsOf: Data(repeating: 0xEE, count: 60 * 4_096))
    try file.close()
    let error = #expect(throws: StoreError.self) {
      try Project.open(at: path).status()
    }
    guard case .file(.damaged) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `every error says something, and starts with a capital letter`() {
    let errors: [StoreError] = [
      .file(.noSuchFile(path: "p")), .file(.folderMissing(folder: "f")),
      .file(.folderReadOnly(folder: "f")), .file(.fileReadOnly(path: "p")),
      .file(.exists(path: "p")), .file(.notAProject(path: "p")),
      .file(.newerVersion(path: "p", found: 2, known: 2)), .file(.beforeFirstRelease(path: "p")),
      .file(.busy(path: "p")), .file(.diskFull(path: "p")), .file(.moved(path: "p")),
      .file(.damaged(path: "p", detail: "d")), .file(.refused(detail: "d")),
      .file(.failed(path: "p", detail: "d")),
      .team(.invalidName(.empty)), .team(.personExists("n")), .team(.noSuchPerson("n")),
      .work(.noSuchItem("i")), .work(.notAssigned(item: "i")),
      .work(.notNow(item: "i", stage: .one, state: .done)),
      .work(.earlierStageChanged(item: "i")), .work(.doesNotFit(item: "i", stage: .one)),
      .work(.emptyReason), .work(.emptyComment), .work(.nothingToUndo),
      .work(.takenOver(since: Timestamp(rawValue: 1))), .work(.guidelineChanged(version: "2")),
      .work(.trainingFirst(item: "i")), .work(.usedDownstream(item: "i")),
      .guideline(.refused(["It is another one."])), .guideline(.versionTaken("2")),
      .reference(.exists(item: "i")), .reference(.alreadyAssigned(item: "i")),
      .assistance(.off), .assistance(.commitFirst(item: "i")), .assistance(.noOpinion(item: "i")),
      .jury(.noSuchJuror("j")), .jury(.jurorChanged("j")), .jury(.jurorsAlike("j", "k")),
      .jury(.jurorRenamed("j", from: "k")),
      .jury(.alreadyReviewed(item: "i", juror: "j", attempt: 1)),
      .jury(.jurorInBatchChanged("j")), .jury(.trialInBatch(item: "i", juror: "j")),
      .jury(.batchMovedOn("b")), .jury(.noSuchBatch("b")),
      .answers(.noSuchQuestion("q")), .answers(.noSuchWriter("w")), .answers(.writerChanged("w")),
      .adjudication(.notALead("n")), .adjudication(.ownWork(item: "i")),
      .adjudication(.notDisputed(item: "i", field: "f")),
      .adjudication(.awaits(item: "i", field: "f", ["g"])),
      .adjudication(.illegalValue(item: "i", field: "f", .missing)),
    ]
    let sentences = Set(errors.map(\.description))
    #expect(sentences.count == errors.count)
    for sentence in sentences {
      #expect(sentence.first?.isUppercase == true, "\(sentence)")
      #expect(sentence.hasSuffix(".") || sentence.hasSuffix(")."), "\(sentence)")
    }
  }
}
