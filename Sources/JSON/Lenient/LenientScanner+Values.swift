// Texts, numbers and words that are nearly JSON.
extension LenientScanner {
  /// Reads a text in quotation marks of any kind.
  ///
  /// A quotation mark ends it where what follows can follow a value; any other belongs to the text.
  mutating func text(in place: Place) throws(Unreadable) -> String {
    guard let quote = quote(at: index) else { throw Unreadable() }
    if quote.isOther { leniencies.insert(.otherQuotes) }
    index += quote.count
    var units: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\") {
        escape(into: &units)
      } else if let count = closing(quote, at: index) {
        if endsValue(at: index + count, in: place) {
          index += count
          return String(decoding: units, as: UTF8.self)
        }
        leniencies.insert(.innerQuotes)
        units += bytes[index..<(index + count)]
        index += count
      } else {
        if byte < 0x20 { leniencies.insert(.controlCharacter) }
        units.append(byte)
        index += 1
      }
    }
    isCut = true
    return String(decoding: units, as: UTF8.self)
  }

  /// Whether what follows a quotation mark can follow a value.
  private func endsValue(at start: Int, in place: Place) -> Bool {
    let index = afterBlanks(start)
    guard index < bytes.count else { return true }
    if isComment(at: index) { return true }
    guard let next = structure(at: index) else {
      return place == .object && index > start && isName(at: index)
    }
    switch next.byte {
    case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"): return true
    case UInt8(ascii: ","):
      guard place == .object else { return true }
      let following = afterBlanks(index + next.count)
      guard following < bytes.count else { return true }
      if isComment(at: following) { return true }
      if let byte = structure(at: following)?.byte {
        return byte == UInt8(ascii: "}") || byte == UInt8(ascii: ",")
      }
      return isName(at: following) || isCutName(at: following)
    default: return false
    }
  }

  /// Whether the text ends within a name.
  private func isCutName(at start: Int) -> Bool {
    bytes.count - start <= Self.longestName && quote(at: start) != nil
      && !bytes[start...].contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "}") }
  }

  mutating func escape(into units: inout [UInt8]) {
    guard index + 1 < bytes.count else {
      index = bytes.count
      return
    }
    let byte = bytes[index + 1]
    index += 2
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): units.append(byte)
    case UInt8(ascii: "b"): units.append(0x8)
    case UInt8(ascii: "f"): units.append(0xC)
    case UInt8(ascii: "n"): units.append(0xA)
    case UInt8(ascii: "r"): units.append(0xD)
    case UInt8(ascii: "t"): units.append(0x9)
    case UInt8(ascii: "u"): units += Array(String(codePoint()).utf8)
    default:
      // The character itself, whatever the backslash was to say.
      leniencies.insert(.escape)
      units.append(byte)
    }
  }

  /// The character whose four digits follow `\u`; half of a surrogate pair is U+FFFD.
  private mutating func codePoint() -> Unicode.Scalar {
    func unit(at start: Int) -> UInt32? {
      guard start + 4 <= bytes.count else { return nil }
      return UInt32(String(decoding: bytes[start..<(start + 4)], as: UTF8.self), radix: 16)
    }
    guard let first = unit(at: index) else {
      leniencies.insert(.escape)
      return "\u{FFFD}"
    }
    index += 4
    if let scalar = Unicode.Scalar(first) { return scalar }
    if (0xD800..<0xDC00).contains(first), index + 6 <= bytes.count,
      bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u"),
      let second = unit(at: index + 2), (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    {
      index += 6
      return scalar
    }
    leniencies.insert(.escape)
    return "\u{FFFD}"
  }

  /// Reads what stands without quotation marks up to the end of the value: a number, a word of JSON or
  /// of another language, or a text.
  mutating func word(in place: Place) throws(Unreadable) -> JSONValue {
    let start = index
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0xA || byte == 0xD || isComment(at: index) && index > start { break }
      if let next = structure(at: index), next.byte != UInt8(ascii: "(") {
        guard next.byte != UInt8(ascii: ":") else { throw Unreadable() }
        break
      }
      guard quote(at: index)?.isDouble != true else { throw Unreadable() }
      index += 1
    }
    // What the text ends within may go on.
    if index >= bytes.count { isCut = true }
    let word = Self.trimmed(bytes[start..<index])
    guard !word.isEmpty else { throw Unreadable() }
    switch word {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "None", "NULL", "Null", "nil", "undefined", "NaN", "nan":
      leniencies.insert(.foreignWord)
      return .null
    case "True", "TRUE":
      leniencies.insert(.foreignWord)
      return .bool(true)
    case "False", "FALSE":
      leniencies.insert(.foreignWord)
      return .bool(false)
    default: break
    }
    if let number = try? JSONValue(parsing: word) { return number }
    leniencies.insert(.noQuotes)
    return .string(word)
  }
}

// What stands between values.
extension LenientScanner {
  /// A character that structures JSON, or its full-width form.
  struct Structure {
    var byte: UInt8
    /// How many bytes it is written with.
    var count: Int
  }

