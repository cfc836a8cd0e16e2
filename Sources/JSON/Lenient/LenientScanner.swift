/// Reads objects that are nearly JSON.
///
/// Where JSON leaves no doubt, nothing else is read; where a text could mean two things, the scanner
/// fails, and the object is ``LenientObject/End/broken``.
struct LenientScanner {
  let bytes: [UInt8]
  var index = 0
  /// Whether the text ended within what was being read.
  var isCut = false
  var leniencies: Set<LenientObject.Leniency> = []
  /// Whether the text was given up: see ``LenientObjects/isComplete``.
  private(set) var isExhausted = false
  /// The members of the outermost object that is being read.
  private var outermost: [JSONValue.Member] = []
  private var hasQuotedName = false

  /// Nobody's verdict stands deeper.
  private static let deepest = 32
  /// How many bytes are read for each byte of the text, with all that is begun again.
  private static let mostReading = 3
  /// How many braces may begin no object.
  private static let mostBraces = 5_000
  static let longestName = 80

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Something stands here that an object does not hold.
  struct Unreadable: Error {}

  mutating func objects() -> [LenientObject] {
    var found: [LenientObject] = []
    var budget = bytes.count * Self.mostReading + 4_096
    var braces = 0
    while index < bytes.count {
      guard let open = structure(at: index), open.byte == UInt8(ascii: "{") else {
        index += 1
        continue
      }
      let start = index
      (isCut, leniencies, outermost, hasQuotedName) = (false, [], [], false)
      let end: LenientObject.End
      do throws(Unreadable) {
        _ = try object(depth: 0)
        end = isCut ? .cut : .whole
      } catch {
        end = .broken
      }
      budget -= index - start
      if end == .broken {
        // A brace of prose. What stands within the beginning of an object is a part of that.
        guard hasQuotedName, !outermost.isEmpty else {
          index = start + open.count
          braces += 1
          if budget < 0 || braces > Self.mostBraces { break }
          continue
        }
      }
      found.append(
        LenientObject(
          members: outermost,
          range: start..<max(index, start + open.count),
          end: end,
          leniencies: leniencies
        )
      )
      index = max(index, start + open.count)
      if budget < 0 { break }
    }
    isExhausted = index < bytes.count
    return found
  }

