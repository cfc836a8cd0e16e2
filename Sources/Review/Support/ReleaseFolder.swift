import Digests
import Files
import Foundation
import JSON
import ReleaseFiles

/// Writes the files of a release beside their place, and moves them there when all are written.
final class ReleaseFolder {
  private let place: URL
  private let unfinished: Unfinished
  private var open: [String: File] = [:]

  private final class File {
    let handle: FileHandle
    let digest = SHA256Digest()
    var bytes = 0
    var waiting: [UInt8] = []

    init(_ handle: FileHandle) { self.handle = handle }
  }

  /// - Throws: ``CommandFailure`` where the folder is there already, `FileError` where it cannot be
  ///   made.
  init(_ path: String) throws {
    place = URL(fileURLWithPath: path)
    do { unfinished = try Unfinished(.folder, at: place.path) } catch {
      throw Self.meaning(of: error, path)
    }
    unfinished.discardWhenStopped()
  }

  /// Makes a file that may stay empty.
  func touch(_ path: String) throws { try append("", to: path) }

  /// Adds to a file, which is made when it is not there.
  func append(_ text: String, to path: String) throws {
    let file = try file(path)
    file.waiting += text.utf8
    if file.waiting.count > 1 << 18 { try flush(file, path) }
  }

  /// Adds a value as a line to a file, which is made when it is not there.
  func append(_ line: JSONValue, to path: String) throws {
    let file = try file(path)
    line.append(to: &file.waiting)
    file.waiting.append(UInt8(ascii: "\n"))
    if file.waiting.count > 1 << 18 { try flush(file, path) }
  }

  private func file(_ path: String) throws -> File {
    if let file = open[path] { return file }
    let file = File(try writing(path, make))
    open[path] = file
    return file
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
      try body(URL(fileURLWithPath: unfinished.path).appendingPathComponent(path))
    }
  }

  private func flush(_ file: File, _ path: String) throws {
    try writing(path) { _ in try file.handle.write(contentsOf: file.waiting) }
    file.digest.update(file.waiting)
    file.bytes += file.waiting.count
    file.waiting.removeAll(keepingCapacity: true)
  }

  /// The files so far, with the digest of each.
  func closed() throws -> [ReleasedFile] {
    try open.sorted { $0.key < $1.key }.map { path, file in
      try flush(file, path)
      return ReleasedFile(path: path, sha256: file.digest.hex(), bytes: file.bytes)
    }
  }

  /// Puts the finished folder in its place.
  func finish() throws {
    for (path, file) in open.sorted(by: { $0.key < $1.key }) {
      try flush(file, path)
      try writing(path) { _ in
        try file.handle.synchronize()
        try file.handle.close()
      }
    }
    do { try unfinished.finish() } catch { throw Self.meaning(of: error, place.path) }
  }

  private static func meaning(of error: FileError, _ path: String) -> any Error {
    guard error.reason == .exists else { return error }
    return CommandFailure(
      "\(path) exists already. A release is never overwritten: name another folder, or remove it."
    )
  }

  /// Removes what was written.
  func discard() { unfinished.discard() }
}
