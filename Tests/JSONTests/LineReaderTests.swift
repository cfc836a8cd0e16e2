import Fixtures
import Foundation
import JSON
import Testing

@Suite struct `Reading lines` {
  private func lines(_ text: String, filled: Bool = false) throws -> [String] {
    try withTemporaryFile(Array(text.utf8)) { path in
      var reader = try LineReader(path: path)
      var lines: [String] = []
      while let line = try filled ? reader.nextFilled() : reader.next() {
        lines.append("\(reader.number) " + String(decoding: line, as: UTF8.self))
      }
      return lines
    }
  }

  @Test(arguments: [
    ("", []), ("\n", ["1 "]), ("a", ["1 a"]), ("a\n", ["1 a"]), ("a\n\nb", ["1 a", "2 ", "3 b"]),
    ("a\r\nb\r\n", ["1 a", "2 b"]), ("a\r", ["1 a"]), ("a\rb\n", ["1 a\rb"]),
    ("a\r\r\n", ["1 a\r"]),
    ("\u{FEFF}a\n\u{FEFF}b", ["1 a", "2 \u{FEFF}b"]), ("\u{FEFF}", ["1 "]),
    ("a\u{2028}b\u{85}c\u{B}d\n", ["1 a\u{2028}b\u{85}c\u{B}d"]),
  ])
  func `lines end with LF or CRLF, and the last one with the file`(
    text: String,
    expected: [String]
  ) throws {
    let found = try lines(text)
    #expect(found.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
  }

  @Test func `blank lines are passed over and counted`() throws {
    #expect(try lines("\n \t\r\na\n\n  b \n\n", filled: true) == ["3 a", "5   b "])
  }

  @Test(arguments: [1 << 18, (1 << 18) - 1, (1 << 18) + 1, 600_000])
  func `a line across the edge of what is read at once comes whole`(length: Int) throws {
    let long = String(repeating: "x", count: length)
    #expect(try lines("a\n\(long)\r\nb\n\(long)") == ["1 a", "2 \(long)", "3 b", "4 \(long)"])
  }

  @Test func `every byte of the file is handed on once`() throws {
    let bytes = Array(String(repeating: "line\r\n\n", count: 100_000).utf8)
    let seen = try withTemporaryFile(bytes) { path in
      var seen: [UInt8] = []
      var reader = try LineReader(path: path) { seen += $0 }
      while try reader.next() != nil {}
      return seen
    }
    #expect(seen == bytes)
  }

  @Test(arguments: ["", "\n", "\nc"])
  func `a line may have as many bytes as the limit, and no more`(rest: String) throws {
    func read(_ length: Int) throws -> Int {
      try withTemporaryFile(Array(("a\n" + String(repeating: "b", count: length) + rest).utf8)) {
        path in
        var reader = try LineReader(path: path, limit: 10)
        while try reader.next() != nil {}
        return reader.number
      }
    }
    #expect(try read(10) == (rest == "\nc" ? 3 : 2))
    let error = #expect(throws: FileReadError.self) { try read(11) }
    #expect(
      error?.explanation == "line 2 is longer than 10 bytes. Is a line break missing?"
    )
    guard case .lineTooLong(let line) = error?.problem else { return }
    #expect(String(decoding: line.beginning, as: UTF8.self).hasPrefix("bbbbbbbbbbb"))
  }

  @Test(arguments: [
    ("/nowhere/x", "/nowhere/x: there is no such file; check its name"),
    ("/dev/null/x", "/dev/null/x: a part of its path is a file and no folder; check the path"),
    ("/tmp", "/tmp: it is a folder; name a file"),
  ])
  func `why a file cannot be read is said in words`(path: String, words: String) {
    let error = #expect(throws: FileReadError.self) {
      var reader = try LineReader(path: path)
      _ = try reader.next()
    }
    #expect(error?.description == words)
    #expect(throws: FileReadError.self) { try FileChunks.all(of: path, limit: 10) }
  }
}
