import Glibc
import JSON

/// Reads the records of a CSV file one by one, in bounded memory.
///
/// RFC 4180: fields may be quoted, quotes inside are doubled, quoted fields may hold line breaks. Lines
/// end with `\n`, `\r\n` or `\r`; a byte order mark at the start and empty lines are passed over. Fields
/// are bytes of the reader's memory, which the next record takes over: most of a long file's values
/// are known already, and never become texts.
struct CSVReader {
  /// No record is longer than this many bytes.
  static let longestRecord = LineReader.longestLine

  /// What separates fields.
  var separator: UInt8 = 0x2C
  /// The line, from 1, on which the last record begins.
  private(set) var line = 0
  /// Where the fields of the last record stand in ``buffer``.
  private(set) var fields: [Field] = []
  private(set) var buffer: [UInt8] = []

  private var chunks: FileChunks
  private let file: String
  /// Where the next record begins in the buffer, and on which line.
  private var place = 0
  private var nextLine = 1
  /// The bytes of the file before the buffer.
  private var bytesBefore = 0
  private var isAtEnd = false

  struct Field {
    var start: Int
    var end: Int
    var isQuoted = false
    /// Whether a quote stands doubled in it.
    var hasQuotes = false
  }

  /// - Throws: ``RatingFileError`` where the file cannot be opened, or is no text.
  init(path: String) throws(RatingFileError) {
    file = path
    do { chunks = try FileChunks(path: path) } catch { throw RatingFileError(error) }
    try refill()
    if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
  }

  /// The line, from 1, on which the next record begins, empty lines before it not counted.
  var upcomingLine: Int { nextLine }

  /// How much of the file was read, from 0 to 1; nil where its length is not known, as of a pipe.
  var shareRead: Double? {
    guard let all = chunks.byteCount, all > 0 else { return nil }
    return min(1, Double(bytesBefore + place) / Double(all))
  }

  /// The first bytes that are still to be read, up to the end of their line.
  ///
  /// Only as many of them as are in memory.
  var upcoming: ArraySlice<UInt8> { buffer[place...].prefix { $0 != 0x0A && $0 != 0x0D } }

  /// Steps over the line that is next.
  mutating func skipLine() throws(RatingFileError) {
    place += upcoming.count
    if place == buffer.count { try refill() }
    if place < buffer.count, buffer[place] == 0x0D { place += 1 }
    if place == buffer.count { try refill() }
    if place < buffer.count, buffer[place] == 0x0A { place += 1 }
    nextLine += 1
  }

  /// Reads the next record into ``fields``.
  /// - Returns: false at the end of the file.
  mutating func next() throws(RatingFileError) -> Bool {
    if let end = plainRecord() {
      line = nextLine
      nextLine += 1
      place = end
      return true
    }
    while true {
      guard place < buffer.count || !isAtEnd else { return false }
      line = nextLine
      switch scan() {
      case .record(let end, let hasQuotes):
        nextLine += hasQuotes ? lines(upTo: end) : 1
        place = end
        if fields.count == 1, !fields[0].isQuoted, fields[0].start == fields[0].end { continue }
        if hasQuotes { removeDoubledQuotes() }
        return true
      case .needsMore:
        guard buffer.count - place <= Self.longestRecord else { throw error(.recordTooLong) }
        try refill()
      case .wrong(let problem): throw error(problem)
      }
    }
  }

  /// A field of the last record as text.
  /// - Throws: ``RatingFileError`` where it is not UTF-8.
  func text(_ field: Int) throws(RatingFileError) -> String {
    let bytes = buffer[fields[field].start..<fields[field].end]
    guard let text = String(validating: bytes, as: UTF8.self) else { throw error(.notUTF8) }
    return text
  }

  /// A problem of the last record.
  func error(_ problem: RatingFileError.Problem) -> RatingFileError {
    RatingFileError(file: file, line: line, problem: problem)
  }

