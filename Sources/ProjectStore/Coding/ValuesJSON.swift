import AnnotationCore

/// Field values as the JSON of the tables: what `FieldValue`'s own coding writes, with sorted keys.
enum ValuesJSON {
  static func text(of values: FieldValues) -> String {
    var text = "{"
    for (field, value) in values.sorted(by: { $0.key < $1.key }) {
      if text.utf8.count > 1 { text += "," }
      append(field, to: &text)
      text += ":"
      append(value, to: &text)
    }
    return text + "}"
  }

  static func text(of value: FieldValue) -> String {
    var text = ""
    append(value, to: &text)
    return text
  }

  static func text(of ids: [Int64]) -> String {
    "[" + ids.map(String.init).joined(separator: ",") + "]"
  }

  static func text(of strings: [String]) -> String {
    var text = "["
    for string in strings {
      if text.utf8.count > 1 { text += "," }
      append(string, to: &text)
    }
    return text + "]"
  }

  static func values(_ text: String) throws -> FieldValues {
    try JSONScanner.scan(text) { scanner in
      var values = FieldValues(minimumCapacity: 8)
      try scanner.object { scanner, field in values[field] = try value(&scanner) }
      return values
    }
  }

  static func value(_ text: String) throws -> FieldValue {
    try JSONScanner.scan(text) { scanner in try value(&scanner) }
  }

  static func ids(_ text: String) throws -> [Int64] {
    try JSONScanner.scan(text) { scanner in
      var ids: [Int64] = []
      try scanner.array { ids.append(try $0.integer()) }
      return ids
    }
  }

  static func strings(_ text: String) throws -> [String] {
    try JSONScanner.scan(text) { scanner in
      var strings: [String] = []
      try scanner.array { strings.append(try $0.string()) }
      return strings
    }
  }

  private static func value(_ scanner: inout JSONScanner) throws -> FieldValue {
    switch scanner.peek() {
    case UInt8(ascii: "\""): return .single(try scanner.string())
    case UInt8(ascii: "["):
      var choices: Set<ChoiceID> = []
      try scanner.array { choices.insert(try $0.string()) }
      return .multiple(choices)
    case UInt8(ascii: "{"):
      var text = ""
      try scanner.object { scanner, _ in text = try scanner.string() }
      return .text(text)
    default: return .scale(Int(try scanner.integer()))
    }
  }

  private static func append(_ value: FieldValue, to text: inout String) {
    switch value {
    case .single(let choice): append(choice, to: &text)
    case .scale(let step): text += String(step)
    case .text(let string):
      text += #"{"text":"#
      append(string, to: &text)
      text += "}"
    case .multiple(let choices):
      text += Self.text(of: choices.sorted())
    }
  }

  private static func append(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
