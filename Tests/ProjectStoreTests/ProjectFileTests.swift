import AnnotationCore
import Fixtures
import Foundation
import GRDB
import Glibc
import Testing

@testable import ProjectStore

/// The file under a project: who else has it, where it is, and what may be done with it.
@Suite struct `A project's file` {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder("p.xvw")
    try Project.create(at: path, guideline: smallGuideline(), at: Timestamp(rawValue: 5)).close()
  }

  private func add(_ name: String, to project: Project) throws {
    var random = SplitMix64(seed: name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
    _ = try project.addPerson(
      name: name,
      role: .lead,
      languages: [],
      at: Timestamp(rawValue: 6),
      using: &random
    )
  }

  private func names(at path: String) throws -> [String] {
    try Project.open(at: path).people().map(\.name)
  }

  /// Lets another program open the file, look at it and close it again.
  private func visit(_ path: String) throws {
    let visitor = Process()
    visitor.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let code =
      "import sqlite3,sys;c=sqlite3.connect(sys.argv[1]);c.execute('SELECT count(*) FROM person').fetchall();c.close()"
    visitor.arguments = ["python3", "-c", code, path]
    try visitor.run()
    visitor.waitUntilExit()
    #expect(visitor.terminationStatus == 0)
  }

  @Test func `what is saved after another program came and went is found`() throws {
    let first = try Project.open(at: path)
    try add("ana", to: first)
    // A second look at the file by this program must not cost the first one its lock.
    let second = try Project.open(at: path)
    try second.close()
    try visit(path)
    try add("ben", to: first)
    #expect(try names(at: path) == ["ana", "ben"])
  }

  @Test func `a file that was moved has all that was saved, and no more is written`() throws {
    let project = try Project.open(at: path)
    try add("ana", to: project)
    try FileManager.default.moveItem(atPath: path, toPath: folder("away.xvw"))
    #expect(throws: StoreError.file(.moved(path: path))) { try add("ben", to: project) }
    #expect(try names(at: folder("away.xvw")) == ["ana"])
    try project.close()
    #expect(try names(at: folder("away.xvw")) == ["ana"])
  }

  @Test func `that a file was moved is noticed by a look at it`() throws {
    let project = try Project.open(at: path)
    try add("ana", to: project)
    try FileManager.default.moveItem(atPath: path, toPath: folder("away.xvw"))
    #expect(throws: StoreError.file(.moved(path: path))) { try project.people() }
    #expect(try names(at: folder("away.xvw")) == ["ana"])
  }

  @Test func `a project that was closed says so`() throws {
    let project = try Project.open(at: path)
    try project.close()
    let closed = StoreError.file(.failed(path: path, detail: "it was closed"))
    #expect(throws: closed) { try project.people() }
    #expect(throws: closed) { try add("ana", to: project) }
  }

  @Test func `a file with two names is refused, and symbolic links are not`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder("link.xvw"),
      withDestinationPath: path
    )
    try add("ana", to: try Project.open(at: folder("link.xvw")))
    try FileManager.default.linkItem(atPath: path, toPath: folder("hard.xvw"))
    for name in [path, folder("hard.xvw"), folder("link.xvw")] {
      #expect(throws: StoreError.file(.hasOtherNames(path: name))) { try Project.open(at: name) }
    }
    try FileManager.default.removeItem(atPath: folder("hard.xvw"))
    #expect(try names(at: path) == ["ana"])
  }

  @Test func `a copy that was put over a project is not mixed with the journal beside it`() throws {
    let copy = try Data(contentsOf: URL(fileURLWithPath: path))
    let earlier = try Project.open(at: path)
    for number in 0..<300 { try add("lead\(number)", to: earlier) }
    try earlier.close()
    let project = try Project.open(at: path)
    for number in 300..<400 { try add("lead\(number)", to: project) }
    // As a program that was killed leaves it.
    let killed = folder("killed.xvw")
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: path + suffix, toPath: killed + suffix)
    }
    let journal = try Data(contentsOf: URL(fileURLWithPath: killed + "-wal"))
    try copy.write(to: URL(fileURLWithPath: killed))
    #expect(throws: StoreError.file(.foreignJournal(path: killed))) { try Project.open(at: killed) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: killed)) == copy, "nothing is changed")
    #expect(try Data(contentsOf: URL(fileURLWithPath: killed + "-wal")) == journal)
    try FileManager.default.removeItem(atPath: killed + "-wal")
    #expect(try names(at: killed) == [])
    try project.close()
  }

  @Test(arguments: [1, 4, 40])
  func `a copy of any earlier state is not mixed with the journal beside it`(count: Int) throws {
    let files = FileManager.default
    // Copies of the closed file after each of some sessions.
    for number in 0..<count {
      let project = try Project.open(at: path)
      try add("before\(number)", to: project)
      try project.close()
      try files.copyItem(atPath: path, toPath: folder("\(number).xvw"))
    }
    let project = try Project.open(at: path)
    try add("after", to: project)
    let killed = folder("killed.xvw")
    try files.copyItem(atPath: path + "-wal", toPath: killed + "-wal")
    for number in 0..<count - 1 {
      try Data(contentsOf: URL(fileURLWithPath: folder("\(number).xvw")))
        .write(to: URL(fileURLWithPath: killed))
      #expect(throws: StoreError.file(.foreignJournal(path: killed)), "\(number) of \(count)") {
        try Project.open(at: killed)
      }
    }
    // The latest is what the journal leads on from: the two are the project.
    try? files.removeItem(atPath: killed)
    try files.copyItem(atPath: folder("\(count - 1).xvw"), toPath: killed)
    #expect(try names(at: killed) == (0..<count).map { "before\($0)" } + ["after"])
    try project.close()
  }

  @Test func `no project is made beside the journal of another one`() throws {
    try Data("x".utf8).write(to: URL(fileURLWithPath: folder("new.xvw-wal")))
    #expect(throws: StoreError.file(.exists(path: folder("new.xvw-wal")))) {
      try Project.create(
        at: folder("new.xvw"),
        guideline: smallGuideline(),
        at: Timestamp(rawValue: 5)
      )
    }
    #expect(!folder.contents.contains("new.xvw"))
  }

  @Test func `a later state is not mixed with an earlier journal`() throws {
    let old: Data
    do {
      let project = try Project.open(at: path)
      try add("ana", to: project)
      old = try Data(contentsOf: URL(fileURLWithPath: path + "-wal"))
    }
    try add("ben", to: Project.open(at: path))
    try old.write(to: URL(fileURLWithPath: path + "-wal"))
    #expect(throws: StoreError.file(.foreignJournal(path: path))) { try Project.open(at: path) }
  }

  @Test func `the journal of a program that was killed is taken`() throws {
    let project = try Project.open(at: path)
    try add("ana", to: project)
    let killed = folder("killed.xvw")
    for suffix in ["-wal", ""] {
      try FileManager.default.copyItem(atPath: path + suffix, toPath: killed + suffix)
    }
    #expect(try names(at: killed) == ["ana"])
    try project.close()
  }

  @Test(arguments: [0o700, 0o2770])
  func `who may read a project is for its folder to say`(mode: Int) throws {
    chmod(folder.path, mode_t(mode))
    let project = try Project.create(
      at: folder("q.xvw"),
      guideline: smallGuideline(),
      at: Timestamp(rawValue: 5)
    )
    try add("ana", to: project)
    for suffix in ["", "-wal", "-shm"] {
      var status = stat()
      #expect(stat(folder("q.xvw") + suffix, &status) == 0)
      #expect(status.st_mode & 0o777 == (mode == 0o2770 ? 0o660 : 0o600), "\(suffix)")
    }
  }
}