  /// Reads a record like the one before it: whole in memory, with as many fields, none of them quoted.
  /// - Returns: where it ends; nil where it is to be read byte by byte.
  @inline(__always)
  private mutating func plainRecord() -> Int? {
    // A single empty field is an empty line.
    guard fields.count > 1 else { return nil }
    let (separator, place) = (separator, place)
    return buffer.withUnsafeBytes { bytes in
      fields.withUnsafeMutableBufferPointer { fields in
        PlainRecord(bytes: bytes, separator: separator).read(from: place, into: fields)
      }
    }
  }

  private enum Scan {
    case record(end: Int, hasQuotes: Bool)
    case needsMore
    case wrong(RatingFileError.Problem)
  }

  private mutating func scan() -> Scan {
    fields.removeAll(keepingCapacity: true)
    return buffer.withUnsafeBufferPointer { bytes in
      var scan = RecordScan(bytes: bytes, separator: separator, isAtEnd: isAtEnd, place: place)
      return scan.record(into: &fields)
    }
  }

  /// Where a record is being read.
  private struct RecordScan {
    let bytes: UnsafeBufferPointer<UInt8>
    let separator: UInt8
    let isAtEnd: Bool
    var place: Int

    mutating func record(into fields: inout [Field]) -> Scan {
      var hasQuotes = false
      while true {
        var start = place
        // Blanks around values mean nothing.
        while start < bytes.count, bytes[start] == 0x20 { start += 1 }
        if start < bytes.count, bytes[start] == 0x22 {
          hasQuotes = true
          guard let field = quoted(from: start) else {
            return isAtEnd ? .wrong(.unclosedQuote) : .needsMore
          }
          fields.append(field)
          while place < bytes.count, bytes[place] == 0x20 { place += 1 }
        } else {
          while place < bytes.count, bytes[place] != separator, bytes[place] != 0x0A,
            bytes[place] != 0x0D
          { place += 1 }
          fields.append(Field(start: start, end: max(start, place)))
        }
        guard place < bytes.count else {
          return isAtEnd ? .record(end: place, hasQuotes: hasQuotes) : .needsMore
        }
        switch bytes[place] {
        case separator: place += 1
        case 0x0A: return .record(end: place + 1, hasQuotes: hasQuotes)
        case 0x0D:
          guard place + 1 < bytes.count || isAtEnd else { return .needsMore }
          let isPair = place + 1 < bytes.count && bytes[place + 1] == 0x0A
          return .record(end: place + (isPair ? 2 : 1), hasQuotes: hasQuotes)
        default: return .wrong(.textAfterQuote)
        }
      }
    }

    /// Steps over a quoted field; nil where it does not end in these bytes.
    private mutating func quoted(from start: Int) -> Field? {
      var field = Field(start: start + 1, end: start + 1, isQuoted: true)
      var searched = start + 1
      while let quote = quote(from: searched) {
        guard quote + 1 < bytes.count else {
          guard isAtEnd else { return nil }
          field.end = quote
          place = quote + 1
          return field
        }
        if bytes[quote + 1] == 0x22 {
          field.hasQuotes = true
          searched = quote + 2
          continue
        }
        field.end = quote
        place = quote + 1
        return field
      }
      return nil
    }

    private func quote(from searched: Int) -> Int? {
      guard searched < bytes.count, let base = bytes.baseAddress,
        let found = memchr(base + searched, 0x22, bytes.count - searched)
      else { return nil }
      return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
  }

  /// How many lines end before a place.
  private func lines(upTo end: Int) -> Int {
    var count = 0
    for index in place..<end {
      if buffer[index] == 0x0A { count += 1 }
      if buffer[index] == 0x0D, index + 1 == buffer.count || buffer[index + 1] != 0x0A {
        count += 1
      }
    }
    return count
  }

  private mutating func removeDoubledQuotes() {
    for index in fields.indices where fields[index].hasQuotes {
      var written = fields[index].start
      var read = written
      while read < fields[index].end {
        buffer[written] = buffer[read]
        read += buffer[read] == 0x22 ? 2 : 1
        written += 1
      }
      fields[index].end = written
    }
  }

  private mutating func refill() throws(RatingFileError) {
    buffer.removeFirst(place)
    bytesBefore += place
    place = 0
    do {
      let piece = try chunks.nextOfText()
      isAtEnd = piece.isEmpty
      buffer += piece
    } catch { throw RatingFileError(error) }
  }
}
