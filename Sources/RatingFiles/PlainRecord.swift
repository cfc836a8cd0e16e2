/// Reads records whose fields are neither quoted nor begin with a blank, eight bytes at a time.
struct PlainRecord {
  let bytes: UnsafeRawBufferPointer
  private let separator: UInt8
  private let separators: UInt64

  init(bytes: UnsafeRawBufferPointer, separator: UInt8) {
    self.bytes = bytes
    self.separator = separator
    separators = UInt64(separator) &* Self.ones
  }

  /// Finds the fields of a record.
  /// - Parameter fields: as many as the record is to have.
  /// - Returns: where the next record begins; nil where the record is another one, or where its end is
  ///   not among the bytes.
  @inline(__always)
  func read(from place: Int, into fields: UnsafeMutableBufferPointer<CSVReader.Field>) -> Int? {
    var place = place
    let last = fields.count - 1
    for index in 0...last {
      guard place < bytes.count, bytes[place] != 0x20, bytes[place] != 0x22 else { return nil }
      let start = place
      while true {
        guard place + 8 <= bytes.count else { return nil }
        let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
        let found =
          Self.zeros(word ^ separators) | Self.zeros(word ^ Self.lineFeeds)
          | Self.zeros(word ^ Self.carriageReturns)
        if found != 0 {
          place += found.trailingZeroBitCount / 8
          break
        }
        place += 8
      }
      fields[index] = CSVReader.Field(start: start, end: place)
      guard (bytes[place] == separator) == (index < last) else { return nil }
      place += 1
    }
    guard bytes[place - 1] == 0x0D else { return place }
    guard place < bytes.count else { return nil }
    return bytes[place] == 0x0A ? place + 1 : place
  }

  /// The high bit of each byte that is zero; above the first one, others may be marked too.
  ///
  /// Mycroft's test: Warren, Hacker's Delight, section 6-1.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- ones) & ~word & 0x8080_8080_8080_8080
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let lineFeeds: UInt64 = 0x0A &* ones
  private static let carriageReturns: UInt64 = 0x0D &* ones
}
