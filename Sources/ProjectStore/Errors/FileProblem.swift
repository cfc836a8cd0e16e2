/// What is wrong with a project's file, or with the database in it.
package enum FileProblem: Hashable, Sendable, CustomStringConvertible {
  case noSuchFile(path: String)
  case folderMissing(folder: String)
  case folderReadOnly(folder: String)
  case fileReadOnly(path: String)
  case exists(path: String)
  /// The file is no database, or another program's.
  case notAProject(path: String)
  /// A later program wrote the file.
  case newerVersion(path: String, found: Int, known: Int)
  /// The file was written while the program was still in development.
  case beforeFirstRelease(path: String)
  /// Another program held the file for longer than one waits for it.
  case busy(path: String)
  case diskFull(path: String)
  /// The file is no longer where it was opened.
  case moved(path: String)
  /// The file has more than one hard link.
  case hasOtherNames(path: String)
  /// The file is mounted by itself.
  case mountedAlone(path: String)
  /// The journal beside the file belongs to what stood there before.
  case foreignJournal(path: String)
  /// A row holds what no program of ours wrote.
  case damaged(path: String, detail: String)
  /// The schema refused a row that breaks one of its promises.
  case refused(detail: String)
  case failed(path: String, detail: String)

  package var description: String {
    switch self {
    case .noSuchFile(let path):
      "There is no project at \(path). Check the path, or make a project with 'review new'."
    case .folderMissing(let folder):
      "The folder \(folder) does not exist. Make it first, or choose another one."
    case .folderReadOnly(let folder):
      "The folder \(folder) cannot be written to. A project needs to keep its journal beside "
        + "itself: ask for permission to write there, or move the project to another folder."
    case .fileReadOnly(let path):
      "The project \(path) cannot be written to. Ask its owner for permission to write."
    case .exists(let path):
      "There is a file at \(path) already. Choose another path; nothing is overwritten."
    case .notAProject(let path):
      "The file \(path) is not a project of Values Workbench. Check the path."
    case .newerVersion(let path, let found, let known):
      "The project \(path) was written by a later version of this program (format \(found), "
        + "this one knows \(known)). Update the program; the project is untouched."
    case .beforeFirstRelease(let path):
      "The project \(path) was written by a version from before the first release, whose files this "
        + "program no longer reads. Make a new project; this one is untouched."
    case .busy(let path):
      "Another program keeps the project \(path) busy. Wait for it to finish, then try again."
    case .diskFull(let path):
      "The disk that holds \(path) is full. Make room, then try again."
    case .moved(let path):
      "The project is no longer at \(path): it was moved, deleted or replaced while it was open. "
        + "Put it back and try again; nothing more is written to the file that is gone, and all that was "
        + "saved before is in it."
    case .hasOtherNames(let path):
      "The project \(path) has other names (hard links). Each name would get a journal of its own, and "
        + "labels would be lost. Find them with 'find / -xdev -samefile \(path)', and remove all but one."
    case .mountedAlone(let path):
      "The project \(path) is mounted as a single file, so that its journal would not be beside it for "
        + "others who use it, and labels would be lost. Mount the folder that it is in instead."
    case .foreignJournal(let path):
      "The journal \(path)-wal belongs to another state of the project: the file was perhaps replaced by "
        + "a copy. Nothing was changed. To go on with the file as it is, move \(path)-wal and "
        + "\(path)-shm away; labels that are only in that journal are then left out."
    case .damaged(let path, let detail):
      "The project \(path) is damaged (\(detail)). Go back to the latest copy, or keep this one "
        + "safe and try 'sqlite3 PROJECT .recover'."
    case .refused(let detail):
      "The project refused a row that would violate a constraint of its schema: \(detail)."
    case .failed(let path, let detail):
      "The project \(path) could not be read or written: \(detail)."
    }
  }
}
