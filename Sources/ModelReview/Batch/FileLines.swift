import Digests
import Foundation

/// The lines of a file, one group after another, so that no more than a group is in memory.
struct FileLines {
  private static let piece = 1_048_576

  private let file: FileHandle
  private var bytes: [UInt8] = []
  /// Where the next line begins in the bytes.
  private var begin = 0
  private var isOver = false

  init(path: String) throws {
    file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
  }

  /// - Returns: the next lines that are not empty, at most so many; none at the file's end.
  mutating func next(_ count: Int) throws -> [String] {
    var lines: [String] = []
    while lines.count < count, let line = try nextLine() {
      if !line.isEmpty { lines.append(String(decoding: line, as: UTF8.self)) }
    }
    return lines
  }

  private mutating func nextLine() throws -> ArraySlice<UInt8>? {
    var searched = begin
    while true {
      if let end = bytes[searched...].firstIndex(of: 0x0A) {
        defer { begin = end + 1 }
        return bytes[begin..<end]
      }
      if isOver {
        defer { begin = bytes.count }
        return begin < bytes.count ? bytes[begin...] : nil
      }
      bytes.removeFirst(begin)
      begin = 0
      searched = bytes.count
      let more = try file.read(upToCount: Self.piece) ?? Data()
      isOver = more.isEmpty
      if isOver { try file.close() }
      bytes += more
    }
  }

  /// SHA-256 of a file, in hexadecimal; nil where it cannot be read.
  static func sha256(of path: String) -> String? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    let digest = SHA256Digest()
    while let data = try? file.read(upToCount: piece), !data.isEmpty {
      digest.update([UInt8](data))
    }
    return digest.hex()
  }
}
