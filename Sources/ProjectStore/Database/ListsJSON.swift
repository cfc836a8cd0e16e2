import AnnotationCore
import JSON

/// Lists of ids and of strings, and groups, as the text that statements take and tables keep.
extension ValuesJSON {
  static func text(of ids: [Int64]) -> String {
    "[" + ids.map(String.init).joined(separator: ",") + "]"
  }

  static func text(of strings: [String]) -> String {
    JSONValue.array(strings.map { .string($0) }).text
  }

  /// - Throws: ``JSONSyntaxError`` where the text is anything else than a list of ids.
  static func ids(_ text: String) throws -> [Int64] {
    try JSONScanner.scan(text) { scanner in
      var ids: [Int64] = []
      try scanner.array { scanner in ids.append(try scanner.integer()) }
      return ids
    }
  }

  /// - Throws: ``JSONSyntaxError`` where the text is anything else than a list of strings.
  static func strings(_ text: String) throws -> [String] {
    try JSONScanner.scan(text) { scanner in
      var strings: [String] = []
      try scanner.array { scanner in
        strings.append(try scanner.string())
      }
      return strings
    }
  }

  static func text(of groups: PersonGroups) -> String {
    JSONValue.object(groups.values.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
      .text
  }

  /// - Throws: ``JSONSyntaxError`` where the text is anything else than an object of strings.
  static func groups(_ text: String) throws -> PersonGroups {
    try JSONScanner.scan(text) { scanner in
      var groups = PersonGroups()
      try scanner.object { scanner, attribute in
        groups.values[attribute] = try scanner.string()
      }
      return groups
    }
  }
}
