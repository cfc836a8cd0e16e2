import FileErrors
import Foundation

/// Reads the records of a CSV file one by one, in constant memory.
///
/// RFC 4180: fields may be quoted, quotes inside are doubled, quoted fields may hold line breaks. Lines
/// end with `\n` or `\r\n`; a byte order mark at the start and empty lines are passed over.
struct CSVReader {
  private let handle: FileHandle
  private let file: String
  private var chunk: [UInt8] = []
  private var place = 0
  private var isAtEnd = false
  /// The line, from 1, on which the next record begins.
  private var nextLine = 1
  /// The line on which the last record begins.
  private(set) var line = 0

  /// - Throws: ``RatingFileError`` where the file cannot be opened.
  init(path: String) throws(RatingFileError) {
    file = path
    do {
      handle = try withFileErrors(.read, path) {
        try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      }
    } catch { throw RatingFileError(file: path, problem: .cannotRead(error.explanation)) }
    try fill()
    if chunk.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
  }

  /// The fields of the next record, or nil at the end.
  mutating func next() throws(RatingFileError) -> [String]? {
    while true {
      guard let byte = try peek() else { return nil }
      if byte == 0x0A || byte == 0x0D {
        advance(byte)
        continue
      }
      line = nextLine
      return try record()
    }
  }

  private mutating func record() throws(RatingFileError) -> [String] {
    var fields: [String] = []
    while true {
      let (field, ending) = try field()
      fields.append(field)
      guard ending == 0x2C else { return fields }
    }
  }

  /// One field, and the byte that ended it: a comma, a line break, or nil at the end.
  private mutating func field() throws(RatingFileError) -> (String, UInt8?) {
    var bytes: [UInt8] = []
    let isQuoted = try peek() == 0x22
    if isQuoted {
      advance(0x22)
      while true {
        guard let byte = try peek() else { throw error(.unclosedQuote) }
        advance(byte)
        if byte != 0x22 {
          bytes.append(byte)
        } else if try peek() == 0x22 {
          advance(0x22)
          bytes.append(0x22)
        } else {
          break
        }
      }
    }
    while true {
      let byte = try peek()
      if let byte { advance(byte) }
      switch byte {
      case nil, 0x2C, 0x0A: return (try text(bytes), byte)
      case 0x0D where try peek() == 0x0A:
        advance(0x0A)
        return (try text(bytes), 0x0A)
      case _ where isQuoted: throw error(.textAfterQuote)
      case let byte?: bytes.append(byte)
      }
    }
  }

  private func text(_ bytes: [UInt8]) throws(RatingFileError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw error(.notUTF8) }
    return text
  }

  private func error(_ problem: RatingFileError.Problem) -> RatingFileError {
    RatingFileError(file: file, line: line, problem: problem)
  }

  private mutating func advance(_ byte: UInt8) {
    place += 1
    if byte == 0x0A { nextLine += 1 }
  }

  private mutating func peek() throws(RatingFileError) -> UInt8? {
    if place < chunk.count { return chunk[place] }
    guard !isAtEnd else { return nil }
    try fill()
    return place < chunk.count ? chunk[place] : nil
  }

  private mutating func fill() throws(RatingFileError) {
    do {
      let data = try withFileErrors(.read, file) {
        try handle.read(upToCount: 1 << 18) ?? Data()
      }
      isAtEnd = data.isEmpty
      chunk = Array(data)
      place = 0
    } catch {
      throw RatingFileError(file: file, problem: .cannotRead(error.explanation))
    }
  }
}
