extension JSONValue: Codable {
  private struct Name: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Reads a value that stands in what a decoder reads.
  ///
  /// A decoder knows neither the order of members nor how a number is written: members come in the
  /// order of their names, and 1.0 is 1. Where that matters, parse the text.
  package init(from decoder: any Decoder) throws {
    if let object = try? decoder.container(keyedBy: Name.self) {
      let names = object.allKeys.sorted { $0.stringValue < $1.stringValue }
      self = .object(
        try names.map { ($0.stringValue, try object.decode(JSONValue.self, forKey: $0)) }
      )
      return
    }
    if var list = try? decoder.unkeyedContainer() {
      var values: [JSONValue] = []
      while !list.isAtEnd { values.append(try list.decode(JSONValue.self)) }
      self = .array(values)
      return
    }
    let single = try decoder.singleValueContainer()
    if single.decodeNil() {
      self = .null
    } else if let flag = try? single.decode(Bool.self) {
      self = .bool(flag)
    } else if let whole = try? single.decode(Int.self) {
      self = .int(whole)
    } else if let number = try? single.decode(Double.self) {
      self = .double(number)
    } else {
      self = .string(try single.decode(String.self))
    }
  }

  /// Writes the value as part of what an encoder writes, which may order members anew.
  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .members(let members):
      var object = encoder.container(keyedBy: Name.self)
      for member in members { try object.encode(member.value, forKey: Name(member.name)) }
    case .array(let values):
      var list = encoder.unkeyedContainer()
      for value in values { try list.encode(value) }
    default:
      var single = encoder.singleValueContainer()
      switch self {
      case .bool(let flag): try single.encode(flag)
      case .int(let number): try single.encode(number)
      case .double(let number): try single.encode(number)
      case .number(let literal): try single.encode(Double(literal))
      case .string(let text): try single.encode(text)
      case .null, .array, .members: try single.encodeNil()
      }
    }
  }
}
