import Foundation
import JSON

/// A text as servers write it: one text, or a list of parts of which some are thoughts.
struct WireText: Decodable {
  /// What the model replied; thoughts are no part of it.
  let text: String
  /// What it said where it declined.
  let refusal: String?

  private struct Part: Decodable {
    var type: String?
    var text: String?
    var refusal: String?

    /// Parts that are no thoughts and no images: `text` and `output_text`, or a text without a type.
    var isReply: Bool { type.map { ["text", "output_text"].contains($0) } ?? true }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self.text = text
      refusal = nil
      return
    }
    let parts = try container.decode([Part].self)
    text = parts.filter(\.isReply).compactMap(\.text).joined()
    refusal = parts.compactMap(\.refusal).first
  }
}

/// An object that most servers write as the text of one, and some as it is.
struct WireObject: Decodable {
  /// Nil where it stands as it is: see ``ResponseBody/object(at:)``.
  let text: String?

  init(from decoder: any Decoder) throws {
    text = try? decoder.singleValueContainer().decode(String.self)
  }
}

extension ResponseBody {
  /// The body as a value.
  ///
  /// Half a surrogate pair, where a server cut an emoji in two, is read as U+FFFD: a decoder would
  /// refuse the whole reply for it.
  /// - Throws: where it is not what the protocol says.
  func decoded<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(Self.withWholeSurrogates(text).utf8))
  }

  /// The text of the object at a place in the body, its members as the model wrote them; nil for none.
  ///
  /// A decoder would keep one of two values under a name in silence.
  /// - Parameter path: names of members and places in lists.
  func object(at path: [String]) -> String? {
    var value = try? JSONValue(parsing: Self.withWholeSurrogates(text), repeatedNames: .kept)
    for step in path {
      guard let index = Int(step) else {
        value = value?[step]
        continue
      }
      let elements = value?.elements ?? []
      value = elements.indices.contains(index) ? elements[index] : nil
    }
    return value?.text
  }

  static func withWholeSurrogates(_ text: String) -> String {
    guard text.contains("\\u") else { return text }
    var bytes = Array(text.utf8)
    func unit(at index: Int) -> UInt16? {
      guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"),
        bytes[index + 1] == UInt8(ascii: "u")
      else { return nil }
      return UInt16(String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
    }
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      switch unit(at: index) {
      case nil: index += 2
      case (0xD800..<0xDC00)?:
        if let low = unit(at: index + 6), (0xDC00..<0xE000).contains(low) {
          index += 12
        } else {
          bytes.replaceSubrange((index + 2)..<(index + 6), with: Array("FFFD".utf8))
          index += 6
        }
      case (0xDC00..<0xE000)?:
        bytes.replaceSubrange((index + 2)..<(index + 6), with: Array("FFFD".utf8))
        index += 6
      default: index += 6
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
