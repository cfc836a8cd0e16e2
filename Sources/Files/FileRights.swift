import Foundation
package import Glibc

/// Who may read and write what belongs to a project.
package enum FileRights {
  /// The mode of a new file: of a team's folder, which hands its group on and lets it write (2770),
  /// everybody in the group may read and write (660); else its owner alone (600).
  package static func mode(in folder: String) -> mode_t {
    isTeams(folder) ? 0o660 : 0o600
  }

  private static func isTeams(_ folder: String) -> Bool {
    var status = stat()
    guard stat(folder.isEmpty ? "." : folder, &status) == 0 else { return false }
    let team = S_ISGID | S_IWGRP
    return status.st_mode & team == team
  }

  /// Whether a file belongs to the system user of this program.
  package static func isOwn(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_uid == getuid()
  }

  /// Makes a folder where there is none: a team's in a folder of a team (2770), else its owner's (700).
  /// - Throws: ``FileError`` where none can be made.
  package static func makeFolder(_ path: String) throws(FileError) {
    let parent = (path as NSString).deletingLastPathComponent
    guard mkdir(path, 0o700) == 0 else {
      guard errno == EEXIST else { throw FileError(.makeFolder, path, .init(errno: errno)) }
      return
    }
    guard isTeams(parent) else { return }
    guard chmod(path, 0o2770) == 0 else {
      throw FileError(.makeFolder, path, .init(errno: errno))
    }
  }

  /// Makes an empty file, whatever the process's mask would take away.
  /// - Throws: ``FileError`` where there is one, or none can be made.
  package static func create(_ path: String, mode: mode_t) throws(FileError) {
    let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileError(.write, path, .init(errno: errno)) }
    defer { close(descriptor) }
    guard fchmod(descriptor, mode) == 0 else {
      throw FileError(.write, path, .init(errno: errno))
    }
  }
}
