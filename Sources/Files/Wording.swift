import Glibc

extension FileError: CustomStringConvertible {
  /// Where, what is wrong, and what next.
  package var description: String { "\(path): \(consequence): \(explanation)." }

  private var consequence: String {
    switch action {
    case .read: "cannot be read"
    case .write: "cannot be written"
    case .makeFolder: "the folder cannot be made"
    case .move(let name): "cannot be moved to \(name)"
    case .use: "cannot be used"
    }
  }

  /// What is wrong and what next, such as "it is a folder; name a file in it".
  package var explanation: String {
    switch reason {
    case .missing:
      switch action {
      case .read, .use, .move: "there is no such file; check its name"
      case .write, .makeFolder: "its folder is not there; check the path"
      }
    case .noPermission:
      switch action {
      case .read, .use: "you may not read it; look at its permissions"
      case .write, .makeFolder, .move:
        "you may not write there; look at the permissions of the folder"
      }
    case .isFolder: "it is a folder; name a file"
    case .partIsFile: "a part of its path is a file and no folder; check the path"
    case .exists: "something of this name is there already; take another name, or remove it"
    case .diskFull: "the disk is full; make room, then try again"
    case .readOnlyDisk: "the disk takes no changes; choose another place"
    case .nameTooLong: "the name is too long; take a shorter one"
    case .linksInCircle: "its links lead in a circle; look where they point"
    case .tooManyOpen: "too many files are open; close other programs, then try again"
    case .tooLarge: "it would be larger than the disk allows; choose another place"
    case .inUse: "another program is using it; close that program, then try again"
    case .diskFailed: "the disk failed; check it, and copy what can still be read"
    case .system(let number):
      "the system says '\(String(cString: strerror(number)))' (error \(number))"
    case .unknown: "the system does not say why"
    }
  }
}