  func structure(at index: Int) -> Structure? {
    guard index < bytes.count else { return nil }
    let byte = bytes[index]
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ":"), UInt8(ascii: ","):
      return Structure(byte: byte, count: 1)
    case 0xEF where index + 2 < bytes.count:
      switch (bytes[index + 1], bytes[index + 2]) {
      case (0xBC, 0x9A): return Structure(byte: UInt8(ascii: ":"), count: 3)
      case (0xBC, 0x8C): return Structure(byte: UInt8(ascii: ","), count: 3)
      case (0xBC, 0xBB): return Structure(byte: UInt8(ascii: "["), count: 3)
      case (0xBC, 0xBD): return Structure(byte: UInt8(ascii: "]"), count: 3)
      case (0xBD, 0x9B): return Structure(byte: UInt8(ascii: "{"), count: 3)
      case (0xBD, 0x9D): return Structure(byte: UInt8(ascii: "}"), count: 3)
      default: return nil
      }
    default: return nil
    }
  }

  /// What comes next behind blanks and comments: what structures, or a value of no bytes; nil at the end.
  mutating func nextStructure() throws(Unreadable) -> Structure? {
    while true {
      index = afterBlanks(index)
      guard isComment(at: index) else { break }
      leniencies.insert(.comment)
      skipComment()
    }
    guard index < bytes.count else { return nil }
    let found = structure(at: index)
    if found.map({ $0.count > 1 }) == true { leniencies.insert(.fullWidth) }
    return found ?? Structure(byte: 0, count: 0)
  }

  /// Behind white space, and marks that nobody sees.
  func afterBlanks(_ start: Int) -> Int {
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x9, 0xA, 0xD, 0xB, 0xC: index += 1
      case 0xC2 where index + 1 < bytes.count && bytes[index + 1] == 0xA0: index += 2
      case 0xE2, 0xE3, 0xEF:
        guard index + 2 < bytes.count else { return index }
        switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
        case (0xE2, 0x80, 0x8B), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xE2, 0x81, 0xA0),
          (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF):
          index += 3
        default: return index
        }
      default: return index
      }
    }
    return index
  }

  func isComment(at index: Int) -> Bool {
    guard index < bytes.count else { return false }
    if bytes[index] == UInt8(ascii: "#") { return true }
    guard bytes[index] == UInt8(ascii: "/"), index + 1 < bytes.count else { return false }
    return bytes[index + 1] == UInt8(ascii: "/") || bytes[index + 1] == UInt8(ascii: "*")
  }

  private mutating func skipComment() {
    let isLong = bytes[index] == UInt8(ascii: "/") && bytes[index + 1] == UInt8(ascii: "*")
    if isLong { index += 2 }
    while index < bytes.count {
      if isLong {
        if bytes[index] == UInt8(ascii: "*"), index + 1 < bytes.count,
          bytes[index + 1] == UInt8(ascii: "/")
        {
          index += 2
          return
        }
      } else if bytes[index] == 0xA || bytes[index] == 0xD {
        return
      }
      index += 1
    }
  }

  /// A quotation mark that opens a text.
  struct Quote {
    var count: Int
    /// What closes it, each as its bytes.
    var closers: [[UInt8]]
    /// Whether it is another than JSON's.
    var isOther = true
    /// Whether it can stand in no word.
    var isDouble = true
  }

  func quote(at index: Int) -> Quote? {
    guard index < bytes.count else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "\""): return Quote(count: 1, closers: [[0x22]], isOther: false)
    case UInt8(ascii: "'"): return Quote(count: 1, closers: [[0x27]], isDouble: false)
    case UInt8(ascii: "`"): return Quote(count: 1, closers: [[0x60], [0x27]], isDouble: false)
    case 0xC2 where index + 1 < bytes.count && [0xAB, 0xBB].contains(bytes[index + 1]):
      return Quote(count: 2, closers: [[0xC2, 0xBB], [0xC2, 0xAB]])
    case 0xE2 where index + 2 < bytes.count && bytes[index + 1] == 0x80:
      switch bytes[index + 2] {
      case 0x9C, 0x9D, 0x9E, 0x9F:
        let closers: [[UInt8]] = [[0xE2, 0x80, 0x9D], [0xE2, 0x80, 0x9C], [0xE2, 0x80, 0x9F]]
        return Quote(count: 3, closers: closers + [[0x22]])
      case 0x98, 0x99, 0x9A, 0x9B:
        let closers: [[UInt8]] = [[0xE2, 0x80, 0x99], [0xE2, 0x80, 0x98], [0xE2, 0x80, 0x9B]]
        return Quote(count: 3, closers: closers + [[0x27]], isDouble: false)
      default: return nil
      }
    case 0xE3 where index + 2 < bytes.count && bytes[index + 1] == 0x80:
      switch bytes[index + 2] {
      case 0x8C: return Quote(count: 3, closers: [[0xE3, 0x80, 0x8D]])
      case 0x8E: return Quote(count: 3, closers: [[0xE3, 0x80, 0x8F]])
      default: return nil
      }
    case 0xEF where index + 2 < bytes.count && bytes[index + 1] == 0xBC:
      switch bytes[index + 2] {
      case 0x82: return Quote(count: 3, closers: [[0xEF, 0xBC, 0x82]])
      case 0x87: return Quote(count: 3, closers: [[0xEF, 0xBC, 0x87]])
      default: return nil
      }
    default: return nil
    }
  }

  /// How many bytes a mark at an index has that closes a text; nil where none stands there.
  func closing(_ quote: Quote, at index: Int) -> Int? {
    guard index < bytes.count else { return nil }
    let first = bytes[index]
    for closer in quote.closers where closer[0] == first {
      if closer.count == 1 { return 1 }
      if index + closer.count <= bytes.count,
        bytes[index..<(index + closer.count)].elementsEqual(closer)
      {
        return closer.count
      }
    }
    return nil
  }
}
