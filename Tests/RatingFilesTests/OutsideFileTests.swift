import Fixtures
import Foundation
import Testing

@testable import RatingFiles

@Suite struct OutsideFileTests {
  private func read(_ text: String, _ format: OutsideFormat) throws -> OutsideLabels {
    var form = OutsideForm()
    form.annotator = format == .csv ? nil : "ana"
    return try withTemporaryFile(text.utf8, named: "outside.jsonl") { path in
      try format.read(path: path, form)
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
    #"{"id":7,"label":[null]}"#, #"{"id":7,"label":" "}"#, #"{"id":7,"label":[],"entities":[]}"#,
    #"{"id":7,"label":[]}"#, #"{"id":7,"label":null}"#, #"{"id":7,"label":""}"#,
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
    (#""label":["good",2]"#, "label"), (#""labels":{"good":1}"#, "labels"),
    (#""label":[],"entities":[{"id":1,"label":"PER"}]"#, "entities"),
    (#""label":null,"cats":{"good":1}"#, "cats"), (#""label":true"#, "label"),
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
      "1: This is no JSON (column 20: the name 'id' appears"
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

  @Test func `records of which none has a label are no file of labels`() {
    #expect(
      problem("{\"id\":7,\"class\":\"good\"}\n{\"id\":8}", .doccano)
        .contains("No record has 'label' or 'labels'")
    )
    #expect(
      problem("{\"id\":7}\n{\"id\":8,\"label\":[\"good\"]}", .doccano) == "read: [[\"good\"]]"
    )
  }

  private func task(result: String) -> String {
    #"[{"data":{"id":"a"},"annotations":[{"completed_by":1,"result":[\#(result)]}]}]"#
  }

  @Test(arguments: [
    (#"{"from_name":"f","type":"labels","value":{"start":0,"end":4,"labels":["PER"]}}"#, "labels"),
    (#"{"from_name":"f","type":"taxonomy","value":{"taxonomy":[["a","b"]]}}"#, "taxonomy"),
    (#"{"from_name":"f","type":"rectanglelabels","value":{"x":1}}"#, "rectanglelabels"),
    (#"{"from_name":"f","type":"choices","value":{"choices":[{"id":1}]}}"#, "choices"),
    (#"{"from_name":"f","type":"choices","value":["good"]}"#, "choices"),
    (#"{"from_name":"f","type":"rating","value":{"rating":[1,2]}}"#, "rating"),
    (#"{"type":"relation","from_id":"x","to_id":"y"}"#, "relation"),
    (#"{"type":"choices","value":{"choices":["good"]}}"#, "choices"), ("1", ""),
  ])
  func `a result of Label Studio that is no label of an item is refused, not left out`(
    result: String,
    type: String
  ) {
    let said = problem(task(result: result), .labelStudio)
    #expect(
      said.contains("task 1: a result of the type '\(type)' is no label of a whole item"),
      "\(said)"
    )
  }

  @Test(arguments: [
    "", #"{"from_name":"f","type":"choices","value":{"choices":[]}}"#,
    #"{"from_name":"f","type":"choices","value":{"choices":[" "]}}"#,
    #"{"from_name":"f","type":"rating","value":{"rating":null}}"#,
    #"{"from_name":"f","type":"textarea","value":{"text":[]}}"#,
  ])
  func `a result of Label Studio that is empty is left out`(result: String) throws {
    let found = try read(task(result: result), .labelStudio)
    #expect(found.labels.isEmpty)
    #expect(found.leftOut == 1)
  }

  @Test func `fields of Label Studio that are not wanted are passed over, whatever they hold`()
    throws
  {
    var form = OutsideForm()
    form.leaveOut = ["spans"]
    let text = task(
      result: #"{"from_name":"spans","type":"labels","value":{}},"#
        + #"{"from_name":"f","type":"textarea","value":{"text":" why\n"}}"#
    )
    let found = try withTemporaryFile(text.utf8) {
      try OutsideFormat.labelStudio.read(path: $0, form)
    }
    #expect(found.labels.map(\.labels) == [["why"]])
    #expect(found.passedOver == 1)
  }

  @Test(arguments: [
    (#"[{"data":{"id":"a"},"annotations":[1,2]}]"#, "task 1: 'annotations' is not a list"),
    (#"[{"data":{"id":"a"}}]"#, "task 1: 'annotations' is not a list"),
    (#"[{"data":{"id":"a"},"annotations":[{"completed_by":1}]}]"#, "'annotations.result' is not"),
    (#"[{"data":{"id":" "},"annotations":[]}]"#, "task 1: 'data.id' is missing"),
    (
      #"[{"data":{"id":"a"},"annotations":[],"annotations":[]}]"#,
      "the name 'annotations' appears twice"
    ),
  ])
  func `a task of another shape is refused with its number`(text: String, said: String) {
    #expect(problem(text, .labelStudio).contains(said), "\(problem(text, .labelStudio))")
  }

  /// As each tool writes them.
  private static let exports: [(String, OutsideFormat, String)] = [
    (
      #"[{"id":1,"question":"?","judgment":"good","annotator":1,"annotation_id":2,"lead_time":3.5}]"#,
      .labelStudio, "Label Studio's export as JSON-MIN"
    ),
    (
      "id,question,judgment,annotator,annotation_id,lead_time\n1,?,good,1,2,3.5\n", .csv,
      "JSON-MIN or CSV"
    ),
    (
      #"{"_server_id":"x","status":"pending","judgment.responses":["good"],"judgment.responses.users":["u"]}"#,
      .doccano, "export of Argilla"
    ),
    (
      #"[{"id":"x","fields":{"text":"?"},"responses":{"judgment":[]},"suggestions":{}}]"#,
      .labelStudio, "export of Argilla"
    ),
    (
      #"{"text":"?","meta":{"id":"2"},"_input_hash":-1,"_task_hash":-3,"label":"good","answer":"reject"}"#,
      .doccano, "export of Prodigy"
    ),
    (
      #"{"text":"?","_input_hash":-1,"_task_hash":-3,"accept":["good"],"answer":"accept"}"#
        + "\n{}",
      .labelStudio, "export of Prodigy"
    ),
    (
      #"{"id":"a","displayed_text":"?","label_annotations":{"judgment":{"good":"1"}},"span_annotations":{}}"#,
      .doccano, "export of Potato"
    ),
    (
      "user\tinstance_id\tdisplayed_text\tjudgment:::good\na@b\tx\t?\t1\n", .csv, "export of Potato"
    ),
    (#"{"text":"?","_input_hash":-1,"label":"good"}"#, .csv, "export of Prodigy"),
  ]

  @Test(arguments: exports)
  func `an export that is not read yet is named with its tool, and what to do`(
    text: String,
    format: OutsideFormat,
    said: String
  ) {
    let sentence = problem(text, format)
    #expect(sentence.contains(said), "\(sentence)")
    #expect(
      sentence.contains("Export the project again as JSON") || sentence.contains("line of CSV")
    )
  }

  @Test func `ids and names are composed and trimmed, whichever tool wrote them`() throws {
    let nfd = "Jose\u{301}"
    let csv = try read("item;annotator;label\n \(nfd) ;\u{A0}\(nfd); good \n", .csv)
    let studio = try read(
      "[{\"data\":{\"id\":\"\(nfd) \"},\"annotations\":[{\"completed_by\":\" \(nfd)\",\"result\":["
        + #"{"from_name":"f ","type":"choices","value":{"choices":[" good "]}}]}]}]"#,
      .labelStudio
    )
    let doccano = try read("{\"item\":\" \(nfd)\",\"label\":\"good \"}", .doccano)
    for label in [csv, studio, doccano].flatMap(\.labels) {
      #expect(Array(label.item.unicodeScalars) == Array("José".unicodeScalars))
      #expect(label.labels == ["good"])
    }
    #expect(
      (csv.labels + studio.labels).allSatisfy { $0.annotator.utf8.elementsEqual("José".utf8) }
    )
  }
}
