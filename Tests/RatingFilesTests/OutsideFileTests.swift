import Fixtures
import Foundation
import Testing

@testable import RatingFiles

@Suite struct OutsideFileTests {
  private func read(_ text: String, _ format: OutsideFormat) throws -> OutsideLabels {
    try withTemporaryFile(text.utf8, named: "outside.jsonl") { path in
      try format.read(path: path, annotator: "ana")
    }
  }

  private func problem(_ text: String, _ format: OutsideFormat) -> String {
    do {
      return "read: \(try read(text, format).labels.map(\.labels))"
    } catch { return "\(error)".split(separator: ".jsonl:").last.map(String.init) ?? "" }
  }

  @Test(arguments: [
    #""label":["good","short"]"#, #""labels":["good","short"]"#,
    #""label":[],"labels":["good","short"]"#,
    #""label":null,"labels":["good","short"],"annotations":[]"#,
  ])
  func `doccano's labels are read by whichever name it gave them`(member: String) throws {
    let found = try read("\u{FEFF}{\"id\":7,\"item\":\"a\",\(member)}\r\n", .doccano)
    #expect(found.labels.map(\.item) == ["a"])
    #expect(found.labels.map(\.labels) == [["good", "short"]])
    #expect(found.leftOut == 0)
  }

  @Test func `one label of doccano may stand alone, and an item may stand in meta or be its id`()
    throws
  {
    let found = try read(
      """
      {"id":7,"meta":{"item":"a"},"label":"good"}

      {"id":8,"label":"bad"}
      """,
      .doccano
    )
    #expect(found.labels.map(\.item) == ["a", "8"])
    #expect(found.labels.map(\.labels) == [["good"], ["bad"]])
    #expect(found.labels.map(\.place) == ["line 1", "line 3"])
  }

  @Test(arguments: [
    "{\"id\":7}", #"{"id":7,"label":[]}"#, #"{"id":7,"label":null}"#, #"{"id":7,"label":""}"#,
    #"{"id":7,"labels":[],"annotations":[]}"#,
  ])
  func `a record of doccano without a label is left out`(line: String) throws {
    let found = try read(line, .doccano)
    #expect(found.labels.isEmpty)
    #expect(found.leftOut == 1)
  }

  @Test(arguments: [
    (#""label":[2]"#, "label"), (#""label":2"#, "label"), (#""label":[[0,4,"PER"]]"#, "label"),
    (#""labels":[{"id":2}]"#, "labels"), (#""annotations":[{"label":2,"user":1}]"#, "annotations"),
    (#""label":[],"annotations":[{"label":2,"user":1}]"#, "annotations"),
  ])
  func `labels of doccano without names are refused, not left out`(member: String, name: String) {
    let said = problem("\n{\"id\":7,\"item\":\"a\",\(member)}", .doccano)
    #expect(said.hasPrefix("2: '\(name)' holds no names of labels."), "\(said)")
  }

  private func task(completedBy: String, _ value: String = #"{"choices":["good"]}"#) -> String {
    """
    [{"data":{"id":"a"},
      "annotations":[{"completed_by":\(completedBy),
        "result":[{"from_name":"f","type":"\(value.contains("choices") ? "choices" : "rating")",
          "value":\(value)}]}]}]
    """
  }

  @Test(arguments: [
    ("5", "5"), (#""5""#, "5"), (#"{"id":5,"email":"e@example.org","first_name":"R"}"#, "5"),
    (#"{"email":"e@example.org"}"#, "e@example.org"),
  ])
  func `who completed an annotation of Label Studio is a number, or a person`(
    completedBy: String,
    annotator: String
  ) throws {
    let found = try read(task(completedBy: completedBy), .labelStudio)
    #expect(found.labels.map(\.annotator) == [annotator])
    #expect(found.labels.map(\.labels) == [["good"]])
  }

  @Test(arguments: ["null", "{}", "[]", "true"])
  func `an annotation of Label Studio that nobody completed is refused`(completedBy: String) {
    let said = problem(task(completedBy: completedBy), .labelStudio)
    #expect(said.contains("task 1: 'annotations.completed_by' is missing"))
  }

  @Test(arguments: [("4", "4"), ("4.0", "4"), ("4.5", "4.5")])
  func `a step of Label Studio may be written as a decimal`(number: String, label: String) throws {
    let found = try read(task(completedBy: "1", "{\"rating\":\(number)}"), .labelStudio)
    #expect(found.labels.map(\.labels) == [[label]])
  }

  @Test(arguments: [
    (
      "[{\"data\":{\"id\":\"a\"},\n\"annotations\":,}]", "2: This is no JSON (column 15: a value is"
    ),
    (
      "[{\"data\":{\"id\":\"a\",\"id\":\"b\"}}]",
      "1: This is no JSON (column 20: the name 'id' stands"
    ),
    ("[", "1: This is no JSON (column 2: it ends too early)"),
  ])
  func `what is not JSON is pointed at`(text: String, said: String) {
    #expect(problem(text, .labelStudio).hasPrefix(said), "\(problem(text, .labelStudio))")
  }

  @Test func `choices of Label Studio may be numbers`() throws {
    let found = try read(task(completedBy: "1", #"{"choices":[4,"good"]}"#), .labelStudio)
    #expect(found.labels.map(\.labels) == [["4", "good"]])
  }

  @Test func `a line of doccano that is not JSON is pointed at`() {
    let said = problem("{\"id\":1}\n{\"id\":2,}\n", .doccano)
    #expect(said.hasPrefix("2: This is no JSON (column 9: a name in double quotes is expected)"))
  }
}
