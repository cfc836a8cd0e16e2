/// A text as it stands in another one, however each of its characters is escaped there.
///
/// Known are backslashes before a character, as many as there are where JSON stands in JSON; JSON's
/// `\\u0041` and `\\x41`; percent-encoding, of which the percent sign may be encoded again; and
/// HTML's entities, by name or number.
enum EscapedText {
  /// More of the same escape in a row is none: a text of nothing else must not take for ever.
  private static let mostInARow = 16
  private static let entities: [String: UInt8] = [
    "amp": UInt8(ascii: "&"), "lt": UInt8(ascii: "<"), "gt": UInt8(ascii: ">"),
    "quot": UInt8(ascii: "\""), "apos": UInt8(ascii: "'"),
  ]

  /// Whether an escape begins with this byte.
  static func begins(with byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "%") || byte == UInt8(ascii: "&")
  }

  /// - Parameter wanted: ASCII.
  /// - Returns: where it ends, if it stands at the index.
  static func end(
    of wanted: ArraySlice<UInt8>,
    in text: UnsafeBufferPointer<UInt8>,
    at index: Int
  ) -> Int? {
    guard let first = wanted.first else { return index }
    for end in ends(of: first, in: text, at: index) {
      if let end = self.end(of: wanted.dropFirst(), in: text, at: end) { return end }
    }
    return nil
  }

  /// Where one character ends that stands at the index, in each way in which it may be read, the longest
  /// first.
  private static func ends(
    of wanted: UInt8,
    in text: UnsafeBufferPointer<UInt8>,
    at index: Int
  ) -> [Int] {
    guard index < text.count else { return [] }
    var ends = text[index] == wanted ? [index + 1] : []
    switch text[index] {
    case UInt8(ascii: "\\"):
      let next = end(of: UInt8(ascii: "\\"), in: text, at: index)
      guard next < text.count else { break }
      switch text[next] {
      case UInt8(ascii: "u") where number(in: text, at: next + 1, 4, 16) == wanted:
        ends.append(next + 5)
      case UInt8(ascii: "x") where number(in: text, at: next + 1, 2, 16) == wanted:
        ends.append(next + 3)
      case wanted: ends.append(next + 1)
      default: break
      }
    case UInt8(ascii: "%"):
      var next = index + 1
      // The percent sign is 25 itself.
      for _ in 0..<mostInARow where number(in: text, at: next, 2, 16) == UInt8(ascii: "%") {
        if wanted == UInt8(ascii: "%") { ends.append(next + 2) }
        next += 2
      }
      if number(in: text, at: next, 2, 16) == wanted { ends.append(next + 2) }
    case UInt8(ascii: "&"):
      guard let close = text[index...].prefix(10).firstIndex(of: UInt8(ascii: ";")) else { break }
      let name = String(decoding: text[(index + 1)..<close], as: UTF8.self)
      if entity(name) == wanted { ends.append(close + 1) }
    default: break
    }
    return ends.reversed()
  }

  /// Where a row of one character ends.
  private static func end(
    of character: UInt8,
    in text: UnsafeBufferPointer<UInt8>,
    at index: Int
  ) -> Int {
    text[index...].prefix(mostInARow).firstIndex { $0 != character }
      ?? min(index + mostInARow, text.count)
  }

  /// A number of so many digits that stands at the index.
  private static func number(
    in text: UnsafeBufferPointer<UInt8>,
    at index: Int,
    _ digits: Int,
    _ radix: Int
  ) -> UInt8? {
    guard index + digits <= text.count else { return nil }
    return UInt8(String(decoding: text[index..<(index + digits)], as: UTF8.self), radix: radix)
  }

  private static func entity(_ name: String) -> UInt8? {
    if let known = entities[name] { return known }
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    return digits.lowercased().hasPrefix("x")
      ? UInt8(digits.dropFirst(), radix: 16) : UInt8(digits)
  }
}
