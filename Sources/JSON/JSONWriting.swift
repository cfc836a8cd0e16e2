extension JSONValue {
  /// The value as compact JSON.
  package var text: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The value as JSON over several lines, indented by two spaces.
  package var pretty: String {
    var bytes: [UInt8] = []
    append(to: &bytes, indent: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Adds the value as compact JSON, in UTF-8.
  package func append(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes += "null".utf8
    case .bool(let value): bytes += (value ? "true" : "false").utf8
    case .int(let value): bytes += String(value).utf8
    case .double(let value): bytes += (value.isFinite ? "\(value)" : "null").utf8
    case .number(let text): bytes += text.utf8
    case .string(let value): Self.append(quoted: value, to: &bytes)
    case .array(let values):
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        value.append(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .members(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.append(quoted: member.name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.append(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private func append(to bytes: inout [UInt8], indent: Int) {
    func newLine(_ indent: Int) {
      bytes.append(0x0A)
      bytes.append(contentsOf: repeatElement(0x20, count: indent))
    }
    switch self {
    case .array(let values) where !values.isEmpty:
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        newLine(indent + 2)
        value.append(to: &bytes, indent: indent + 2)
      }
      newLine(indent)
      bytes.append(UInt8(ascii: "]"))
    case .members(let members) where !members.isEmpty:
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        newLine(indent + 2)
        Self.append(quoted: member.name, to: &bytes)
        bytes += ": ".utf8
        member.value.append(to: &bytes, indent: indent + 2)
      }
      newLine(indent)
      bytes.append(UInt8(ascii: "}"))
    default: append(to: &bytes)
    }
  }

  /// Adds a text as a JSON string.
  ///
  /// What a reader could mistake for layout or order, such as controls, separators and bidi
  /// overrides, is written as `\u202e`.
  private static func append(quoted text: String, to bytes: inout [UInt8]) {
    bytes.append(0x22)
    var text = text
    text.withUTF8 { utf8 in
      var copied = 0
      var index = 0
      while index < utf8.count {
        let byte = utf8[index]
        // Most of any text.
        if byte >= 0x20, byte < 0x7F, byte != 0x22, byte != 0x5C {
          index += 1
          continue
        }
        guard let (scalar, length) = suspect(utf8, at: index) else {
          index += 1
          continue
        }
        if let escape = escape(of: scalar) {
          bytes.append(contentsOf: utf8[copied..<index])
          bytes.append(contentsOf: escape.utf8)
          copied = index + length
        }
        index += length
      }
      bytes.append(contentsOf: utf8[copied...])
    }
    bytes.append(0x22)
  }

  /// The scalar that begins at a byte, and its bytes, where it may have to be escaped.
  ///
  /// Beyond ASCII those begin with C2, D8, E2 or EF.
  private static func suspect(
    _ utf8: UnsafeBufferPointer<UInt8>,
    at index: Int
  ) -> (scalar: UInt32, length: Int)? {
    func rest(_ offset: Int) -> UInt32 { UInt32(utf8[index + offset] & 0x3F) }
    let first = utf8[index]
    switch first {
    case 0..<0x20, 0x22, 0x5C, 0x7F: return (UInt32(first), 1)
    case 0xC2, 0xD8: return (UInt32(first & 0x1F) << 6 | rest(1), 2)
    case 0xE2, 0xEF: return (UInt32(first & 0x0F) << 12 | rest(1) << 6 | rest(2), 3)
    default: return nil
    }
  }

  private static func escape(of scalar: UInt32) -> String? {
    switch scalar {
    case 0x22: return "\\\""
    case 0x5C: return "\\\\"
    case 0x0A: return "\\n"
    case 0x09: return "\\t"
    case 0x0D: return "\\r"
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
      let digits = String(scalar, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: return nil
    }
  }
}
