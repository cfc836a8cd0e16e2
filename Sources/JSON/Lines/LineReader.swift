import Glibc

/// The lines of a file, one after the other, with bounded memory.
///
/// A line ends with `\n` or `\r\n`, the last one also with the file. A byte order mark at the start of
/// the file belongs to no line.
package struct LineReader {
  /// No line is longer than this many bytes, unless the caller says otherwise.
  package static let longestLine = 10_000_000

  /// The number of the last line that was given, from 1; 0 before the first.
  package private(set) var number = 0

  private var chunks: FileChunks
  private let path: String
  private let limit: Int
  private let seen: ([UInt8]) -> Void
  private var buffer: [UInt8] = []
  /// Where the next line begins in the buffer.
  private var start = 0
  private var isAtEnd = false

  /// - Parameters:
  ///   - limit: the bytes of a line, at most.
  ///   - seen: gets every piece of the file as it is read.
  /// - Throws: ``FileReadError`` where the file cannot be opened.
  package init(
    path: String,
    limit: Int = longestLine,
    seen: @escaping ([UInt8]) -> Void = { _ in }
  ) throws(FileReadError) {
    chunks = try FileChunks(path: path)
    self.path = path
    self.limit = limit
    self.seen = seen
  }

  /// The next line without its end; nil at the end of the file.
  /// - Throws: ``FileReadError`` where the file cannot be read, or a line is too long.
  package mutating func next() throws(FileReadError) -> ArraySlice<UInt8>? {
    var searched = start
    while true {
      if let end = lineEnd(from: searched) {
        guard end - start <= limit else { throw tooLong() }
        defer { start = end + 1 }
        number += 1
        return trimmed(buffer[start..<end])
      }
      guard buffer.count - start <= limit else { throw tooLong() }
      if isAtEnd {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        number += 1
        return trimmed(buffer[start...])
      }
      searched = buffer.count - start
      try refill()
    }
  }

  /// The next line that holds more than spaces and tabs; nil at the end of the file.
  /// - Throws: ``FileReadError`` where the file cannot be read, or a line is too long.
  package mutating func nextFilled() throws(FileReadError) -> ArraySlice<UInt8>? {
    while let line = try next() {
      if !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return line }
    }
    return nil
  }

  private func lineEnd(from searched: Int) -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard searched < bytes.count, let base = bytes.baseAddress,
        let found = memchr(base + searched, 0x0A, bytes.count - searched)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  private mutating func refill() throws(FileReadError) {
    buffer.removeFirst(start)
    start = 0
    let piece = try chunks.nextOfText()
    isAtEnd = piece.isEmpty
    seen(piece)
    buffer += piece
  }

  private func tooLong() -> FileReadError {
    FileReadError(
      path: path,
      problem: .lineTooLong(
        .init(number: number + 1, limit: limit, beginning: Array(buffer[start...].prefix(1_000)))
      )
    )
  }

  /// Without a carriage return at the end, and a byte order mark at the start of the file.
  private func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line
    if line.last == 0x0D { line = line.dropLast() }
    if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
    return line
  }
}
