import AnnotationCore
import Fixtures
import Foundation
import Testing

@testable import ItemFiles

struct ItemReaderTests {
  @Test func `a line becomes an item`() throws {
    let text = """
      {"id": "zh-1", "language": "zh-Hant", "question": "對嗎？", "answer": "對。\\n不對。", \
      "source": "survey", "model": "m-1"}
      """
    #expect(
      try items(in: text) == [
        NumberedItem(
          item: Item(
            id: "zh-1",
            language: "zh-Hant",
            question: "對嗎？",
            answer: "對。\n不對。",
            source: "survey",
            model: "m-1"
          ),
          line: 1
        )
      ]
    )
  }

  @Test(
    arguments: [
      ("\(line("a"))\n\(line("b"))\n", [1, 2]),
      ("\(line("a"))\n\(line("b"))", [1, 2]),
      ("\u{FEFF}\(line("a"))\n\(line("b"))\n", [1, 2]),
      ("\(line("a"))\r\n\(line("b"))\r\n", [1, 2]),
      ("\u{FEFF}\r\n\(line("a"))\r\n\r\n  \t\r\n\(line("b"))", [2, 5]),
      ("\n\n\(line("a"))\n\(line("b"))\n\n", [3, 4]),
    ]
  )
  func `line ends, blank lines and a byte order mark change no item`(
    text: String,
    lines: [Int]
  ) throws {
    let read = try items(in: text)
    #expect(read.map(\.item.id) == ["a", "b"])
    #expect(read.map(\.line) == lines)
    #expect(read.allSatisfy { $0.item.answer == "No." })
  }

  @Test func `an empty file has no items`() throws { #expect(try items(in: "").isEmpty) }

  @Test func `a line may cross the end of what is read at once`() throws {
    // Reads are of 256 KB: line ends fall before, on and after their boundaries.
    let chunk = 1 << 18
    let empty = line("x", answer: "").utf8.count + 1
    for length in (chunk - 2)...(chunk + 2) {
      let long = String(repeating: "é", count: (length - empty) / 2)
      let odd = (length - empty).isMultiple(of: 2) ? "" : "."
      let text = [long + odd, "b", long, "d"].map { line("x", answer: $0) }
      let read = try items(in: text.joined(separator: "\r\n"))
      #expect(read.map(\.item.answer) == [long + odd, "b", long, "d"])
      #expect(read.map(\.line) == [1, 2, 3, 4])
    }
  }

  @Test func `a line may fill many reads`() throws {
    let long = String(repeating: "对", count: 700_000)
    #expect(try items(in: line("a", answer: long) + "\n").first?.item.answer == long)
  }

  @Test func `the digest is the whole file's`() throws {
    // printf '\n\n' | sha256sum
    try withTemporaryFile(Array("\n\n".utf8)) { path in
      let reader = ItemReader(path: path)
      try reader.readItems { _, _ in }
      #expect(
        reader.sha256 == "75a11da44c802486bc6f65640aa48a730f0f684c5c07a42ba3cd1735eb3fb070"
      )
      #expect(reader.bytesRead == 2)
    }
  }

  @Test func `what the body throws ends the reading, and the line can be shown`() throws {
    struct Stop: Error {}
    try withTemporaryFile(Array("\(line("a"))\n\(line("b"))\n".utf8)) { path in
      let reader = ItemReader(path: path)
      var seen: [String] = []
      #expect(throws: Stop.self) {
        try reader.readItems { item, _ in
          seen.append(item.id)
          throw Stop()
        }
      }
      #expect(seen == ["a"])
      #expect(reader.shownLine == line("a"))
    }
  }
}
