import Foundation
import JSON
import Testing

@Suite struct JSONValueTests {
  private let sample = JSONValue.object([
    ("z", .int(1)), ("a", .array([.null, .bool(true), .double(0.5)])), ("m", .object([])),
    ("l", .array([])),
  ])

  @Test func `members keep their order`() {
    #expect(sample.text == #"{"z":1,"a":[null,true,0.5],"m":{},"l":[]}"#)
  }

  @Test func `the indented text says the same over several lines`() {
    #expect(
      sample.pretty == """
        {
          "z": 1,
          "a": [
            null,
            true,
            0.5
          ],
          "m": {},
          "l": []
        }
        """
    )
  }

  @Test(arguments: [
    ("plain", #""plain""#),
    ("\"\\\n\t\r", #""\"\\\n\t\r""#),
    ("\u{0}\u{1F}\u{7F}\u{9F}", #""\u0000\u001f\u007f\u009f""#),
    ("\u{200E}\u{202E}\u{2028}\u{2066}\u{FEFF}", #""\u200e\u202e\u2028\u2066\ufeff""#),
    ("é한🏳️‍🌈", #""é한🏳️‍🌈""#),
    // A combining mark after a quote belongs to the same character, and must not hide it.
    ("\"\u{301}", "\"\\\"\u{301}\""),
    ("\r\n", #""\r\n""#),
  ])
  func `what could break or disguise the text is escaped`(text: String, json: String) {
    #expect(JSONValue.string(text).text.unicodeScalars.elementsEqual(json.unicodeScalars))
  }

  @Test(arguments: [0.0, -0.0, 0.1, 1e300, 2.3e-308, -2.5, 1e16])
  func `numbers come back as they were`(number: Double) throws {
    let data = Data(JSONValue.array([.double(number)]).text.utf8)
    #expect(try JSONDecoder().decode([Double].self, from: data) == [number])
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `what is no number in JSON is null`(number: Double) {
    #expect(JSONValue.double(number).text == "null")
  }

  @Test(arguments: [Int.min, -1, 0, Int.max])
  func `whole numbers are written in full`(number: Int) {
    #expect(JSONValue.int(number).text == String(number))
  }

  @Test func `a text of every kind of letter comes back as it was`() throws {
    let scalars = (UInt32(0)...0x1FFFF).compactMap { Unicode.Scalar($0) }
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    let data = Data(JSONValue.object([(text, .string(text))]).text.utf8)
    let back = try JSONDecoder().decode([String: String].self, from: data)
    let (key, value) = try #require(back.first)
    #expect(key.unicodeScalars.elementsEqual(text.unicodeScalars))
    #expect(value.unicodeScalars.elementsEqual(text.unicodeScalars))
  }
}
