import SafeText

/// The distinct names of a column, numbered as they come.
///
/// What is plain ASCII in single spaces is its own name, and stays bytes until all are read. Any other
/// spelling is looked at as a text once, and stands for the name that the text is when it is tidied.
struct NameNumbers {
  private let takesPlain: Bool
  private var spellings = SpellingNumbers()
  private var count: UInt32 = 0
  /// Whether each of ``spellings`` is a name, and not another spelling of one.
  private var isName: [Bool] = []

  /// - Parameter takesPlain: whether any plain bytes are a name. Of labels, some may stand for none.
  init(takesPlain: Bool) { self.takesPlain = takesPlain }

  /// The number of a field's name; nil where it is to be looked at as a text, and added.
  @inline(__always)
  mutating func number(of field: CSVReader.Field, in buffer: [UInt8]) -> UInt32? {
    buffer.withUnsafeBytes { all in
      let bytes = UnsafeRawBufferPointer(rebasing: all[field.start..<field.end])
      switch spellings.find(bytes) {
      case .number(let known): return known
      case .unknown(let place):
        return takesPlain && NameRule.isPlain(bytes) ? addName(bytes, at: place) : nil
      }
    }
  }

  /// Adds a field's name, tidied and accepted, under the field's own spelling.
  /// - Parameter name: nil where the field names nothing.
  /// - Returns: its number, or ``SpellingNumbers/none``.
  mutating func add(_ name: String?, for field: CSVReader.Field, in buffer: [UInt8]) -> UInt32 {
    let number = name.map { self.number(of: $0) } ?? SpellingNumbers.none
    buffer.withUnsafeBytes { all in
      let bytes = UnsafeRawBufferPointer(rebasing: all[field.start..<field.end])
      // The name itself may be what the field spells.
      guard case .unknown(let place) = spellings.find(bytes) else { return }
      spellings.set(number, at: place, for: bytes)
      isName.append(false)
    }
    return number
  }

  /// The number of a name, tidied and accepted.
  mutating func number(of name: String) -> UInt32 {
    var name = name
    return name.withUTF8 { utf8 in
      let bytes = UnsafeRawBufferPointer(utf8)
      switch spellings.find(bytes) {
      case .number(let known): return known
      case .unknown(let place): return addName(bytes, at: place)
      }
    }
  }

  private mutating func addName(
    _ bytes: UnsafeRawBufferPointer,
    at place: SpellingNumbers.Place
  ) -> UInt32 {
    spellings.set(count, at: place, for: bytes)
    isName.append(true)
    count += 1
    return count - 1
  }

  /// The names, by number.
  var names: [String] {
    var names: [String] = []
    names.reserveCapacity(Int(count))
    var place = 0
    spellings.visit { bytes in
      if isName[place] { names.append(String(decoding: bytes, as: UTF8.self)) }
      place += 1
    }
    return names
  }
}
