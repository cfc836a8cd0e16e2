import Files
import Fixtures
import Foundation
import Testing

/// What Foundation throws, in words.
@Suite struct FileErrorTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try Data("x".utf8).write(to: URL(fileURLWithPath: folder("file")))
  }

  /// Why a file cannot be read, whichever way.
  private func reasons(reading path: String) -> [FileError.Reason?] {
    let url = URL(fileURLWithPath: path)
    return [
      reason(.read, path) { _ = try Data(contentsOf: url) },
      reason(.read, path) {
        _ = try FileHandle(forReadingFrom: url).read(upToCount: 1)
      },
    ]
  }

  private func reason(
    _ action: FileError.Action,
    _ path: String,
    _ body: () throws -> Void
  ) -> FileError.Reason? {
    do {
      try withFileErrors(action, path, body)
      return nil
    } catch { return error.reason }
  }

  @Test func `a file that cannot be read says why`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder("loop"),
      withDestinationPath: folder("loop")
    )
    #expect(reasons(reading: folder("none")) == [.missing, .missing])
    #expect(reasons(reading: folder.path) == [.isFolder, .isFolder])
    #expect(reasons(reading: folder("file/x")) == [.partIsFile, .partIsFile])
    #expect(reasons(reading: folder("loop")) == [.linksInCircle, .linksInCircle])
    let long = folder(String(repeating: "n", count: 300))
    #expect(reasons(reading: long) == [.nameTooLong, .nameTooLong])
  }

  @Test func `a file that cannot be written says why`() throws {
    func write(to path: String) -> FileError.Reason? {
      reason(.write, path) { try Data("x".utf8).write(to: URL(fileURLWithPath: path)) }
    }
    #expect(write(to: folder("none/file")) == .missing)
    #expect(write(to: folder.path) == .isFolder)
    #expect(write(to: "/dev/full") == .diskFull)
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: "/dev/full"))
    #expect(
      reason(.write, "/dev/full") { try handle.write(contentsOf: Data("x".utf8)) } == .diskFull
    )
    let move = reason(.move(to: folder.path), folder("file")) {
      try FileManager.default.moveItem(atPath: folder("file"), toPath: folder.path)
    }
    #expect(move == .exists)
    let made = reason(.makeFolder, folder("file/x")) {
      try FileManager.default.createDirectory(
        atPath: folder("file/x"),
        withIntermediateDirectories: true
      )
    }
    #expect(made == .partIsFile)
  }

  @Test(arguments: [
    (EACCES, "you may not read it; look at its permissions"),
    (EPERM, "you may not read it; look at its permissions"),
    (ENOENT, "there is no such file; check its name"),
    (EISDIR, "it is a folder; name a file"),
    (EIO, "the disk failed; check it, and copy what can still be read"),
    (EMFILE, "too many files are open; close other programs, then try again"),
    (EPROTO, "the system says 'Protocol error' (error \(EPROTO))"),
  ])
  func `an error number is a sentence`(number: Int32, explanation: String) {
    let error = FileError(.read, "a.txt", FileError.Reason(errno: number))
    #expect(error.explanation == explanation)
    #expect(error.description == "a.txt: cannot be read: \(explanation).")
  }

  @Test(arguments: [
    (
      FileError.Action.write, ENOENT,
      "a.txt: cannot be written: its folder is not there; check the path."
    ),
    (
      .write, EACCES,
      "a.txt: cannot be written: you may not write there; look at the permissions of the folder."
    ),
    (
      .makeFolder, EROFS,
      "a.txt: the folder cannot be made: the disk takes no changes; choose another place."
    ),
    (
      .move(to: "b"), EEXIST,
      "a.txt: cannot be moved to b: something of this name is there already; take another name, or "
        + "remove it."
    ),
    (
      .use, EBUSY,
      "a.txt: cannot be used: another program is using it; close that program, "
        + "then try again."
    ),
    (.write, EDQUOT, "a.txt: cannot be written: the disk is full; make room, then try again."),
  ])
  func `a message says where, what, and what next`(
    action: FileError.Action,
    number: Int32,
    message: String
  ) {
    #expect(FileError(action, "a.txt", FileError.Reason(errno: number)).description == message)
  }

  @Test func `an error without a number of the system says no more than that`() {
    struct Other: Error {}
    #expect(FileError.Reason(Other()) == nil)
    #expect(FileError(.read, "a", Other()).reason == .unknown)
    #expect(FileError.Reason(POSIXError(.ENOSPC)) == .diskFull)
  }
}
