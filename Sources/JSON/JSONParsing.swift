extension JSONValue {
  /// How deep arrays and objects may stand in one another.
  package static let deepest = 512

  /// What to do with an object in which two members have one name.
  package enum RepeatedNames: Sendable {
    /// Nobody knows which of the two is meant.
    case refused
    /// Both are kept, in their order.
    case kept
  }

  /// Reads a whole text.
  ///
  /// A byte order mark at its start is passed over.
  /// - Throws: ``JSONSyntaxError`` where it is not one JSON value and nothing else.
  package init(
    parsing text: String,
    repeatedNames: RepeatedNames = .refused
  ) throws(JSONSyntaxError) {
    self = try Self.parse(text.utf8, repeatedNames)
  }

  /// Reads bytes, which are a whole text in UTF-8.
  /// - Throws: ``JSONSyntaxError`` where they are not one JSON value and nothing else.
  package init(
    parsing bytes: some Collection<UInt8>,
    repeatedNames: RepeatedNames = .refused
  ) throws(JSONSyntaxError) {
    self = try Self.parse(bytes, repeatedNames)
  }

  private static func parse(
    _ bytes: some Collection<UInt8>,
    _ repeatedNames: RepeatedNames
  ) throws(JSONSyntaxError) -> JSONValue {
    func result(_ buffer: UnsafeBufferPointer<UInt8>) -> Result<JSONValue, JSONSyntaxError> {
      do throws(UTF8.ValidationError) { _ = try UTF8Span(validating: buffer.span) } catch {
        let start = error.byteOffsets.lowerBound
        return .failure(JSONSyntaxError(.notUTF8, at: start, of: buffer))
      }
      var scanner = JSONScanner(buffer)
      if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { scanner.index = 3 }
      do {
        let value = try scanner.value(depth: 0, repeatedNames)
        try scanner.finish()
        return .success(value)
      } catch {
        return .failure(error as? JSONSyntaxError ?? scanner.failure(.refused("\(error)")))
      }
    }
    let found =
      bytes.withContiguousStorageIfAvailable(result)
      ?? Array(bytes).withUnsafeBufferPointer(result)
    return try found.get()
  }
}

extension JSONScanner {
  /// Reads any value.
  /// - Parameter depth: of arrays and objects around it.
  fileprivate mutating func value(
    depth: Int,
    _ repeatedNames: JSONValue.RepeatedNames
  ) throws -> JSONValue {
    guard let first = peek() else { throw failure(.endsTooEarly) }
    switch first {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard depth < JSONValue.deepest else {
        throw failure(.nestedTooDeep(limit: JSONValue.deepest))
      }
      return first == UInt8(ascii: "{")
        ? .members(try members(depth: depth + 1, repeatedNames))
        : .array(try elements(depth: depth + 1, repeatedNames))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let (literal, isWhole) = try number()
      return JSONValue(literal: literal, isWhole: isWhole)
    default:
      if skip("true") { return .bool(true) }
      if skip("false") { return .bool(false) }
      if skip("null") { return .null }
      throw failure(.expected(.value))
    }
  }

  private mutating func elements(
    depth: Int,
    _ repeatedNames: JSONValue.RepeatedNames
  ) throws -> [JSONValue] {
    var elements: [JSONValue] = []
    try array { scanner in
      elements.append(try scanner.value(depth: depth, repeatedNames))
    }
    return elements
  }

  private mutating func members(
    depth: Int,
    _ repeatedNames: JSONValue.RepeatedNames
  ) throws -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    var names: Set<String> = []
    try object { scanner, name in
      if repeatedNames == .refused {
        let offset = scanner.nameOffset
        // A few names are compared faster than hashed.
        if members.count == 8 { names = Set(members.map(\.name)) }
        let isRepeated =
          members.count < 8
          ? members.contains { $0.name == name } : !names.insert(name).inserted
        guard !isRepeated else { throw scanner.failure(.repeatedName(name), at: offset) }
      }
      members.append(
        JSONValue.Member(name: name, value: try scanner.value(depth: depth, repeatedNames))
      )
    }
    return members
  }
}

extension JSONValue {
  /// A number as it is written, in the first case that holds it exactly.
  fileprivate init(literal: String, isWhole: Bool) {
    if isWhole, let number = Int(literal) {
      self = .int(number)
    } else if let number = Double(literal), !isWhole, number.isFinite,
      Decimal(literal) == Decimal("\(number)")
    {
      self = .double(number)
    } else {
      self = .number(literal)
    }
  }
}

/// The value of a number's digits, whatever they are written like: 1.50, 15e-1 and 1.5 are equal.
private struct Decimal: Equatable {
  /// Without zeros at either end.
  private var digits: [UInt8] = []
  /// The power of ten of the last digit.
  private var exponent = 0
  private var isNegative = false

  /// - Parameter literal: a number as JSON writes it.
  init(_ literal: String) {
    let parts = literal.lowercased().split(separator: "e")
    var isFraction = false
    for byte in parts[0].utf8 {
      switch byte {
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "."): isFraction = true
      default:
        digits.append(byte)
        if isFraction { exponent -= 1 }
      }
    }
    digits = Array(digits.drop { $0 == UInt8(ascii: "0") })
    while digits.last == UInt8(ascii: "0") {
      digits.removeLast()
      exponent += 1
    }
    guard !digits.isEmpty else {
      exponent = 0
      return
    }
    // No double has an exponent of more digits than these.
    if parts.count == 2 { exponent += Int(parts[1].prefix(8)) ?? 0 }
  }
}
