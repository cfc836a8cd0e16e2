import Foundation
import Glibc

/// What the file system says before SQLite is asked, since its own answers are vague.
enum FileCheck {
  /// Claims the path for a new file, and refuses one that is taken.
  static func beforeCreating(_ path: String) throws(StoreError) {
    try checkFolder(of: path)
    // Claiming the name and finding out that it is free are one step.
    let file = Glibc.open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o666)
    guard file >= 0 else {
      switch errno {
      case EEXIST: throw .file(.exists(path: path))
      case ENOSPC, EDQUOT: throw .file(.diskFull(path: path))
      case let number:
        throw .file(.failed(path: path, detail: String(cString: strerror(number))))
      }
    }
    Glibc.close(file)
  }

  static func beforeOpening(_ path: String) throws(StoreError) {
    let files = FileManager.default
    var isFolder: ObjCBool = false
    guard files.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .file(.noSuchFile(path: path))
    }
    // Of a pipe nobody may write in, reading would never end.
    guard !isFolder.boolValue, isRegular(path) else { throw .file(.notAProject(path: path)) }
    try checkIsDatabase(path)
    guard files.isWritableFile(atPath: path) else { throw .file(.fileReadOnly(path: path)) }
    try checkFolder(of: path)
  }

  /// Looks at the header before SQLite is asked: it takes an empty file for an empty database, and
  /// would set up a journal beside one of another program.
  private static func checkIsDatabase(_ path: String) throws(StoreError) {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw .file(.failed(path: path, detail: "no permission to read it"))
    }
    defer { try? file.close() }
    let header = (try? file.read(upToCount: 72)) ?? Data()
    // Where SQLite's file format keeps `PRAGMA application_id`.
    let application = header.dropFirst(68).reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
    guard header.starts(with: Data("SQLite format 3\0".utf8)), header.count == 72,
      application == UInt32(bitPattern: Migrations.applicationID)
    else { throw .file(.notAProject(path: path)) }
  }

  private static func checkFolder(of path: String) throws(StoreError) {
    let files = FileManager.default
    let parent = (path as NSString).deletingLastPathComponent
    let folder = parent.isEmpty ? "." : parent
    var isFolder: ObjCBool = false
    guard files.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
      throw .file(.folderMissing(folder: folder))
    }
    guard files.isWritableFile(atPath: folder) else { throw .file(.folderReadOnly(folder: folder)) }
  }

  /// Whether a path leads to a file, and not to a pipe, a socket or a device.
  private static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// What a path leads to, as the file system tells files apart.
  struct Identity: Hashable, Sendable {
    var device: UInt64
    var number: UInt64
  }

  /// The file that a path leads to, or nil where there is none.
  static func identity(of path: String) -> Identity? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
  }
}
