/// Reads JSON part by part, as its caller expects it.
///
/// Labels are read by the hundred thousand (snapshots, agreement, decisions); a general decoder
/// takes some twenty times as long for them. ``JSONValue`` is parsed by the same scanner.
package struct JSONScanner {
  @usableFromInline let bytes: UnsafeBufferPointer<UInt8>
  @usableFromInline var index = 0
  /// Where the name of the member that is being read begins, in bytes.
  @usableFromInline var nameOffset = 0

  /// - Parameter bytes: valid UTF-8, which outlives the scanner.
  @usableFromInline
  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Scans a whole text with `body`, which must use it up.
  /// - Throws: ``JSONSyntaxError`` where something follows; what `body` throws.
  @inlinable
  package static func scan<T>(
    _ text: String,
    _ body: (inout JSONScanner) throws -> T
  ) throws -> T {
    var text = text
    return try text.withUTF8 { bytes in
      var scanner = JSONScanner(bytes)
      let value = try body(&scanner)
      try scanner.finish()
      return value
    }
  }

  /// The next byte that is not white space, or nil at the end.
  @inlinable
  package mutating func peek() -> UInt8? {
    while index < bytes.count {
      let byte = bytes[index]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      index += 1
    }
    return nil
  }

  /// Reads an object, handing each name to `body`, which reads the value.
  @inlinable
  package mutating func object(
    _ body: (inout JSONScanner, String) throws -> Void
  ) throws {
    guard peek() == UInt8(ascii: "{") else { throw failure(.expected(.object)) }
    index += 1
    if peek() == UInt8(ascii: "}") {
      index += 1
      return
    }
    repeat {
      guard peek() == UInt8(ascii: "\"") else { throw failure(.expected(.name)) }
      let offset = index
      let name = try string()
      guard peek() == UInt8(ascii: ":") else { throw failure(.expected(.colon)) }
      index += 1
      nameOffset = offset
      try body(&self, name)
    } while try more(until: UInt8(ascii: "}"), else: .commaOrBrace)
  }

  /// Reads an array, calling `body` before each element.
  @inlinable
  package mutating func array(
    _ body: (inout JSONScanner) throws -> Void
  ) throws {
    guard peek() == UInt8(ascii: "[") else { throw failure(.expected(.array)) }
    index += 1
    if peek() == UInt8(ascii: "]") {
      index += 1
      return
    }
    repeat { try body(&self) } while try more(until: UInt8(ascii: "]"), else: .commaOrBracket)
  }

  /// Steps over a comma (true) or the closing byte (false).
  @inlinable
  mutating func more(
    until close: UInt8,
    else expected: JSONSyntaxError.Expected
  ) throws -> Bool {
    let byte = peek()
    guard byte == UInt8(ascii: ",") || byte == close else { throw failure(.expected(expected)) }
    index += 1
    return byte != close
  }

  /// Reads a number without fraction and exponent.
  package mutating func integer() throws -> Int64 {
    _ = peek()
    let start = index
    guard let first = peek(), first == UInt8(ascii: "-") || Self.isDigit(first) else {
      throw failure(.expected(.wholeNumber))
    }
    let (literal, isWhole) = try number()
    guard isWhole, let number = Int64(literal) else {
      throw failure(.expected(.wholeNumber), at: start)
    }
    return number
  }

  /// Reads a number: how it is written, and whether it has neither fraction nor exponent.
  mutating func number() throws -> (literal: String, isWhole: Bool) {
    _ = peek()
    let start = index
    if isAt(UInt8(ascii: "-")) { index += 1 }
    if isAt(UInt8(ascii: "0")) { index += 1 } else { try digits() }
    let end = index
    if isAt(UInt8(ascii: ".")) {
      index += 1
      try digits()
    }
    if isAt(UInt8(ascii: "e")) || isAt(UInt8(ascii: "E")) {
      index += 1
      if isAt(UInt8(ascii: "+")) || isAt(UInt8(ascii: "-")) { index += 1 }
      try digits()
    }
    return (String(decoding: bytes[start..<index], as: UTF8.self), index == end)
  }

  private mutating func digits() throws {
    guard index < bytes.count, Self.isDigit(bytes[index]) else { throw failure(.expected(.digit)) }
    while index < bytes.count, Self.isDigit(bytes[index]) { index += 1 }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private func isAt(_ byte: UInt8) -> Bool { index < bytes.count && bytes[index] == byte }

  /// Steps over a word such as `null`, where it stands here.
  mutating func skip(_ word: StaticString) -> Bool {
    let end = index + word.utf8CodeUnitCount
    guard end <= bytes.count,
      bytes[index..<end].elementsEqual(
        UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
      )
    else { return false }
    index = end
    return true
  }

  /// - Throws: where something other than white space is left.
  @usableFromInline
  mutating func finish() throws {
    guard peek() == nil else { throw failure(.textAfterEnd) }
  }

  /// What is wrong at an offset, or where the scanner is.
  ///
  /// Where something is expected at the end of the text, the text ends too early.
  @usableFromInline
  package func failure(
    _ problem: JSONSyntaxError.Problem,
    at offset: Int? = nil
  ) -> JSONSyntaxError {
    let offset = offset ?? index
    if case .expected = problem, offset >= bytes.count {
      return JSONSyntaxError(.endsTooEarly, at: bytes.count, of: bytes)
    }
    return JSONSyntaxError(problem, at: offset, of: bytes)
  }
}
