import Digests
import JSON

/// The lines of a file of results, one group after another, so that no more than a group is in memory.
struct ResultLines {
  /// A result holds an answer, and what stands around it.
  private static let longestLine = 2 * HTTPTransport.longestAnswer

  private var lines: LineReader

  /// - Throws: ``FileReadError`` where the file cannot be opened.
  init(path: String) throws(FileReadError) {
    lines = try LineReader(path: path, limit: Self.longestLine)
  }

  /// - Returns: the next lines that are not blank, at most so many; none at the file's end.
  /// - Throws: ``FileReadError`` where the file cannot be read, or a line is too long.
  mutating func next(_ count: Int) throws(FileReadError) -> [String] {
    var group: [String] = []
    while group.count < count, let line = try lines.nextFilled() {
      group.append(String(decoding: line, as: UTF8.self))
    }
    return group
  }
}

extension SHA256Digest {
  /// SHA-256 of a file, in hexadecimal; nil where it cannot be read.
  static func hex(ofFile path: String) -> String? {
    guard var chunks = try? FileChunks(path: path) else { return nil }
    let digest = SHA256Digest()
    while let chunk = try? chunks.next() {
      guard !chunk.isEmpty else { return digest.hex() }
      digest.update(chunk)
    }
    return nil
  }
}
