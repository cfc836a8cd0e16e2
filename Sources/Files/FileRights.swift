package import Glibc

/// Who may read and write what belongs to a project.
package enum FileRights {
  /// The mode of a new file: of a team's folder, which hands its group on and lets it write (2770),
  /// everybody in the group may read and write (660); else its owner alone (600).
  package static func mode(in folder: String) -> mode_t {
    var status = stat()
    guard stat(folder.isEmpty ? "." : folder, &status) == 0 else { return 0o600 }
    let team = S_ISGID | S_IWGRP
    return status.st_mode & team == team ? 0o660 : 0o600
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
