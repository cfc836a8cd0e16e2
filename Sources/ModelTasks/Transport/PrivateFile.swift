import Digests
import Files
import Foundation
import Synchronization

/// A file that only those can read who may read the project beside it, as it is written.
final class PrivateFile: Sendable {
  private struct State {
    var handle: FileHandle
    var digest = SHA256Digest()
    var bytes = 0
    var waiting = Data()
  }

  private static let piece = 1_048_576

  let path: String
  private let state: Mutex<State>

  /// Begins an empty file, in place of one that is there.
  init(path: String) throws {
    self.path = path
    // One that is there may have other permissions.
    unlink(path)
    let folder = (path as NSString).deletingLastPathComponent
    try FileRights.create(path, mode: FileRights.mode(in: folder))
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(.write, path, .init(errno: errno)) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    state = Mutex(State(handle: handle))
  }

  /// How many bytes were written.
  var bytes: Int { state.withLock { $0.bytes } }

  /// SHA-256 of what was written, in hexadecimal.
  var sha256: String { state.withLock { $0.digest.hex() } }

  func write(_ text: String) throws {
    try state.withLock { state in
      state.digest.update(text)
      state.bytes += text.utf8.count
      state.waiting.append(contentsOf: text.utf8)
      if state.waiting.count >= Self.piece { try flush(&state) }
    }
  }

  /// Closes the file; it is on disk then.
  func finish() throws {
    try state.withLock { state in
      try flush(&state)
      try withFileErrors(.write, path) {
        try state.handle.synchronize()
        try state.handle.close()
      }
    }
  }

  /// Closes the file and gives it its name.
  func finish(as name: String) throws {
    try finish()
    guard rename(path, name) == 0 else { throw FileError(.write, name, .init(errno: errno)) }
  }

  /// Closes and removes the file.
  func discard() {
    state.withLock { try? $0.handle.close() }
    try? FileManager.default.removeItem(atPath: path)
  }

  private func flush(_ state: inout State) throws {
    try withFileErrors(.write, path) { try state.handle.write(contentsOf: state.waiting) }
    state.waiting = Data()
  }
}
