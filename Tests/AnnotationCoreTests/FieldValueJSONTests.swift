import AnnotationCore
import Foundation
import JSON
import Testing

@Suite struct `Values as JSON` {
  private static let texts = [
    "", "plain", "\"quoted\" \\ back/slash", "line\nbreak\ttab\r\u{8}\u{C}\u{1}\u{7F}\u{85}",
    "\u{202E}right\u{2028}\u{2066}\u{FEFF}\u{61C}", "日本語 🏳️‍🌈 e\u{301}", "{\"text\":\"x\"}", "12",
    "null", "\"\u{301}", "\u{0}",
  ]

  /// Values of every kind around each of the texts.
  private static let values: [FieldValue] =
    texts.flatMap { [.single($0), .text($0), .multiple([$0, "b", "ä"])] }
    + [.multiple([]), .scale(0), .scale(-3), .scale(Int.max), .scale(Int.min)]

  private static func kind(of value: FieldValue) -> Field.Kind {
    switch value {
    case .single: .single(.listed([]))
    case .multiple: .multiple(.points)
    case .scale: .scale(1...5, labels: [:])
    case .text: .text(maximum: 10)
    }
  }

  @Test(arguments: values)
  func `a value of the tables comes back without its field`(value: FieldValue) throws {
    let text = ValuesJSON.text(of: value)
    #expect(try ValuesJSON.value(text) == value)
    #expect(try ValuesJSON.value(JSONValue(parsing: text).pretty) == value)
  }

  @Test(arguments: values)
  func `a value of a file comes back with its field's kind`(value: FieldValue) throws {
    let json = try JSONValue(parsing: JSONValue(value).text)
    #expect(FieldValue(json, as: Self.kind(of: value)) == value)
  }

  @Test(arguments: values)
  func `a coder writes what the tables have`(value: FieldValue) throws {
    let data = try JSONEncoder().encode([value])
    #expect(try JSONDecoder().decode([FieldValue].self, from: data) == [value])
    let text = "[\(ValuesJSON.text(of: value))]"
    #expect(try JSONDecoder().decode([FieldValue].self, from: Data(text.utf8)) == [value])
    #expect(try JSONValue(parsing: data) == JSONValue(parsing: text))
  }

  @Test func `values come back by field, in the order of the fields' ids`() throws {
    let values = Dictionary(
      uniqueKeysWithValues: Self.values.enumerated().map {
        ("\($0.offset % 7)-\($0.offset)", $0.element)
      }
    )
    let text = ValuesJSON.text(of: values)
    #expect(try ValuesJSON.values(text) == values)
    let names = try JSONValue(parsing: text).object?.map(\.name)
    #expect(names == values.keys.sorted())
    for text in Self.texts {
      #expect(try ValuesJSON.values(ValuesJSON.text(of: [text: .scale(1)])) == [text: .scale(1)])
    }
  }

  @Test func `the two forms are these`() {
    let values: [(FieldValue, String, String)] = [
      (.single("a"), #""a""#, #""a""#), (.multiple(["b", "a"]), #"["a","b"]"#, #"["a","b"]"#),
      (.scale(4), "4", "4"), (.text("a"), #""a""#, #"{"text":"a"}"#),
    ]
    for (value, shown, stored) in values {
      #expect(JSONValue(value).text == shown)
      #expect(ValuesJSON.text(of: value) == stored)
    }
    #expect(JSONValue(FieldValue?.none) == .null)
  }

  @Test(arguments: [
    "", "null", "true", "1.5", "1e2", "[1]", "[[]]", "{}", #"{"txt":"a"}"#, #"{"text":1}"#,
    #"{"text":"a","text":"b"}"#, #"{"text":"a","more":"b"}"#, "\"a\" 1", "\"\\ud800\"",
    "9223372036854775808",
  ])
  func `what is no value of the tables is refused`(text: String) {
    #expect(throws: JSONSyntaxError.self) { try ValuesJSON.value(text) }
    #expect(throws: JSONSyntaxError.self) { try ValuesJSON.values("{\"f\":\(text)}") }
  }

  @Test(arguments: ["[]", "1", #"{"a":1,"a":2}"#, #"{"a":1"#])
  func `what is not values by field is refused`(text: String) {
    #expect(throws: JSONSyntaxError.self) { try ValuesJSON.values(text) }
  }

  @Test(arguments: [
    ("1", "s"), ("[\"a\"]", "s"), ("null", "s"), ("\"a\"", "m"), ("[1]", "m"), ("[null]", "m"),
    ("\"1\"", "n"), ("1.5", "n"), ("true", "n"), ("1", "t"), (#"{"text":"a"}"#, "t"),
  ])
  func `JSON of another kind than the field is no value`(text: String, kind: String) throws {
    let kinds: [String: Field.Kind] = [
      "s": .single(.points), "m": .multiple(.points), "n": .scale(1...2, labels: [:]),
      "t": .text(maximum: 1),
    ]
    let field = try #require(kinds[kind])
    #expect(FieldValue(try JSONValue(parsing: text), as: field) == nil)
  }

  @Test func `a step may be written as a decimal`() throws {
    #expect(FieldValue(.double(4), as: .scale(1...5, labels: [:])) == .scale(4))
  }
}
