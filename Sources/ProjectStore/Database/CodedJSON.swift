import Foundation

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
