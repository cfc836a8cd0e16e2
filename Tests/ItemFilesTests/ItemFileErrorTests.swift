import AnnotationCore
import Foundation
import JSON
import Testing

@testable import ItemFiles

/// What is said about a line that is wrong: where, which field, what to do, and the line itself.
struct ItemFileErrorTests {
  @Test(
    arguments: [
      (
        #"{"language": "en", "question": "q", "answer": "a"}"#,
        " field 'id': is missing. Every item has id, language, question and answer."
      ),
      (
        #"{"id": "b", "language": "en", "question": "q"}"#,
        " field 'answer': is missing. Every item has id, language, question and answer."
      ),
      (
        #"{"id": 7, "language": "en", "question": "q", "answer": "a"}"#,
        " field 'id': is not a text. Write it in quotation marks."
      ),
      (
        #"{"id": "b", "language": "en", "question": "q", "answer": "a", "model": null}"#,
        " field 'model': is not a text. Write it in quotation marks."
      ),
      (
        #"{"id": "b", "language": "en", "question": " \n\t\r", "answer": "a"}"#,
        " field 'question': is empty, or holds nothing that can be seen."
      ),
      (
        "{\"id\": \"b\", \"language\": \"en\", \"question\": \"q\", \"answer\": \"\u{3000}\u{200B}\u{A0}\"}",
        " field 'answer': is empty, or holds nothing that can be seen."
      ),
      (
        #"{"id": "b", "language": "en", "question": "q", "answer": "a", "source": ""}"#,
        " field 'source': is empty, or holds nothing that can be seen."
      ),
      (
        #"{"id": "b", "language": "en", "question": "q", "answer": "a", "modl": "m"}"#,
        " field 'modl': is not known. An item has: id, language, question, answer, source, model."
      ),
      (
        #"{"id": "b", "language": "english", "question": "q", "answer": "a"}"#,
        " field 'language': 'english' is no language tag. Write one such as en, zh or pt-BR."
      ),
      (
        #"{"id": "b c", "language": "en", "question": "q", "answer": "a"}"#,
        " field 'id': it holds a blank. An id has 1 to 200 visible characters, without blanks."
      ),
      (
        #"{"id": "b\u0007", "language": "en", "question": "q", "answer": "a"}"#,
        " field 'id': it holds a character that cannot be seen (U+0007). An id has 1 to 200 visible "
          + "characters, without blanks."
      ),
      (
        #"{"id": "b", "language": "en", "question": "q", "answer": "a\u0000b"}"#,
        " field 'answer': holds a NUL character, which no text needs. Remove it."
      ),
      (
        #"["b"]"#,
        #" this is no JSON object. Each line holds one item: {"id": …, "language": …}"#
      ),
      (
        "null",
        #" this is no JSON object. Each line holds one item: {"id": …, "language": …}"#
      ),
    ]
  )
  func `a wrong line is named, with its field, and shown`(wrong: String, message: String) throws {
    let said = try complaint(about: "\(line("a"))\n\n\(wrong)\n\(line("c"))\n")
    #expect(said == "items.jsonl:3:\(message)\n  3 | \(wrong)")
  }

  @Test(
    arguments: [
      (#"{"id": "b", "language": "en""#, ":29", "the line ends too early"),
      (#"{"id": "b",, "language": "en"}"#, ":12", "a name in double quotes is expected"),
      (#"{'id': 'b'}"#, ":2", "a name in double quotes is expected"),
      ("id,language,question,answer", ":1", "a value is expected"),
      (#"{"id": "b"} {"id": "c"}"#, ":13", "something follows the value"),
      (#"{"id": "\q"}"#, ":9", "invalid escape sequence"),
      (#"{"id": "\ud800"}"#, ":9", "half of a surrogate pair stands alone"),
    ]
  )
  func `what is not JSON is pointed at`(wrong: String, column: String, why: String) throws {
    let said = try complaint(about: "\(line("a"))\n\(wrong)\n")
    #expect(
      said == """
        items.jsonl:2\(column): this is not JSON (\(why)). \
        Each line holds one item as a JSON object.
          2 | \(wrong)
        """
    )
  }

  @Test(
    arguments: [
      (#"{"id":"b","language":"en","question":"q","answer":"a","answer":"z"}"#, 55, "answer"),
      (#"{"id":"b","id":"c","language":"en","question":"q","answer":"a"}"#, 11, "id"),
      (#"{"id":"b","i\u0064":"b","language":"en","question":"q","answer":"a"}"#, 11, "id"),
    ]
  )
  func `of two values under one name none is taken`(wrong: String, column: Int, field: String)
    throws
  {
    #expect(
      try complaint(about: wrong) == """
        items.jsonl:1:\(column): field '\(field)': appears twice in the line. Keep the one that is \
        meant.
          1 | \(wrong)
        """
    )
  }

  @Test func `an id may have 200 characters of any script`() throws {
    let id = String(repeating: "号", count: 200)
    #expect(try items(in: line(id)).map(\.item.id) == [id])
    #expect(
      try complaint(about: line(id + "号"))?.contains("it has 201 characters, and may have 200. ")
        == true
    )
  }

  @Test func `a line that is not UTF-8 says so`() throws {
    var bytes = Array(line("a").utf8)
    bytes[10] = 0xE9
    let said = try complaint(about: bytes)
    #expect(
      said?.hasPrefix("items.jsonl:1: the line is not UTF-8. Save the file as UTF-8.\n  1 | ")
        == true
    )
  }

  @Test func `a line without an end is not read to its end`() throws {
    var bytes = Array(#"{"id": "a"#.utf8)
    bytes += [UInt8](repeating: UInt8(ascii: "x"), count: LineReader.longestLine)
    let message = "items.jsonl:2: the line is longer than 10000000 bytes. Is a line break missing?"
    let first = Array("\(line("a"))\n".utf8)
    let said = try complaint(about: first + bytes)
    #expect(said?.hasPrefix(message) == true)
    #expect(said?.hasSuffix("x…") == true)
    #expect((said?.count ?? 0) < 300)
    #expect(try complaint(about: first + bytes + [0x0A])?.hasPrefix(message) == true)
  }

  @Test func `a file that is not there is named`() {
    let error = #expect(throws: ItemFileError.self) {
      try ItemReader(path: "/nowhere/items.jsonl").readItems { _, _ in }
    }
    #expect(
      error?.description
        == "/nowhere/items.jsonl: cannot be read: there is no such file; check its name"
    )
  }

  @Test func `a folder is no file of items`() {
    let error = #expect(throws: ItemFileError.self) {
      try ItemReader(path: NSTemporaryDirectory()).readItems { _, _ in }
    }
    #expect(error?.line == 0)
    #expect(error?.kind == .unreadable("it is a folder; name a file"))
  }

  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x7B, 0x00], "it is UTF-16; save it as UTF-8"),
      ([0x1F, 0x8B, 0x08, 0x08], "it is compressed by gzip; unpack it first"),
      ([0x50, 0x4B, 0x03, 0x04], "it is a ZIP archive"),
    ] as [([UInt8], String)]
  )
  func `a file of another kind is named`(bytes: [UInt8], said: String) throws {
    let complaint = try complaint(about: bytes)
    #expect(complaint?.hasPrefix("items.jsonl: cannot be read: \(said)") == true)
  }
}
