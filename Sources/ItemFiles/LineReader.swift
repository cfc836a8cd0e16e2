import FileErrors
import Foundation

/// The lines of a file, one after the other, with bounded memory.
struct LineReader {
  /// No item is longer than this many bytes.
  static let longestLine = 10_000_000

  private let handle: FileHandle
  private let file: String
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  private(set) var number = 0
  private let seen: ([UInt8]) -> Void

  /// - Parameter seen: gets every piece of the file as it is read.
  init(path: String, seen: @escaping ([UInt8]) -> Void) throws(ItemFileError) {
    do {
      handle = try withFileErrors(.read, path) {
        try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      }
    } catch { throw Self.unreadable(error) }
    self.seen = seen
    file = path
  }

  /// The next line without its end, or nil at the end of the file.
  mutating func next() throws(ItemFileError) -> ArraySlice<UInt8>? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        guard end - start <= Self.longestLine else { throw tooLong() }
        defer { start = end + 1 }
        number += 1
        return trimmed(buffer[start..<end])
      }
      searched = buffer.endIndex
      if isAtEnd {
        guard start < buffer.endIndex else { return nil }
        defer { start = buffer.endIndex }
        number += 1
        return trimmed(buffer[start...])
      }
      guard buffer.endIndex - start <= Self.longestLine else {
        throw tooLong()
      }
      searched -= start
      try refill()
    }
  }

  private func tooLong() -> ItemFileError {
    ItemFileError(
      file: file,
      line: number + 1,
      text: shortened(buffer[start...]),
      kind: .tooLong(bytes: Self.longestLine)
    )
  }

  private mutating func refill() throws(ItemFileError) {
    buffer.removeFirst(start)
    start = 0
    do {
      let piece = [UInt8](
        try withFileErrors(.read, file) { try handle.read(upToCount: 1 << 18) ?? Data() }
      )
      isAtEnd = piece.isEmpty
      seen(piece)
      buffer += piece
    } catch { throw Self.unreadable(error) }
  }

  private static func unreadable(_ error: FileError) -> ItemFileError {
    ItemFileError(file: error.path, line: 0, text: "", kind: .unreadable(error.explanation))
  }

  /// Without a carriage return at the end, and a byte order mark at the start of the file.
  private func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line
    if line.last == 0x0D { line = line.dropLast() }
    if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
    return line
  }
}
