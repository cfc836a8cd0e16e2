import Files
import Foundation
import NIOCore

/// A request's body around a file, read piece by piece while it is sent.
struct FileBody: AsyncSequence, Sendable {
  typealias Element = ByteBuffer

  static let piece = 262_144

  let request: BatchRequest
  let path: String
  /// How many bytes the file has.
  let bytes: Int

  /// How many bytes the body has.
  var length: Int { request.head.utf8.count + bytes + request.tail.utf8.count }

  func makeAsyncIterator() -> Iterator { Iterator(self) }

  struct Iterator: AsyncIteratorProtocol {
    private let body: FileBody
    private var file: FileHandle?
    private var left: Int
    private var hasBegun = false
    private var isOver = false

    init(_ body: FileBody) {
      self.body = body
      left = body.bytes
    }

    mutating func next() async throws -> ByteBuffer? {
      if !hasBegun {
        hasBegun = true
        file = try withFileErrors(.read, body.path) {
          try FileHandle(forReadingFrom: URL(fileURLWithPath: body.path))
        }
        return ByteBuffer(string: body.request.head)
      }
      if left > 0, var data = try piece(), !data.isEmpty {
        left -= data.count
        if body.request.file == .asList { Self.separate(&data, isLast: left == 0) }
        return ByteBuffer(bytes: data)
      }
      guard !isOver else { return nil }
      isOver = true
      try file?.close()
      return ByteBuffer(string: body.request.tail)
    }

    /// The next bytes of the file, as many as still belong to the body.
    private func piece() throws(FileError) -> Data? {
      try withFileErrors(.read, body.path) {
        try file?.read(upToCount: Swift.min(left, FileBody.piece))
      }
    }

    /// Lines become members of a list; what ends the last one ends nothing.
    private static func separate(_ data: inout Data, isLast: Bool) {
      for index in data.indices where data[index] == 0x0A {
        data[index] = isLast && index == data.index(before: data.endIndex) ? 0x20 : 0x2C
      }
    }
  }
}
