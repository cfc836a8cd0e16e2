import Files
import Foundation

/// What the file system says before SQLite is asked, since its own answers are vague.
enum FileCheck {
  /// What may be done with a project.
  enum Access: Sendable {
    case write
    case read
    /// Nobody's journal is beside it, and none can be made; it is read as it stands.
    case readUnchanging
  }

  /// Looks at a file that is to be opened.
  /// - Throws: why it can't be, or is not a project.
  static func beforeOpening(
    _ path: String
  ) throws(StoreError) -> (file: HeldFile, access: Access) {
    let files = FileManager.default
    var isFolder: ObjCBool = false
    guard files.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .file(.noSuchFile(path: path))
    }
    guard !isFolder.boolValue, FileIdentity.isRegular(path) else {
      throw .file(.notAProject(path: path))
    }
    let file: HeldFile
    do { file = try HeldFile(path) } catch {
      throw .file(.failed(path: path, detail: error.explanation))
    }
    try checkIsDatabase(file, path)
    let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    if file.status.st_nlink > 1 { throw .file(.hasOtherNames(path: path)) }
    if MountPoints.contains(real) { throw .file(.mountedAlone(path: path)) }
    let access = access(to: real)
    try checkJournal(of: real, file, path)
    return (file, access)
  }

  private static func access(to path: String) -> Access {
    let files = FileManager.default
    let folder = (path as NSString).deletingLastPathComponent
    if files.isWritableFile(atPath: path), files.isWritableFile(atPath: folder) { return .write }
    return hasJournal(path) ? .read : .readUnchanging
  }

  private static func hasJournal(_ path: String) -> Bool {
    var status = stat()
    return stat(path + "-wal", &status) == 0 && status.st_size > 0
  }

  /// Looks at the header before SQLite is asked: it takes an empty file for an empty database, and
  /// would set up a journal beside one of another program.
  private static func checkIsDatabase(_ file: HeldFile, _ path: String) throws(StoreError) {
    let header = file.read(upTo: 72)
    // Where SQLite's file format keeps `PRAGMA application_id`.
    let application = header.dropFirst(68).reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
    guard header.starts(with: Array("SQLite format 3\0".utf8)), header.count == 72,
      application == UInt32(bitPattern: Migrations.applicationID)
    else { throw .file(.notAProject(path: path)) }
  }

  /// Looks whether the journal beside a file is another state's: a copy that was put over the project
  /// leaves the journal of what stood there, and SQLite would mix the two.
  ///
  /// It can be so only where nobody has the file open.
  private static func checkJournal(
    of path: String,
    _ file: HeldFile,
    _ name: String
  ) throws(StoreError) {
    guard hasJournal(path), !file.isAlsoOpenHere,
      !file.isLocked(from: SQLiteLocks.start, count: SQLiteLocks.count)
    else { return }
    guard let journal = Journal(of: path) else { return }
    let belongs = journal.belongs(to: file) ?? !DatabaseFile.isDamaged(at: path)
    guard belongs else { throw .file(.foreignJournal(path: name)) }
  }

  /// Looks at a place where a file is to be made.
  /// - Throws: why none can be.
  static func beforeMaking(_ path: String) throws(StoreError) {
    let files = FileManager.default
    let parent = (path as NSString).deletingLastPathComponent
    let folder = parent.isEmpty ? "." : parent
    var isFolder: ObjCBool = false
    guard files.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
      throw .file(.folderMissing(folder: folder))
    }
    guard files.isWritableFile(atPath: folder) else { throw .file(.folderReadOnly(folder: folder)) }
    // SQLite would take it for the new file's.
    if hasJournal(path) { throw .file(.exists(path: path + "-wal")) }
  }
}

/// The bytes of a database that SQLite locks while a connection is open, in its file format the "shared
/// range".
private enum SQLiteLocks {
  static let start = 0x4000_0002
  static let count = 510
}

extension FileIdentity {
  /// Whether a path leads to a file, and not to a pipe, a socket or a device.
  fileprivate static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}
