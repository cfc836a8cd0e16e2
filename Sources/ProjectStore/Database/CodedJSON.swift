import Foundation
import JSON

/// Whole values as JSON, for the few rows where speed does not matter.
enum CodedJSON {
  static func text(of value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func value<T: Decodable>(_ type: T.Type = T.self, _ text: String) throws -> T {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }
}

extension Row {
  /// A column that holds a whole value as JSON, of which this program knows every member.
  /// - Throws: ``DamagedRow``.
  func decoded<T: Codable>(_ name: String, as type: T.Type = T.self) throws -> T {
    let text: String = try self[name]
    guard let value: T = try? CodedJSON.value(type, text),
      try CodedJSON.knowsAll(of: text, as: value)
    else { throw DamagedRow.value(text, column: name) }
    return value
  }

  /// A column that holds a whole value as JSON, or NULL.
  /// - Throws: ``DamagedRow``.
  func decodedIfPresent<T: Codable>(_ name: String, as type: T.Type = T.self) throws -> T? {
    let text: String? = try self[name]
    return text == nil ? nil : try decoded(name, as: type)
  }
}

extension CodedJSON {
  /// Whether a text has no member that is not in the value that it was read as.
  ///
  /// The value may have more: an earlier version may not have written them.
  fileprivate static func knowsAll(of text: String, as value: some Encodable) throws -> Bool {
    let known = try CodedJSON.text(of: value)
    return try known == text || JSONValue(parsing: known).has(JSONValue(parsing: text))
  }
}

extension JSONValue {
  /// Whether another value's members are all among its own, in all objects.
  fileprivate func has(_ other: JSONValue) -> Bool {
    if let members = object, let others = other.object {
      return others.allSatisfy { other in
        members.first { $0.name == other.name }?.value.has(other.value) ?? false
      }
    }
    if let elements, let others = other.elements {
      return elements.count == others.count && zip(elements, others).allSatisfy { $0.has($1) }
    }
    return object == nil && elements == nil && other.object == nil && other.elements == nil
  }
}
