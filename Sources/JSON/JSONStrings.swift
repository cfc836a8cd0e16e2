extension JSONScanner {
  /// Reads a string.
  package mutating func string() throws -> String {
    guard peek() == UInt8(ascii: "\"") else { throw failure(.expected(.string)) }
    index += 1
    let start = index
    skipPlain()
    guard index < bytes.count else { throw failure(.endsTooEarly) }
    if bytes[index] == UInt8(ascii: "\"") {
      defer { index += 1 }
      return String(decoding: bytes[start..<index], as: UTF8.self)
    }
    return try escapedString(from: start)
  }

  /// Steps over what stands for itself in a string.
  private mutating func skipPlain() {
    while index < bytes.count, bytes[index] != UInt8(ascii: "\""),
      bytes[index] != UInt8(ascii: "\\"), bytes[index] >= 0x20
    {
      index += 1
    }
  }

  private mutating func escapedString(from start: Int) throws -> String {
    var units = Array(bytes[start..<index])
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        index += 1
        return String(decoding: units, as: UTF8.self)
      case UInt8(ascii: "\\"): units.append(contentsOf: String(try escape()).utf8)
      case 0..<0x20: throw failure(.controlCharacter)
      default:
        let plain = index
        skipPlain()
        units.append(contentsOf: bytes[plain..<index])
      }
    }
    throw failure(.endsTooEarly)
  }

  private mutating func escape() throws -> Unicode.Scalar {
    let start = index
    guard start + 1 < bytes.count else { throw failure(.endsTooEarly, at: bytes.count) }
    let byte = bytes[start + 1]
    index += 2
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw failure(.invalidEscape, at: start)
    }
    let first = try hexadecimal(of: start)
    if let scalar = Unicode.Scalar(first) { return scalar }
    // A surrogate: its partner must follow.
    guard (0xD800..<0xDC00).contains(first), skip("\\u") else {
      throw failure(.loneSurrogate, at: start)
    }
    let second = try hexadecimal(of: start)
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    else { throw failure(.loneSurrogate, at: start) }
    return scalar
  }

  /// The four digits of an escape sequence that begins at `start`.
  private mutating func hexadecimal(of start: Int) throws -> UInt32 {
    var number: UInt32 = 0
    for _ in 0..<4 {
      guard index < bytes.count else { throw failure(.endsTooEarly) }
      guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue else {
        throw failure(.invalidEscape, at: start)
      }
      number = number << 4 | UInt32(digit)
      index += 1
    }
    return number
  }
}
