import Fixtures
import Foundation
import ModelFixtures
import ModelTasks
import Testing

@Suite struct RecordedRepliesTests {
  /// Reads a file of these bytes for the juror `one`, and gives what it replies about items.
  private func replies(_ file: Data, about items: [String] = []) async throws -> [Exchange] {
    return try await withTemporaryFile(file, named: "replies.jsonl") { path in
      let source = try RecordedReplies(path: path, juror: "one")
      var exchanges: [Exchange] = []
      for id in items { exchanges.append(try await source.ask(about: id)) }
      return exchanges
    }
  }

  @Test func `a reply is an object or a text, and notes and other jurors are passed over`()
    async throws
  {
    let file = """
      {"note": "made for a test"}
      {"item": "a", "juror": "one", "reply": {"reach": "none", "sure": 4}}

      {"item": "a", "juror": "two", "reply": "another's"}
      {"item": "b", "juror": "one", "reply": "It depends."}\r
      \r
      """
    let exchanges = try await replies(Data(file.utf8), about: ["a", "b"])
    #expect(exchanges == [.saying(#"{"reach":"none","sure":4}"#), .saying("It depends.")])
  }

  @Test func `an item without a reply is a failure that retrying cannot help`() async throws {
    let exchange = try #require(try await replies(Data(), about: ["a"]).first)
    guard case .failed(.permanent) = exchange else { throw Unexpected(exchange) }
  }

  @Test(arguments: [
    ("nonsense", "not a JSON object"),
    ("[1]", "not a JSON object"),
    (#"{"item": "b", "juror": "one", "reply": {}"#, "not a JSON object"),
    ("\u{1}\u{0}", "not a JSON object"),
    (#"{"juror": "one", "reply": {}}"#, "'item' or 'juror' is missing"),
    (#"{"item": 4, "juror": "one", "reply": {}}"#, "'item' or 'juror' is missing"),
    (#"{"item": "b", "reply": {}}"#, "'item' or 'juror' is missing"),
    (#"{"item": "b", "juror": "one"}"#, "'reply' is missing"),
    (#"{"item": "b", "juror": "one", "reply": 5}"#, "neither an object nor a text"),
    (#"{"item": "b", "juror": "one", "reply": null}"#, "neither an object nor a text"),
    (#"{"item": "b", "juror": "one", "reply": true}"#, "neither an object nor a text"),
    (#"{"item": "b", "juror": "one", "reply": [{}]}"#, "neither an object nor a text"),
    (#"{"item": "a", "juror": "one", "reply": {}}"#, "one has replied about a already"),
    (#"{"item": "b", "item": "c", "juror": "one", "reply": {}}"#, "the name 'item' appears twice"),
    (#"{"item": "b", "juror": "one", "reply": {"x": 1, "x": 2}}"#, "the name 'x' appears twice"),
  ])
  func `a wrong line is named by its number`(line: String, problem: String) async throws {
    let first = #"{"item": "a", "juror": "one", "reply": {}}"# + "\n\n"
    do {
      _ = try await replies(Data((first + line + "\n").utf8))
      Issue.record("nothing was thrown")
    } catch let error as RecordingError {
      #expect(error.line == 3)
      #expect(error.problem.contains(problem))
      #expect(error.description.hasSuffix(".jsonl:3: \(error.problem)"))
    }
  }

  @Test func `bytes that are no text are a wrong line`() async throws {
    let line = Data([0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x7D])
    await #expect(throws: RecordingError.self) { try await replies(line) }
  }

  @Test func `a file that cannot be read is named`() {
    let error = #expect(throws: RecordingError.self) {
      try RecordedReplies(path: "/no/such", juror: "one")
    }
    #expect(
      error?.description
        == "/no/such: the file cannot be read: there is no such file; check its name"
    )
  }
}
