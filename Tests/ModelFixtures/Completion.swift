import JSON
package import ModelTasks

/// A chat completion as providers write it.
package func completion(
  _ text: String,
  content: Bool = true,
  refusal: String? = nil,
  finish: String = "stop"
) -> String {
  let message = JSONValue.object([
    ("role", .string("assistant")), ("content", content ? .string(text) : .null),
    ("refusal", refusal.map(JSONValue.string) ?? .null),
  ])
  let choice = JSONValue.object([
    ("index", .int(0)), ("finish_reason", .string(finish)), ("message", message),
  ])
  return JSONValue.object([
    ("id", .string("c-1")), ("model", .string("m-1")), ("choices", .array([choice])),
    ("usage", .object([("prompt_tokens", .int(12)), ("completion_tokens", .int(3))])),
  ]).text
}

/// A request's body, as far as tests look at it.
package struct SentBody: Decodable {
  package var model: String
  package var messages: [Message]
  package var temperature: Double?
  package var seed: Int?
  package var max_tokens: Int?
  package var response_format: Format?

  package struct Message: Decodable, Hashable {
    package var role: String
    package var content: String

    package init(role: String, content: String) {
      self.role = role
      self.content = content
    }
  }

  package struct Format: Decodable {
    package var type: String
    package var json_schema: Schema
  }

  package struct Schema: Decodable {
    package var name: String
    package var strict: Bool
  }
}

/// Something else came than the test expects.
package struct Unexpected: Error {
  var exchange: Exchange

  package init(_ exchange: Exchange) { self.exchange = exchange }
}
