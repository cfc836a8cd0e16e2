import AnnotationCore
import ArgumentParser
import Fixtures
import Foundation
import ProjectStore
import Testing

@testable import Review

@Suite struct ImportAnnotationsTests {
  let place: Workplace

  init() throws {
    place = try Workplace()
    try place.makeProject(items: ["a", "b", "c"].map { Workplace.item($0) })
  }

  private func refusal(_ arguments: String...) -> String {
    do {
      try place.run(ImportAnnotationsCommand.self, [place.project] + arguments)
      return "no error"
    } catch { return "\(error)" }
  }

  private func ratings(_ field: FieldID) throws -> [String] {
    try Project.open(at: place.project).ratings(field: field, raters: .humans).map {
      "\($0.item) \($0.rater) \($0.value)"
    }
  }

  @Test func `labels of a CSV file count as their people's, and come once`() throws {
    let file = try place.write(
      "item,annotator,label,at",
      "a,ana,appropriate,2025-03-01T10:00:00Z",
      "a,ben,Appropriate,",
      "b,ana,inappropriate,2025-03-02T10:00:00.500+01:00",
      "c,ana,,",
      to: "labels.csv"
    )
    for _ in 0..<2 {
      try place.run(ImportAnnotationsCommand.self, place.project, file, "--field", "judgment")
    }
    let store = try Project.open(at: place.project)
    let found = try store.ratings(field: "judgment", raters: .humans)
    #expect(found.map(\.item) == ["a", "a", "b"])
    #expect(
      found.map(\.value) == [
        .single("appropriate"), .single("appropriate"), .single("inappropriate"),
      ]
    )
    #expect(found[2].at.iso8601 == "2025-03-02T09:00:00.500Z")
    #expect(found[0].pseudonym != nil)
    // They decide nothing.
    #expect(try store.decisions(of: "judgment").isEmpty)
  }

  @Test func `sets, steps and texts, field by field`() throws {
    let file = try place.write(
      "item,annotator,field,label",
      "a,ana,violations,endorses_violation|loaded_wording",
      "a,ben,violations,none",
      "a,ana,stage_two_confidence,4",
      "a,ana,rationale,\"why, so\"",
      to: "labels.csv"
    )
    try place.run(ImportAnnotationsCommand.self, place.project, file)
    let found = try Project.open(at: place.project).ratings(field: "violations", raters: .humans)
    #expect(
      found.map(\.value) == [
        .multiple(["endorses_violation", "loaded_wording"]), .multiple([]),
      ]
    )
    #expect(try ratings("rationale").count == 1)
  }

  @Test func `Label Studio's export, with people by their numbers`() throws {
    let file = try place.write(
      """
      [{"id": 7, "data": {"id": "a", "question": "?"}, "annotations": [
        {"id": 1, "completed_by": 1, "was_cancelled": false, "created_at": "2026-01-02T03:04:05.678901Z",
         "result": [
          {"from_name": "judgment", "to_name": "answer", "type": "choices", "value": {"choices": ["appropriate"]}},
          {"from_name": "stage_two_confidence", "to_name": "answer", "type": "rating", "value": {"rating": 5}},
          {"from_name": "violations", "to_name": "answer", "type": "choices", "value": {"choices": ["loaded_wording"]}}]},
        {"id": 2, "completed_by": 2, "was_cancelled": true, "result": []}]}]
      """,
      to: "export.json"
    )
    #expect(refusal(file).contains("task 1: '1' is not in the project"))
    try place.run(ImportAnnotationsCommand.self, place.project, file, "--annotator", "1=ana")
    #expect(try ratings("judgment") == ["a ana single(\"appropriate\")"])
    #expect(try ratings("stage_two_confidence") == ["a ana scale(5)"])
    #expect(try ratings("violations").count == 1)
  }

  @Test func `doccano's lines, one file for each annotator`() throws {
    let file = try place.write(
      #"{"id": 12, "item": "a", "text": "…", "label": ["appropriate"]}"#,
      #"{"id": 13, "item": "b", "text": "…", "label": []}"#,
      to: "ben.jsonl"
    )
    try place.run(ImportAnnotationsCommand.self, place.project, file, "--field", "judgment")
    #expect(try ratings("judgment") == ["a ben single(\"appropriate\")"])
  }

  @Test(arguments: [
    ("item,annotator,label\nx,ana,appropriate", "line 2: There is no item 'x'"),
    ("item,annotator,label\na,zoe,appropriate", "line 2: 'zoe' is not in the project"),
    (
      "item,annotator,label\na,ana,maybe",
      "line 2: 'maybe' is not a choice of 'judgment'. It takes: "
    ),
    (
      "item,annotator,label\na,ana,appropriate\na,ana,inappropriate",
      "line 3: Its annotator has another"
    ),
    ("item,annotator,label,at\na,ana,appropriate,yesterday", "'yesterday' is not a date and time"),
    (
      "item,annotator,field,label\na,ana,mood,good", "There is no field 'mood'. The guideline has: "
    ),
    (
      "item,annotator,field,label\na,ana,stage_two_confidence,9",
      "not a step of 'stage_two_confidence': 1 to 5"
    ),
    (
      "item,annotator,field,label\na,ana,stage_two_confidence,4.5",
      "'4.5' is not a value of 'stage_two_confidence'. It takes: 1 to 5"
    ),
    ("item,annotator,label\na,ana,nan", "line 2: 'nan' is not a choice of 'judgment'. It takes: "),
    (
      "item,annotator,field,label\na,ana,violations,loaded_wording|none",
      "'none' is not a choice of 'violations'"
    ),
    (
      "item,annotator,label,label\na,ana,appropriate,inappropriate",
      ":1: The column 'label' is there twice"
    ),
    ("item,label\na,appropriate", "There is no column 'annotator'"),
    ("item,annotator,label\n,ana,appropriate", ":2: The field 'item' is empty"),
  ])
  func `what is unknown is refused with its line, and nothing is imported`(
    text: String,
    said: String
  ) throws {
    // A line without a label follows, which alone would be left out.
    let header = text.prefix { $0 != "\n" }
    let commas = String(repeating: ",", count: header.count { $0 == "," })
    let file = try place.write(text, "b,ana\(commas.dropFirst())", to: "labels.csv")
    let message = refusal(file, "--field", "judgment")
    #expect(message.contains(said), "\(message)")
    #expect(try ratings("judgment").isEmpty)
  }

  @Test(arguments: ["4", "4.0", "04", "+4", " 4 "])
  func `a step of a scale is one number however it is written`(label: String) throws {
    let file = try place.write("item,annotator,label", "a,ana,\(label)", to: "labels.csv")
    try place.run(
      ImportAnnotationsCommand.self,
      place.project,
      file,
      "--field",
      "stage_two_confidence"
    )
    #expect(try ratings("stage_two_confidence") == ["a ana scale(4)"])
  }

  @Test func `columns may be named, separated by semicolons, and codes stand for no label`() throws
  {
    let file = try place.write(
      "task;worker;answer",
      " a ;7;appropriate",
      "b;7;NA",
      "c;ana; ",
      to: "labels.csv"
    )
    try place.run(
      ImportAnnotationsCommand.self,
      [
        place.project, file, "--field", "judgment", "--item", "task", "--label", "answer",
        "--annotator", "worker", "--annotator", "7=ana", "--missing", "NA,nan",
      ]
    )
    #expect(try ratings("judgment") == ["a ana single(\"appropriate\")"])
  }

  @Test func `a name of a file may hold an equals sign, and so may a person's`() throws {
    try place.run(PeopleCommand.Add.self, place.project, "john=smith", "--languages", "en")
    let file = try place.write(
      "item,annotator,label",
      "a,5=6,appropriate",
      "b,7,appropriate",
      "c,\"Jose\u{301} \",appropriate",
      to: "labels.csv"
    )
    try place.run(
      ImportAnnotationsCommand.self,
      [
        place.project, file, "--field", "judgment", "--annotator", "5=6=ana", "--annotator",
        "7=john=smith", "--annotator", "Jos\u{E9}=ben",
      ]
    )
    #expect(
      try ratings("judgment") == [
        "a ana single(\"appropriate\")", "b john=smith single(\"appropriate\")",
        "c ben single(\"appropriate\")",
      ]
    )
    #expect(refusal(file, "--annotator", "a", "--annotator", "b").contains("both stand alone"))
    #expect(
      refusal(file, "--annotator", "5=ana", "--annotator", "5=ben")
        .contains("says that '5' is 'ana', and 'ben' too")
    )
  }

  @Test func `an option for another format is refused`() throws {
    let file = try place.write("[]", to: "export.json")
    #expect(refusal(file, "--missing", "NA").contains("are for CSV, and"))
    #expect(refusal(file, "--annotator", "ana").contains("'ana' names one person"))
    let csv = try place.write("item,annotator,label", to: "labels.csv")
    #expect(refusal(csv, "--leave-out", "spans").contains("--leave-out is for Label Studio"))
  }

  @Test(arguments: [
    ("{", "no JSON"), ("{}", "an array of tasks"),
    ("[{\"data\": {}}]", "task 1: 'data.id' is missing"),
    ("[1]", "an array of tasks"),
  ])
  func `a file that is something else is refused`(text: String, said: String) throws {
    let file = try place.write(text, to: "export.json")
    #expect(refusal(file).contains(said))
  }
}

extension Workplace {
  func run<Command: ParsableCommand>(_ command: Command.Type, _ arguments: [String]) throws {
    var command = try command.parse(arguments)
    try command.run()
  }
}
