import Dispatch
import Foundation
import Glibc

/// A file or folder that is made beside its place, under a name of its own, and moved there once it is
/// whole; nothing is ever replaced.
///
/// A lock tells that somebody is at work on it. What a program that was killed left behind has none, and
/// is removed by the next one that makes something in that place.
package final class Unfinished {
  package enum Kind: Sendable {
    case file
    /// A folder, which is not empty when it is whole.
    case folder
  }

  /// Where it is being made: a folder that is there, or a file that is not there yet.
  package let path: String
  private let place: String
  private let folder: String
  private let kind: Kind
  /// An open descriptor of the folder, which holds the lock.
  private let lock: Int32
  private var signals: [any DispatchSourceSignal] = []
  private var isOver = false

  /// - Throws: ``FileError`` where there is something in that place, or nothing can be made there.
  package init(_ kind: Kind, at place: String) throws(FileError) {
    self.kind = kind
    self.place = place
    let action: FileError.Action = kind == .folder ? .makeFolder : .write
    guard !FileManager.default.fileExists(atPath: place) else {
      throw FileError(action, place, .exists)
    }
    Self.removeLeftovers(of: place)
    // A folder that is given away has the rights that its owner gives to new ones.
    let mode: mode_t = kind == .folder ? 0o777 : 0o700
    (folder, lock) = try Self.makeFolder(beside: place, mode, action)
    path = kind == .folder ? folder : folder + "/" + Self.name(of: place)
  }

  deinit { discard() }

  /// Moves what was made to its place.
  /// - Throws: ``FileError`` where something is there by now.
  package func finish() throws(FileError) {
    switch kind {
    case .folder: try move(folder, to: place)
    case .file:
      // A second name, and then not the first one: renaming would replace what is there.
      if link(path, place) != 0 {
        guard [EPERM, EOPNOTSUPP].contains(errno) else { throw failure(.move(to: place), errno) }
        // An empty file in the place, which nobody else makes then, may be replaced.
        try FileRights.create(place, mode: 0o600)
        try move(path, to: place)
      }
    }
    syncFolder()
    discard()
  }

  /// Removes what was made so far; nothing more happens where it is finished.
  package func discard() {
    guard !isOver else { return }
    isOver = true
    for source in signals { source.cancel() }
    if !signals.isEmpty { for number in Self.endings { signal(number, SIG_DFL) } }
    signals = []
    if FileManager.default.fileExists(atPath: folder) {
      try? FileManager.default.removeItem(atPath: folder)
    }
    close(lock)
  }

  /// Removes it, too, when somebody stops the program; for programs that end by such a signal.
  package func discardWhenStopped() {
    let folder = folder
    signals = Self.endings.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        try? FileManager.default.removeItem(atPath: folder)
        signal(number, SIG_DFL)
        kill(getpid(), number)
      }
      source.resume()
      return source
    }
  }

  private static let endings = [SIGINT, SIGTERM, SIGHUP]

  private func move(_ path: String, to place: String) throws(FileError) {
    guard rename(path, place) == 0 else {
      // A folder cannot replace a file either, but the system's word for that is another.
      throw failure(.move(to: place), errno == ENOTDIR ? EEXIST : errno)
    }
  }

  private func failure(_ action: FileError.Action, _ number: Int32) -> FileError {
    FileError(action, path, .init(errno: number))
  }

  /// Makes sure that the new name outlives a loss of power.
  private func syncFolder() {
    let descriptor = open(Self.parent(of: place), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}

extension Unfinished {
  private static func name(of place: String) -> String {
    URL(fileURLWithPath: place).lastPathComponent
  }

  private static func parent(of place: String) -> String {
    URL(fileURLWithPath: place).deletingLastPathComponent().path
  }

  private static func prefix(of place: String) -> String { ".\(name(of: place)).unfinished-" }

  /// Makes a folder under a name that nobody has, and locks it.
  private static func makeFolder(
    beside place: String,
    _ mode: mode_t,
    _ action: FileError.Action
  ) throws(FileError) -> (path: String, lock: Int32) {
    while true {
      let random = String(UInt64.random(in: 0...UInt64.max), radix: 36)
      let path = parent(of: place) + "/" + prefix(of: place) + random
      guard mkdir(path, mode) == 0 else {
        if errno == EEXIST { continue }
        throw FileError(action, place, .init(errno: errno))
      }
      let lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      // Somebody may have taken it for a leftover before it was locked.
      if lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0, access(path, F_OK) == 0 {
        return (path, lock)
      }
      if lock >= 0 { close(lock) }
    }
  }

  /// Removes what programs left that were killed.
  private static func removeLeftovers(of place: String) {
    let parent = parent(of: place)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for name in names where name.hasPrefix(prefix(of: place)) {
      let lock = open(parent + "/" + name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
      guard lock >= 0 else { continue }
      if flock(lock, LOCK_EX | LOCK_NB) == 0 {
        try? FileManager.default.removeItem(atPath: parent + "/" + name)
      }
      close(lock)
    }
  }
}
