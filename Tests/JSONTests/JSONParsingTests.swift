import AnnotationCore
import Foundation
import JSON
import Testing

@Suite struct `Parsing JSON` {
  @Test(arguments: [
    ("null", JSONValue.null), (" true\n", .bool(true)), ("\tfalse\r\n", .bool(false)),
    ("\"\"", .string("")), ("[]", .array([])), ("{ }", .members([])),
    ("[1, [2], {\"a\": null}]", .array([.int(1), .array([.int(2)]), .object([("a", .null)])])),
    (#""\u00e9\uD83D\uDE00\/\b\f\n\r\t\"\\""#, .string("é😀/\u{8}\u{C}\n\r\t\"\\")),
    ("\"日本語 é\u{202E}\"", .string("日本語 é\u{202E}")), ("\u{FEFF}1", .int(1)),
  ])
  func `a value is read as it is written`(text: String, value: JSONValue) throws {
    #expect(try JSONValue(parsing: text) == value)
    #expect(try JSONValue(parsing: Array(text.utf8)) == value)
  }

  @Test func `members keep their order`() throws {
    let text = #"{"z":1,"a":{"y":2,"b":3},"m":4}"#
    #expect(try JSONValue(parsing: text).text == text)
  }

  @Test(arguments: [
    ("0", JSONValue.int(0)), ("-12", .int(-12)), ("9223372036854775807", .int(Int.max)),
    ("1.0", .double(1)), ("-0.0", .double(-0.0)), ("1e2", .double(100)), ("2.50", .double(2.5)),
    ("0.1", .double(0.1)), ("5e-324", .double(.leastNonzeroMagnitude)),
    ("1.7976931348623157e308", .double(.greatestFiniteMagnitude)),
    ("0e99999999999", .double(0)),
    // Neither holds these exactly: they stay as they are written.
    ("9223372036854775808", .number("9223372036854775808")), ("1e400", .number("1e400")),
    ("12345678901234567890123", .number("12345678901234567890123")), ("1e-400", .number("1e-400")),
    ("0.10000000000000000555", .number("0.10000000000000000555")),
    ("9007199254740993.0", .number("9007199254740993.0")),
  ])
  func `a whole number is told from a decimal, and nothing of either is lost`(
    text: String,
    value: JSONValue
  ) throws {
    let read = try JSONValue(parsing: text)
    #expect(read == value)
    #expect(try JSONValue(parsing: read.text) == value)
  }

  @Test(arguments: [("4", 4), ("4.0", 4), ("40e-1", 4), ("4.5", nil), ("1e99", nil), ("true", nil)])
  func `a whole number may be written as a decimal`(text: String, number: Int?) throws {
    #expect(try JSONValue(parsing: text).wholeNumber == number)
  }

  @Test(arguments: [
    ("", 1, 1, "it ends too early"), ("{\"a\": 1", 1, 8, "it ends too early"),
    ("[1,\n 2", 2, 3, "it ends too early"), ("\"a", 1, 3, "it ends too early"),
    ("\"\\", 1, 3, "it ends too early"), ("\"\\u12", 1, 6, "it ends too early"),
    ("-", 1, 2, "it ends too early"), ("1.", 1, 3, "it ends too early"),
    ("x", 1, 1, "a value is expected"), ("NaN", 1, 1, "a value is expected"),
    ("[1,]", 1, 4, "a value is expected"), ("[,1]", 1, 2, "a value is expected"),
    ("nul", 1, 1, "a value is expected"), ("+1", 1, 1, "a value is expected"),
    ("-x", 1, 2, "a digit is expected"), ("1.x", 1, 3, "a digit is expected"),
    ("1ex", 1, 3, "a digit is expected"),
    ("{\"a\":1,}", 1, 8, "a name in double quotes is expected"),
    ("{'a':1}", 1, 2, "a name in double quotes is expected"),
    ("{\"a\" 1}", 1, 6, "a colon is expected"),
    ("{\n  \"a\": 1\n  \"b\": 2}", 3, 3, "a comma or a closing brace is expected"),
    ("[1 2]", 1, 4, "a comma or a closing bracket is expected"),
    ("[01]", 1, 3, "a comma or a closing bracket is expected"),
    ("{} {}", 1, 4, "something follows the value"), ("1 x", 1, 3, "something follows the value"),
    ("\"\\q\"", 1, 2, "invalid escape sequence"), ("\"a\\u+123\"", 1, 3, "invalid escape sequence"),
    ("\"\\ud800\"", 1, 2, "half of a surrogate pair stands alone"),
    ("\"a\\udc00\"", 1, 3, "half of a surrogate pair stands alone"),
    ("\"\\ud800\\u0041\"", 1, 2, "half of a surrogate pair stands alone"),
    ("\"a\tb\"", 1, 3, "a control character must be written as an escape sequence"),
    ("\"\\n\u{1}\"", 1, 4, "a control character must be written as an escape sequence"),
    ("[{\"é\":1,\n\"é\":2}]", 2, 1, "the name 'é' appears twice in one object"),
    ("{\"a\":1,\"\\u0061\":2}", 1, 8, "the name 'a' appears twice in one object"),
  ])
  func `what is wrong is said in words, with line and column`(
    text: String,
    line: Int,
    column: Int,
    words: String
  ) {
    let error = #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: text) }
    #expect(error?.description == "line \(line), column \(column): \(words)")
  }

  @Test func `a name that appears twice is found among many, and kept where that is asked for`()
    throws
  {
    let many = (0..<100).map { "\"m\($0)\":\($0)" }.joined(separator: ",")
    let text = "{\(many),\"m3\":true}"
    let error = #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: text) }
    #expect(error?.problem == .repeatedName("m3"))
    #expect(error?.offset == many.utf8.count + 2)
    #expect(try JSONValue(parsing: text, repeatedNames: .kept).text == text)
  }

  @Test(arguments: [
    [0x22, 0xE9, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
    [0x22, 0xC0, 0x80, 0x22],
    [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22],
  ])
  func `bytes that are not UTF-8 are pointed at`(bytes: [UInt8]) {
    let error = #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: bytes) }
    #expect(error?.description == "line 1, column 2: it is not UTF-8")
  }

  @Test func `UTF-16 is not UTF-8`() {
    let bytes: [UInt8] = [0xFF, 0xFE, 0x31, 0x00]
    let error = #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: bytes) }
    #expect(error?.problem == .notUTF8)
  }

  @Test(arguments: [("[", "]"), ("{\"a\":", "}")])
  func `values stand in one another as deep as the limit`(open: String, close: String) throws {
    func nested(_ depth: Int) -> String {
      String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
    }
    #expect(try JSONValue(parsing: nested(512)).text == nested(512))
    let error = #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: nested(513)) }
    #expect(error?.problem == .nestedTooDeep(limit: 512))
    #expect(throws: JSONSyntaxError.self) {
      try JSONValue(parsing: String(repeating: open, count: 1_000_000))
    }
  }

  @Test func `what is written comes back`() throws {
    var random = SplitMix64(seed: 7)
    for _ in 0..<500 {
      let value = JSONValue.random(depth: 4, &random)
      #expect(try JSONValue(parsing: value.text) == value)
      #expect(try JSONValue(parsing: value.pretty) == value)
    }
  }

  @Test func `a text that was damaged anywhere is read or refused, and never breaks the reader`() {
    var random = SplitMix64(seed: 11)
    let whole = Array(#"{"a":[1,-2.5e3,"x\u00e9\ud83d\ude00",null],"b":{"c":true}}"#.utf8)
    for _ in 0..<5_000 {
      var bytes = whole
      for _ in 0...Int.random(in: 0..<3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        default: bytes.removeSubrange(place...)
        }
        if bytes.isEmpty { break }
      }
      let ours = (try? JSONValue(parsing: bytes, repeatedNames: .kept)) != nil
      guard String(validating: bytes, as: UTF8.self) != nil else {
        #expect(!ours)
        continue
      }
      // Foundation takes what stands behind a NUL for nothing.
      guard !bytes.contains(0) else { continue }
      let theirs =
        (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
      #expect(ours == theirs, "\(String(decoding: bytes, as: UTF8.self))")
    }
  }
}

@Suite struct `JSON in a decoder` {
  @Test func `a value is coded as JSON, whatever it holds`() throws {
    let text = #"{"a":[1,2.5,"x",true,null],"b":{},"c":[]}"#
    let value = try JSONValue(parsing: text)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let data = try encoder.encode(value)
    #expect(String(decoding: data, as: UTF8.self) == text)
    #expect(try JSONDecoder().decode(JSONValue.self, from: data) == value)
  }
}

extension JSONValue {
  static func random(depth: Int, _ random: inout SplitMix64) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2: return .int(Int(truncatingIfNeeded: random.next()))
    case 3:
      let number = Double(bitPattern: random.next())
      return number.isFinite ? .double(number) : .double(0.1)
    case 4: return .number("1\(UInt64.max)\(random.next())")
    case 5: return .string(String.random(&random))
    case 6:
      return .array(
        (0..<Int.random(in: 0..<4, using: &random)).map { _ in
          .random(depth: depth - 1, &random)
        }
      )
    default:
      return .object(
        (0..<Int.random(in: 0..<12, using: &random)).map { index in
          ("\(index)" + String.random(&random), .random(depth: depth - 1, &random))
        }
      )
    }
  }
}

extension String {
  /// A text of letters, controls, quotes and marks that change direction.
  static func random(_ random: inout SplitMix64) -> String {
    let parts = [
      "a", "é", "e\u{301}", "日", "🏳️‍🌈", "\"", "\\", "/", "\n", "\r\n", "\t", "\u{0}", "\u{1B}",
      "\u{7F}", "\u{85}", "\u{202E}", "\u{2028}", "\u{2066}", "\u{FEFF}", "\u{10FFFF}", "{", "]",
    ]
    return (0..<Int.random(in: 0..<6, using: &random))
      .map { _ in parts.randomElement(using: &random) ?? "" }.joined()
  }
}
