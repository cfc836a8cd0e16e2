/// A JSON value whose objects keep the order of their members, so that equal requests are equal bytes.
package indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
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

  /// The value as compact JSON.
  package var text: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .double(let value): value.isFinite ? "\(value)" : "null"
    case .string(let value): Self.quoted(value)
    case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
    case .members(let members):
      "{" + members.map { Self.quoted($0.name) + ":" + $0.value.text }.joined(separator: ",") + "}"
    }
  }

  /// A text as a JSON string.
  ///
  /// What a reader could mistake for layout or order, such as controls, separators and bidi
  /// overrides, is written as `\\u202e`.
  private static func quoted(_ text: String) -> String {
    var quoted: [UInt8] = [0x22]
    quoted.reserveCapacity(text.utf8.count + 2)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: quoted += [0x5C, 0x22]
      case 0x5C: quoted += [0x5C, 0x5C]
      case 0x0A: quoted += [0x5C, 0x6E]
      case 0x09: quoted += [0x5C, 0x74]
      case 0x0D: quoted += [0x5C, 0x72]
      case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
        let digits = String(scalar.value, radix: 16)
        quoted += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
      case 0x20..<0x7F: quoted.append(UInt8(scalar.value))
      default: quoted += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
      }
    }
    quoted.append(0x22)
    return String(decoding: quoted, as: UTF8.self)
  }

  /// The value as JSON over several lines, indented by two spaces.
  package var pretty: String { pretty(indent: "") }

  private func pretty(indent: String) -> String {
    let inner = indent + "  "
    switch self {
    case .array(let values) where !values.isEmpty:
      let lines = values.map { inner + $0.pretty(indent: inner) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
    case .members(let members) where !members.isEmpty:
      let lines = members.map {
        inner + Self.quoted($0.name) + ": " + $0.value.pretty(indent: inner)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    default: return text
    }
  }
}
