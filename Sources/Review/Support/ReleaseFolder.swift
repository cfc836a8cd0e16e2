import Digests
import FileErrors
import Foundation
import ReleaseFiles

/// Writes the files of a release beside their place, and moves them there when all are written.
final class ReleaseFolder {
  private let place: URL
  private let temporary: URL
  private var open: [String: File] = [:]

  private struct File {
    let handle: FileHandle
    let digest = SHA256Digest()
    var bytes = 0
    var waiting: [UInt8] = []
  }

  /// - Throws: ``CommandFailure`` where the folder is there already, `FileError` where it cannot be
  ///   made.
  init(_ path: String) throws {
    place = URL(fileURLWithPath: path)
    let parent = place.deletingLastPathComponent()
    temporary = parent.appendingPathComponent(".\(place.lastPathComponent).unfinished")
    if FileManager.default.fileExists(atPath: place.path) {
      throw CommandFailure(
        "\(path) exists already. A release is never overwritten: name another folder, or remove it."
      )
    }
    if FileManager.default.fileExists(atPath: temporary.path) {
      try withFileErrors(.remove, temporary.path) {
        try FileManager.default.removeItem(at: temporary)
      }
    }
    try withFileErrors(.makeFolder, path) {
      try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
    }
  }

  /// Makes a file that may stay empty.
  func touch(_ path: String) throws { try append("", to: path) }

  /// Adds to a file, which is made when it is not there.
  func append(_ text: String, to path: String) throws {
    if open[path] == nil {
      open[path] = File(handle: try writing(path, make))
    }
    open[path]?.waiting += text.utf8
    if (open[path]?.waiting.count ?? 0) > 1 << 18 { try flush(path) }
  }

  private func make(_ file: URL) throws -> FileHandle {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data().write(to: file)
    return try FileHandle(forWritingTo: file)
  }

  /// Does something with a file of the release, which is named in errors as it will be in its place.
  private func writing<Result>(
    _ path: String,
    _ body: (URL) throws -> Result
  ) throws(FileError) -> Result {
    try withFileErrors(.write, place.appendingPathComponent(path).path) {
      try body(temporary.appendingPathComponent(path))
    }
  }

  private func flush(_ path: String) throws {
    guard let file = open[path] else { return }
    try writing(path) { _ in try file.handle.write(contentsOf: file.waiting) }
    file.digest.update(file.waiting)
    open[path]?.bytes += file.waiting.count
    open[path]?.waiting.removeAll(keepingCapacity: true)
  }

  /// The files so far, with the digest of each.
  func closed() throws -> [ReleasedFile] {
    try open.keys.sorted().map { path in
      try flush(path)
      return ReleasedFile(
        path: path,
        sha256: open[path]?.digest.hex() ?? "",
        bytes: open[path]?.bytes ?? 0
      )
    }
  }

  /// Puts the finished folder in its place.
  func finish() throws {
    for path in open.keys.sorted() {
      try flush(path)
      try writing(path) { _ in
        try open[path]?.handle.synchronize()
        try open[path]?.handle.close()
      }
    }
    try withFileErrors(.move(to: place.path), temporary.path) {
      try FileManager.default.moveItem(at: temporary, to: place)
    }
  }

  /// Removes what was written.
  func discard() { try? FileManager.default.removeItem(at: temporary) }
}
