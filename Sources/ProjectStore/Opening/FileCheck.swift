import Foundation

/// What the file system says before SQLite is asked, since its own answers are vague.
enum FileCheck {
  /// Claims the path for a new file, and refuses one that is taken.
  static func beforeCreating(_ path: String) throws(StoreError) {
    try checkFolder(of: path)
    // Claiming the name and finding out that it is free are one step.
    do {
      try Data().write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
    } catch let error as CocoaError where error.code == .fileWriteFileExists {
      throw .exists(path: path)
    } catch let error as CocoaError where error.code == .fileWriteOutOfSpace {
      throw .diskFull(path: path)
    } catch {
      throw .failed(path: path, detail: error.localizedDescription)
    }
  }

  static func beforeOpening(_ path: String) throws(StoreError) {
    let files = FileManager.default
    var isFolder: ObjCBool = false
    guard files.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .noSuchFile(path: path)
    }
    guard !isFolder.boolValue else { throw .notAProject(path: path) }
    try checkIsDatabase(path)
    guard files.isWritableFile(atPath: path) else { throw .fileReadOnly(path: path) }
    try checkFolder(of: path)
  }

  /// SQLite opens an empty file as an empty database, which is no project.
  private static func checkIsDatabase(_ path: String) throws(StoreError) {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw .failed(path: path, detail: "no permission to read it")
    }
    defer { try? file.close() }
    let start = (try? file.read(upToCount: 16)) ?? Data()
    guard start == Data("SQLite format 3\0".utf8) else { throw .notAProject(path: path) }
  }

  private static func checkFolder(of path: String) throws(StoreError) {
    let files = FileManager.default
    let parent = (path as NSString).deletingLastPathComponent
    let folder = parent.isEmpty ? "." : parent
    var isFolder: ObjCBool = false
    guard files.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
      throw .folderMissing(folder: folder)
    }
    guard files.isWritableFile(atPath: folder) else { throw .folderReadOnly(folder: folder) }
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
