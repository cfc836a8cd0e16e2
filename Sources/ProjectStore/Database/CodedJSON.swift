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
  /// A column that holds a whole value as JSON.
  /// - Throws: ``DamagedRow``.
  func decoded<T: Decodable>(_ name: String, as type: T.Type = T.self) throws -> T {
    let text: String = try self[name]
    do { return try CodedJSON.value(type, text) } catch {
      throw DamagedRow.value(text, column: name)
    }
  }

  /// A column that holds a whole value as JSON, or NULL.
  /// - Throws: ``DamagedRow``.
  func decodedIfPresent<T: Decodable>(_ name: String, as type: T.Type = T.self) throws -> T? {
    let text: String? = try self[name]
    return text == nil ? nil : try decoded(name, as: type)
  }
}

extension Row {
  /// A column that holds a whole value as JSON, of which this program knows every member.
  /// - Throws: ``DamagedRow``.
  func configuration<T: Codable>(_ name: String, as type: T.Type = T.self) throws -> T {
    let text: String = try self[name]
    let value: T = try decoded(name)
    let known = try CodedJSON.text(of: value)
    guard known != text else { return value }
    // A later version may have given it members that an earlier one did not write.
    let (kept, written) = (try JSONValue(parsing: text), try JSONValue(parsing: known))
    guard written.has(kept) else { throw DamagedRow.value(text, column: name) }
    return value
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
