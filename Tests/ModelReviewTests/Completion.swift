import JSON
import ModelReview

/// A chat completion as providers write it.
func completion(
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
struct SentBody: Decodable {
  var model: String
  var messages: [Message]
  var temperature: Double?
  var seed: Int?
  var max_tokens: Int?
  var response_format: Format?

  struct Message: Decodable, Hashable {
    var role: String
    var content: String
  }

  struct Format: Decodable {
    var type: String
    var json_schema: Schema
  }

  struct Schema: Decodable {
    var name: String
    var strict: Bool
  }
}

/// Something else came than the test expects.
struct Unexpected: Error {
  var exchange: Exchange

  init(_ exchange: Exchange) { self.exchange = exchange }
}