  /// Reads an object; at the end of the text, what of it is complete.
  private mutating func object(depth: Int) throws(Unreadable) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    try open(depth)
    var comesAfterMember = false
    while true {
      guard let next = try nextStructure() else {
        isCut = true
        return members
      }
      if next.byte == UInt8(ascii: "}") {
        index += next.count
        return members
      }
      if next.byte == UInt8(ascii: ",") {
        try comma(next, afterValue: comesAfterMember, closing: UInt8(ascii: "}"))
        comesAfterMember = false
        continue
      }
      if comesAfterMember {
        guard isName(at: index) else { throw Unreadable() }
        leniencies.insert(.missingComma)
      }
      guard let name = try name() else { return members }
      guard let colon = try nextStructure() else {
        isCut = true
        return members
      }
      guard colon.byte == UInt8(ascii: ":") else { throw Unreadable() }
      index += colon.count
      let value = try value(depth: depth + 1, in: .object)
      // Of what was cut, the members of an object are complete; nothing else is.
      var isMember = !isCut
      if isCut, case .members = value { isMember = true }
      if isMember {
        members.append(JSONValue.Member(name: name, value: value))
        if depth == 0 { outermost.append(JSONValue.Member(name: name, value: value)) }
      }
      if isCut { return members }
      comesAfterMember = true
    }
  }

  private mutating func open(_ depth: Int) throws(Unreadable) {
    guard depth < Self.deepest, let open = structure(at: index) else { throw Unreadable() }
    if open.count > 1 { leniencies.insert(.fullWidth) }
    index += open.count
  }

  /// Steps over a comma; whether it is one too many is noted.
  private mutating func comma(
    _ comma: Structure,
    afterValue: Bool,
    closing: UInt8
  ) throws(Unreadable) {
    index += comma.count
    let next = try nextStructure()
    if !afterValue || next?.byte == closing { leniencies.insert(.extraComma) }
  }

  /// What stands around a value.
  enum Place { case object, list }

  private mutating func value(depth: Int, in place: Place) throws(Unreadable) -> JSONValue {
    guard let next = try nextStructure() else {
      isCut = true
      return .null
    }
    switch next.byte {
    case UInt8(ascii: "{"):
      if isForeignList() {
        leniencies.insert(.foreignList)
        return .array(try elements(depth: depth, until: UInt8(ascii: "}")))
      }
      return .members(try object(depth: depth))
    case UInt8(ascii: "["): return .array(try elements(depth: depth, until: UInt8(ascii: "]")))
    case UInt8(ascii: "("):
      leniencies.insert(.foreignList)
      return .array(try elements(depth: depth, until: UInt8(ascii: ")")))
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ":"):
      throw Unreadable()
    default:
      if quote(at: index) != nil { return .string(try text(in: place)) }
      return try word(in: place)
    }
  }

  private mutating func elements(depth: Int, until close: UInt8) throws(Unreadable) -> [JSONValue] {
    var elements: [JSONValue] = []
    try open(depth)
    var comesAfterElement = false
    while true {
      guard let next = try nextStructure() else {
        isCut = true
        return elements
      }
      if next.byte == close {
        index += next.count
        return elements
      }
      if next.byte == UInt8(ascii: ",") {
        try comma(next, afterValue: comesAfterElement, closing: close)
        comesAfterElement = false
        continue
      }
      guard !comesAfterElement else { throw Unreadable() }
      elements.append(try value(depth: depth + 1, in: .list))
      if isCut { return elements }
      comesAfterElement = true
    }
  }

  /// Whether the braces here hold a set: texts without names.
  private func isForeignList() -> Bool {
    var ahead = self
    guard let open = structure(at: index) else { return false }
    ahead.index += open.count
    guard (try? ahead.nextStructure()) != nil, quote(at: ahead.index) != nil,
      (try? ahead.name()) != nil, !ahead.isCut, let next = try? ahead.nextStructure()
    else { return false }
    return next.byte == UInt8(ascii: ",") || next.byte == UInt8(ascii: "}")
  }

  /// Reads a member's name; nil where the text ends within it.
  mutating func name() throws(Unreadable) -> String? {
    if let quote = quote(at: index) {
      if quote.isOther { leniencies.insert(.otherQuotes) }
      index += quote.count
      let start = index
      var units: [UInt8] = []
      while index < bytes.count {
        if let count = closing(quote, at: index) {
          index += count
          hasQuotedName = true
          return String(decoding: units, as: UTF8.self)
        }
        guard index - start <= Self.longestName, !Self.isNoName(bytes[index]) else {
          throw Unreadable()
        }
        if bytes[index] == UInt8(ascii: "\\") {
          escape(into: &units)
        } else {
          units.append(bytes[index])
          index += 1
        }
      }
      isCut = true
      return nil
    }
    let start = index
    while index < bytes.count {
      if let next = structure(at: index) {
        guard next.byte == UInt8(ascii: ":"), index > start else { throw Unreadable() }
        leniencies.insert(.noQuotes)
        return Self.trimmed(bytes[start..<index])
      }
      guard index - start <= Self.longestName, !Self.isNoName(bytes[index]),
        quote(at: index) == nil
      else { throw Unreadable() }
      index += 1
    }
    isCut = true
    return nil
  }

  /// Whether a name with its colon stands at an index.
  func isName(at start: Int) -> Bool {
    var index = start
    if let quote = quote(at: start) {
      index += quote.count
      while index < bytes.count, closing(quote, at: index) == nil {
        guard index - start <= Self.longestName, !Self.isNoName(bytes[index]) else { return false }
        index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
      }
      index = afterBlanks(index + (closing(quote, at: index) ?? 0))
      return structure(at: index)?.byte == UInt8(ascii: ":")
    }
    while index < bytes.count, index - start <= Self.longestName {
      if let next = structure(at: index) {
        return next.byte == UInt8(ascii: ":") && index > start
      }
      guard !Self.isNoName(bytes[index]), quote(at: index) == nil else { return false }
      index += 1
    }
    return false
  }

  /// Bytes that no name holds.
  private static func isNoName(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
      || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: ",")
  }

  static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    var slice = bytes
    while let first = slice.first, first <= 0x20 { slice.removeFirst() }
    while let last = slice.last, last <= 0x20 { slice.removeLast() }
    return String(decoding: slice, as: UTF8.self)
  }
}
