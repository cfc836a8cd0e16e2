import JSON

/// The JSON object of a reply: a value for each name, and no name twice.
struct ReplyObject {
  private let value: JSONValue

  /// - Throws: where the text is not one whole JSON object, or names a field twice.
  init(_ text: String) throws(UnparsableReply) {
    guard text.hasPrefix("{") else { throw UnparsableReply("the reply is not a JSON object") }
    do { value = try JSONValue(parsing: text) } catch {
      if case .repeatedName = error.problem {
        // Which of the two values is meant, nobody knows.
        throw UnparsableReply("the reply has a field twice")
      }
      throw UnparsableReply("the reply is not valid JSON, or was cut short")
    }
  }

  var names: [String] { (value.object ?? []).map(\.name) }

  subscript(name: String) -> JSONValue { value[name] ?? .null }
}
