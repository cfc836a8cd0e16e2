package import JSON

// A value has two forms in JSON. They differ in texts alone.
//
// - In files and replies, read with the field's kind at hand: a choice as a string, several as a
//   sorted array of strings, a step of a scale as an integer, a text as a string.
// - In the tables, readable without its field: a text as {"text": "…"}.

extension JSONValue {
  /// A value as files have it; null for none.
  package init(_ value: FieldValue?) {
    self =
      switch value {
      case nil: .null
      case .single(let choice): .string(choice)
      case .multiple(let choices): .array(choices.sorted().map { .string($0) })
      case .scale(let step): .int(step)
      case .text(let text): .string(text)
      }
  }

  /// A value as the tables have it.
  package init(stored value: FieldValue) {
    self =
      if case .text = value { .object([(FieldValue.textName, JSONValue(value))]) } else {
        JSONValue(value)
      }
  }
}

extension FieldValue {
  /// The name of the one member of a text in the tables.
  fileprivate static let textName = "text"
  private static let noText = JSONSyntaxError.Problem.refused(
    "a text is an object with '\(textName)' and nothing else"
  )

  /// Reads a value as files have it.
  ///
  /// A step may be written as 4 or as 4.0. Whether the field offers the value is not looked at.
  /// - Returns: nil where the JSON is of another kind than the field.
  package init?(_ json: JSONValue, as kind: Field.Kind) {
    let value: FieldValue? =
      switch kind {
      case .single: json.stringValue.map { .single($0) }
      case .multiple: json.strings.map { .multiple(Set($0)) }
      case .scale: json.wholeNumber.map { .scale($0) }
      case .text: json.stringValue.map { .text($0) }
      }
    guard let value else { return nil }
    self = value
  }

  /// Reads a value as the tables have it.
  fileprivate init(stored scanner: inout JSONScanner) throws {
    switch scanner.peek() {
    case UInt8(ascii: "\""): self = .single(try scanner.string())
    case UInt8(ascii: "["):
      var choices: Set<ChoiceID> = []
      try scanner.array { scanner in
        choices.insert(try scanner.string())
      }
      self = .multiple(choices)
    case UInt8(ascii: "{"):
      var text: String?
      try scanner.object { scanner, name in
        guard name == Self.textName, text == nil else { throw scanner.failure(Self.noText) }
        text = try scanner.string()
      }
      guard let text else { throw scanner.failure(Self.noText) }
      self = .text(text)
    default: self = .scale(Int(try scanner.integer()))
    }
  }
}

/// Field values as the text that the tables keep.
package enum ValuesJSON {
  /// The values by field, in the order of the fields' ids.
  package static func text(of values: FieldValues) -> String {
    JSONValue.object(
      values.sorted { $0.key < $1.key }.map { ($0.key, JSONValue(stored: $0.value)) }
    ).text
  }

  package static func text(of value: FieldValue) -> String { JSONValue(stored: value).text }

  /// - Throws: ``JSONSyntaxError`` where the text is anything else than values by field.
  package static func values(_ text: String) throws -> FieldValues {
    try JSONScanner.scan(text) { scanner in try values(&scanner) }
  }

  private static func values(_ scanner: inout JSONScanner) throws -> FieldValues {
    var values = FieldValues(minimumCapacity: 8)
    try scanner.object { scanner, field in
      let value = try FieldValue(stored: &scanner)
      guard values.updateValue(value, forKey: field) == nil else {
        throw scanner.failure(.repeatedName(field))
      }
    }
    return values
  }

  /// What was said stage by stage: an array of objects with `values`, and `criterion` where there is one.
  package static func text(of stages: [Labels]) -> String {
    let objects = stages.map { labels -> String in
      let criterion = labels.criterion.map { "\"criterion\":\(JSONValue.string($0).text)," } ?? ""
      return "{\(criterion)\"values\":\(text(of: labels.values))}"
    }
    return "[" + objects.joined(separator: ",") + "]"
  }

  /// - Throws: ``JSONSyntaxError`` where the text is anything else than such an array.
  package static func stages(_ text: String) throws -> [Labels] {
    try JSONScanner.scan(text) { scanner in
      var stages: [Labels] = []
      try scanner.array { scanner in
        var labels = Labels(values: [:])
        try scanner.object { scanner, name in
          switch name {
          case "criterion": labels.criterion = try scanner.string()
          case "values": labels.values = try values(&scanner)
          default: throw scanner.failure(.refused("'\(name)' is nothing that a stage has"))
          }
        }
        stages.append(labels)
      }
      return stages
    }
  }

  /// - Throws: ``JSONSyntaxError`` where the text is anything else than a value.
  package static func value(_ text: String) throws -> FieldValue {
    try JSONScanner.scan(text) { scanner in
      try FieldValue(stored: &scanner)
    }
  }
}

extension FieldValue: Codable {
  /// Reads the form of the tables.
  package init(from decoder: any Decoder) throws {
    self = try ValuesJSON.value(JSONValue(from: decoder).text)
  }

  /// Writes the form of the tables.
  package func encode(to encoder: any Encoder) throws {
    try JSONValue(stored: self).encode(to: encoder)
  }
}
