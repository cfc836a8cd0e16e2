/// Reads the few shapes of JSON that the tables hold, without Foundation's cost per row.
///
/// Labels are read by the hundred thousand (snapshots, agreement, decisions); a general decoder
/// takes some twenty times as long for them.
struct JSONScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The text is not the JSON that was expected, from this byte on.
  struct Unexpected: Error, Hashable {
    var offset: Int
  }

  /// Scans a whole text with `body`, which must use it up.
  static func scan<T>(_ text: String, _ body: (inout JSONScanner) throws -> T) throws -> T {
    var text = text
    return try text.withUTF8 { bytes in
      var scanner = JSONScanner(bytes)
      let value = try body(&scanner)
      scanner.skipSpace()
      guard scanner.index == bytes.count else { throw Unexpected(offset: scanner.index) }
      return value
    }
  }

  /// The next byte that is not white space, or nil at the end.
  mutating func peek() -> UInt8? {
    skipSpace()
    return index < bytes.count ? bytes[index] : nil
  }

  /// Steps over one byte that must be there.
  mutating func expect(_ byte: UInt8) throws {
    guard peek() == byte else { throw Unexpected(offset: index) }
    index += 1
  }

  /// Steps over a comma (true) or the closing byte (false).
  mutating func more(until close: UInt8) throws -> Bool {
    let byte = peek()
    guard byte == UInt8(ascii: ",") || byte == close else { throw Unexpected(offset: index) }
    index += 1
    return byte != close
  }

  /// Reads an object, handing each key to `body`, which reads the value.
  mutating func object(_ body: (inout JSONScanner, String) throws -> Void) throws {
    try expect(UInt8(ascii: "{"))
    if peek() == UInt8(ascii: "}") {
      index += 1
      return
    }
    repeat {
      let key = try string()
      try expect(UInt8(ascii: ":"))
      try body(&self, key)
    } while try more(until: UInt8(ascii: "}"))
  }

  /// Reads an array, calling `body` before each element.
  mutating func array(_ body: (inout JSONScanner) throws -> Void) throws {
    try expect(UInt8(ascii: "["))
    if peek() == UInt8(ascii: "]") {
      index += 1
      return
    }
    repeat { try body(&self) } while try more(until: UInt8(ascii: "]"))
  }

  /// Reads an integer.
  mutating func integer() throws -> Int64 {
    let first = peek()
    let start = index
    if first == UInt8(ascii: "-") { index += 1 }
    while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) {
      index += 1
    }
    let digits = String(decoding: bytes[start..<index], as: UTF8.self)
    guard let number = Int64(digits) else { throw Unexpected(offset: start) }
    return number
  }

  /// Reads a string.
  mutating func string() throws -> String {
    try expect(UInt8(ascii: "\""))
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "\""),
      bytes[index] != UInt8(ascii: "\\")
    {
      index += 1
    }
    guard index < bytes.count else { throw Unexpected(offset: start) }
    if bytes[index] == UInt8(ascii: "\"") {
      defer { index += 1 }
      return String(decoding: bytes[start..<index], as: UTF8.self)
    }
    return try escapedString(from: start)
  }

  private mutating func escapedString(from start: Int) throws -> String {
    var units = Array(bytes[start..<index])
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: units, as: UTF8.self) }
      if byte != UInt8(ascii: "\\") {
        units.append(byte)
        continue
      }
      units.append(contentsOf: String(try escape()).utf8)
    }
    throw Unexpected(offset: index)
  }

  private mutating func escape() throws -> Unicode.Scalar {
    guard index < bytes.count else { throw Unexpected(offset: index) }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw Unexpected(offset: index)
    }
    let high = try hexadecimal()
    if let scalar = Unicode.Scalar(high) { return scalar }
    // A surrogate: its partner must follow.
    guard (0xD800..<0xDC00).contains(high), index + 1 < bytes.count,
      bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u")
    else { throw Unexpected(offset: index) }
    index += 2
    let low = try hexadecimal()
    guard (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    else { throw Unexpected(offset: index) }
    return scalar
  }

  private mutating func hexadecimal() throws -> UInt32 {
    guard index + 4 <= bytes.count,
      let number = UInt32(
        String(decoding: bytes[index..<index + 4], as: UTF8.self),
        radix: 16
      )
    else { throw Unexpected(offset: index) }
    index += 4
    return number
  }

  private mutating func skipSpace() {
    while index < bytes.count,
      bytes[index] == 0x20 || bytes[index] == 0x0A || bytes[index] == 0x0D || bytes[index] == 0x09
    {
      index += 1
    }
  }
}
