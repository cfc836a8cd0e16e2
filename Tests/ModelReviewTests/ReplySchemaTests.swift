import AnnotationCore
import SchemaValidation
import Testing

@testable import ModelReview
@testable import ModelTasks

/// The schema that is sent with a prompt, held against replies by a validator that is not ours.
@Suite struct ReplySchemaTests {
  private func problems(
    _ replies: [String],
    _ mode: ReviewMode = .blind,
    order: ChoiceOrder = .given
  ) throws -> [[String]] {
    let prompts = ["review", "stage_two", "audit"].map { purpose in
      (purpose, smallTemplate + "\n{stage_one}{annotators}")
    }
    var guideline = promptedGuideline()
    guideline.prompts = Dictionary(uniqueKeysWithValues: prompts)
    let trial = Juror.Trial(number: 1, language: .item, order: order, draw: 0)
    let schema = try ReviewPrompter(guideline, mode: mode)
      .prompt(for: ReviewCase(item: equalItem("a")), trial).sent.schema.text
    return try SchemaValidator.problems(in: replies.map { .init($0, schema: schema) })
  }

  @Test(arguments: [ChoiceOrder.given, .reversed, .shuffled])
  func `replies that are verdicts are right in every order of the choices`(
    order: ChoiceOrder
  ) throws {
    let right = [
      goodReply,
      goodReply.replacing("[\"b\",\"a\"]", with: "[]"),
      goodReply.replacing("\"accord\":\"yes\"", with: "\"accord\":\"no\""),
      #"{"reach":"none","accord":null,"groups":[],"sure":2,"faults":null,"fit":null,"why":null}"#,
    ]
    #expect(try problems(right, order: order) == right.map { _ in [] })
    for reply in right {
      _ = try ReplyParser(promptedGuideline()).verdict(in: reply, about: equalItem("a"))
    }
  }

  @Test func `a reply with one thing wrong is wrong`() throws {
    let pieces = [
      ("\"reach\":\"wide\",", ""), ("\"wide\"", "null"), ("\"wide\"", "\"far\""),
      ("\"yes\"", "true"),
      ("[\"b\",\"a\"]", "null"), ("[\"b\",\"a\"]", "\"a\""), ("[\"b\",\"a\"]", "[\"c\"]"),
      ("[\"b\",\"a\"]", "[\"a\",\"b\",\"a\"]"), ("[\"b\",\"a\"]", "[1]"), (":4", ":6"),
      (":4", ":4.5"),
      (":4", ":\"4\""), (":4", ":null"), ("[\"made_up\"]", "[\"good\"]"), ("\"bad\"", "[\"bad\"]"),
      ("\"so\"", "7"), (":4", ":4,\"score\":10"),
    ]
    let wrong =
      pieces.map { goodReply.replacing($0.0, with: $0.1) } + ["[\(goodReply)]", "4", "\"so\""]
    #expect(!wrong.contains(goodReply))
    for (reply, found) in zip(wrong, try problems(wrong)) {
      #expect(!found.isEmpty, "\(reply)")
    }
  }

  @Test func `a juror of stage two replies about stage two alone, an auditor about both`() throws {
    let two = #"{"faults":["made_up"],"fit":"bad","why":"so"}"#
    let found = try problems([two, goodReply], .lastStage)
    #expect(found[0] == [])
    #expect(!found[1].isEmpty)
    #expect(try problems([goodReply], .audit) == [[]])
    #expect(try !problems([two], .audit)[0].isEmpty)
  }
}
