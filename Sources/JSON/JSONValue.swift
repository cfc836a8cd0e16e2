/// A JSON value whose objects keep the order of their members, so that equal values are equal bytes.
package indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// A number written without fraction and exponent, such as 1.
  case int(Int)
  /// A number written with a fraction or an exponent, such as 1.0.
  case double(Double)
  /// A number that neither an `Int` nor a `Double` holds exactly: as it is written.
  case number(String)
  case string(String)
  case array([JSONValue])
  case members([Member])

  package struct Member: Hashable, Sendable {
    package var name: String
    package var value: JSONValue

    package init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// An object, member by member.
  package static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .members(members.map { Member(name: $0.0, value: $0.1) })
  }
}

extension JSONValue {
  /// The value of an object's first member with this name; nil where there is none, or no object.
  package subscript(name: String) -> JSONValue? { object?.first { $0.name == name }?.value }

  /// The members of an object in their order; nil for other values.
  package var object: [Member]? {
    if case .members(let members) = self { members } else { nil }
  }

  /// The elements of an array; nil for other values.
  package var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The elements of an array that holds strings and nothing else; nil for other values.
  package var strings: [String]? {
    guard let elements else { return nil }
    let strings = elements.compactMap(\.stringValue)
    return strings.count == elements.count ? strings : nil
  }

  /// Nil for what is not a string.
  package var stringValue: String? {
    if case .string(let string) = self { string } else { nil }
  }

  /// Nil for what is neither true nor false.
  package var boolValue: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// A number without a fraction, whether it is written as 4 or as 4.0; nil for other values.
  package var wholeNumber: Int? {
    switch self {
    case .int(let number): number
    case .double(let number): Int(exactly: number)
    default: nil
    }
  }
}
