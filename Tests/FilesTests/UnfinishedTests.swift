import Files
import Fixtures
import Foundation
import Glibc
import Testing

/// A file or folder is there when it is whole, and not before.
@Suite struct `What is being made` {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func write(_ text: String, _ path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  @Test func `a file is in its place when it is finished, and nothing is beside it`() throws {
    let unfinished = try Unfinished(.file, at: folder("f"))
    try write("whole", unfinished.path)
    #expect(!folder.contents.contains("f"))
    try unfinished.finish()
    #expect(folder.contents == ["f"])
    #expect(try String(contentsOfFile: folder("f"), encoding: .utf8) == "whole")
  }

  @Test func `of two who make the same folder, one has it and the other is told`() throws {
    let first = try Unfinished(.folder, at: folder("f"))
    let second = try Unfinished(.folder, at: folder("f"))
    try write("1", first.path + "/a")
    try write("2", second.path + "/a")
    try second.finish()
    let error = #expect(throws: FileError.self) { try first.finish() }
    #expect(error?.reason == .exists)
    first.discard()
    #expect(folder.contents == ["f"])
    #expect(try String(contentsOfFile: folder("f/a"), encoding: .utf8) == "2")
  }

  @Test(arguments: [Unfinished.Kind.file, .folder])
  func `nothing is replaced`(kind: Unfinished.Kind) throws {
    let early = try Unfinished(kind, at: folder("f"))
    if kind == .file { try write("late", early.path) }
    try write("mine", folder("f"))
    #expect(throws: FileError.self) { try Unfinished(kind, at: folder("f")) }
    let error = #expect(throws: FileError.self) { try early.finish() }
    #expect(error?.reason == .exists)
    early.discard()
    #expect(try String(contentsOfFile: folder("f"), encoding: .utf8) == "mine")
    #expect(folder.contents == ["f"])
  }

  @Test func `what a killed program left is removed by the next, what is being made is not`() throws
  {
    try FileManager.default.createDirectory(
      atPath: folder(".f.unfinished-old"),
      withIntermediateDirectories: false
    )
    try write("half", folder(".f.unfinished-old/a"))
    let first = try Unfinished(.folder, at: folder("f"))
    #expect(!folder.contents.contains(".f.unfinished-old"))
    let second = try Unfinished(.folder, at: folder("f"))
    #expect(folder.contents.count == 2)
    first.discard()
    second.discard()
    #expect(folder.contents == [])
  }

  @Test func `what is dropped is removed`() throws {
    do {
      let unfinished = try Unfinished(.file, at: folder("f"))
      try write("half", unfinished.path)
    }
    #expect(folder.contents == [])
  }

  @Test func `of a team's folder, the group may read and write; of any other, the owner alone`()
    throws
  {
    #expect(FileRights.mode(in: folder.path) == 0o600)
    chmod(folder.path, 0o2750)
    #expect(FileRights.mode(in: folder.path) == 0o600)
    chmod(folder.path, 0o2770)
    #expect(FileRights.mode(in: folder.path) == 0o660)
    try FileRights.create(folder("f"), mode: FileRights.mode(in: folder.path))
    var status = stat()
    stat(folder("f"), &status)
    #expect(status.st_mode & 0o777 == 0o660)
  }

  @Test(arguments: [0o700, 0o2770])
  func `a folder in a team's folder is the team's; in any other, its owner's`(mode: Int) throws {
    chmod(folder.path, mode_t(mode))
    try FileRights.makeFolder(folder("made"))
    try FileRights.makeFolder(folder("made"))
    var status = stat()
    stat(folder("made"), &status)
    #expect(Int(status.st_mode & 0o7777) == mode)
    #expect(FileRights.mode(in: folder("made")) == (mode == 0o2770 ? 0o660 : 0o600))
    #expect(throws: FileError.self) { try FileRights.makeFolder(folder("none/made")) }
  }

  @Test func `where something is mounted, as the system lists it`() {
    let text = """
      22 1 0:20 / / rw,relatime - ext4 /dev/vda rw
      31 22 0:20 /a /mnt/ana/two\\040words\\134x.xvw rw - ext4 /dev/vda rw
      """
    #expect(MountPoints.paths(in: text) == ["/", "/mnt/ana/two words\\x.xvw"])
  }
}
