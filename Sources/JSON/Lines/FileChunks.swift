import Files
import Glibc

/// A file's bytes, one piece after another, so that no more than a piece is in memory.
package struct FileChunks {
  /// The bytes of a piece, at most.
  private static let size = 1 << 18

  private let path: String
  private let file: OpenFile
  private var isAtStart = true

  /// - Throws: ``FileReadError`` where the file cannot be opened.
  package init(path: String) throws(FileReadError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw FileReadError(path: path, problem: .unreadable(FileError.Reason(errno: errno)))
    }
    self.path = path
    file = OpenFile(descriptor)
  }

  /// The bytes of the file; nil where it has no length of its own, as a pipe.
  package var byteCount: Int? {
    var status = stat()
    guard fstat(file.descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return Int(status.st_size)
  }

  /// The next piece of a text; empty at the end of the file.
  /// - Throws: ``FileReadError`` where the file cannot be read, or is plainly no text in UTF-8.
  package mutating func nextOfText() throws(FileReadError) -> [UInt8] {
    var piece = try next()
    guard isAtStart else { return piece }
    isAtStart = false
    // A pipe may give a byte at a time.
    while piece.count < 4, case let more = try next(), !more.isEmpty { piece += more }
    if let kind = FileKind(piece) { throw FileReadError(path: path, problem: .notText(kind)) }
    return piece
  }

  /// The next piece; empty at the end of the file.
  /// - Throws: ``FileReadError`` where the file cannot be read.
  package mutating func next() throws(FileReadError) -> [UInt8] {
    var code: Int32 = 0
    let piece = [UInt8](unsafeUninitializedCapacity: Self.size) { buffer, count in
      while true {
        let found = read(file.descriptor, buffer.baseAddress, Self.size)
        if found >= 0 {
          count = found
          return
        }
        if errno == EINTR { continue }
        code = errno
        return
      }
    }
    guard code == 0 else {
      throw FileReadError(path: path, problem: .unreadable(FileError.Reason(errno: code)))
    }
    return piece
  }

  /// All bytes of a text, for files that are read whole.
  /// - Parameter limit: the bytes of the file, at most.
  /// - Throws: ``FileReadError`` where it cannot be opened or read, or is larger.
  package static func all(of path: String, limit: Int) throws(FileReadError) -> [UInt8] {
    var chunks = try FileChunks(path: path)
    var bytes: [UInt8] = []
    while case let piece = try chunks.nextOfText(), !piece.isEmpty {
      bytes += piece
      guard bytes.count <= limit else {
        throw FileReadError(path: path, problem: .fileTooLong(limit: limit))
      }
    }
    return bytes
  }

  /// Closes the file when nobody reads it any more.
  private final class OpenFile: Sendable {
    let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }
  }
}
