import Foundation

/// The JSON object of a reply: a value for each name, and no name twice.
struct ReplyObject {
  private let values: [String: ReplyValue]

  /// - Throws: where the text is not one whole JSON object, or names a field twice.
  init(_ text: String) throws(UnparsableReply) {
    guard text.hasPrefix("{") else { throw UnparsableReply("the reply is not a JSON object") }
    do {
      values = try JSONDecoder().decode([String: ReplyValue].self, from: Data(text.utf8))
    } catch {
      throw UnparsableReply("the reply is not valid JSON, or was cut short")
    }
    // The decoder keeps one of two values under a name in silence; which one is meant, nobody knows.
    guard Self.countOfMembers(in: text) == values.count else {
      throw UnparsableReply("the reply has a field twice")
    }
  }

  var names: some Sequence<String> { values.keys }

  subscript(name: String) -> ReplyValue { values[name] ?? .null }

  /// How many members a valid JSON object has, its own and not those of what it holds.
  private static func countOfMembers(in text: String) -> Int {
    var count = 0
    var depth = 0
    var isInString = false
    var isEscaped = false
    for byte in text.utf8 {
      switch byte {
      case _ where isEscaped: isEscaped = false
      case UInt8(ascii: "\\"): isEscaped = true
      case UInt8(ascii: "\""): isInString.toggle()
      case _ where isInString: break
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ":") where depth == 1: count += 1
      default: break
      }
    }
    return count
  }
}

/// A value in a reply, as far as fields can hold it.
enum ReplyValue: Decodable {
  case null
  case int(Int)
  case string(String)
  case strings([String])
  case other

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let text = try? value.decode(String.self) {
      self = .string(text)
    } else if (try? value.decode(Bool.self)) != nil {
      self = .other
    } else if let number = try? value.decode(Int.self) {
      self = .int(number)
    } else if let texts = try? value.decode([String].self) {
      self = .strings(texts)
    } else {
      self = .other
    }
  }
}
