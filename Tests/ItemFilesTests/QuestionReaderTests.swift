import AnnotationCore
import Fixtures
import Foundation
import Testing

@testable import ItemFiles

@Suite struct QuestionReaderTests {
  private func read(_ text: String) throws -> [OpenQuestion] {
    try withTemporaryFile(Array(text.utf8)) { try QuestionReader.read(path: $0) }
  }

  private func complaint(_ text: String) throws -> String {
    try withTemporaryFile(Array(text.utf8)) { path in
      do {
        _ = try QuestionReader.read(path: path)
        return "nothing"
      } catch let error as ItemFileError {
        return error.description.replacing(path, with: "q.jsonl")
      }
    }
  }

  @Test func `questions come in order, blank lines are passed over`() throws {
    let questions = try read(
      """
      {"id": "a", "language": "en", "question": "Is it?", "source": "press"}

      {"question": "क्या?", "language": "hi", "id": "b"}
      """
    )
    #expect(
      questions == [
        OpenQuestion(id: "a", language: "en", text: "Is it?", source: "press"),
        OpenQuestion(id: "b", language: "hi", text: "क्या?"),
      ]
    )
  }

  @Test(arguments: [
    (
      #"{"id": "a", "language": "en"}"#,
      " field 'question': is missing. Every question has id, language and question."
    ),
    (
      #"{"id": "a", "language": "en", "question": "?", "answer": "!"}"#,
      " field 'answer': is not known. A question has: id, language, question, source."
    ),
    ("[]", " this is no JSON object. Each line holds one question: {\"id\": …, \"language\": …}"),
  ])
  func `a wrong line is named, with what a question has`(line: String, said: String) throws {
    #expect(
      try complaint(line).split(separator: "\n").first.map(String.init) == "q.jsonl:1:" + said
    )
  }

  @Test func `an id that appears twice is refused with both lines`() throws {
    let line = #"{"id": "a", "language": "en", "question": "?"}"#
    #expect(
      try complaint("\n" + line + "\n" + line).hasPrefix(
        "q.jsonl:3: field 'id': 'a' stands on line 2 already. Give each an id of its own."
      )
    )
  }

  @Test func `the questions of the samples can be read, one in each language`() throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let file = root.appendingPathComponent("samples/questions.jsonl").path
    let questions = try QuestionReader.read(path: file)
    #expect(questions.count == 14)
    #expect(Set(questions.map(\.language)).count == 14)
  }

  @Test func `the question's schema has the reader's fields`() throws {
    let file = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("schemas/question.schema.json")
    let schema = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
    )
    let properties = try #require(schema["properties"] as? [String: [String: Any]])
    #expect(Set(properties.keys) == Set(QuestionReader.fields))
    #expect(schema["required"] as? [String] == QuestionReader.requiredFields)
  }
}
