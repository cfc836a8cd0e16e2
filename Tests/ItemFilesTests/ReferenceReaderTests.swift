import AnnotationCore
import Fixtures
import Foundation
import SafeText
import Testing

@testable import ItemFiles

@Suite struct `Reading references` {
  func read(_ text: String) throws -> [Reference] {
    try withTemporaryFile(Array(text.utf8)) { path in
      try ReferenceReader(path: path, guideline: smallGuideline()).read().map(\.reference)
    }
  }

  func complaint(about text: String) throws -> String? {
    try withTemporaryFile(Array(text.utf8)) { path in
      do {
        _ = try ReferenceReader(path: path, guideline: smallGuideline()).read()
        return nil
      } catch let error as ReferenceError {
        return error.description.replacing(path, with: "gold.jsonl")
      }
    }
  }

  /// A line with these labels.
  func line(_ labels: String, item: String = "a", purpose: String = "gold") -> String {
    #"{"item": "\#(item)", "purpose": "\#(purpose)", "labels": {\#(labels)}, "why": "So."}"#
  }

  @Test func `every kind of label is read as its field's`() throws {
    let labels = #""reach": "wide", "groups": ["a", "b"], "sure": 4, "faults": []"#
    let read = try read("\n" + line(labels, purpose: "training") + "\n\n")
    #expect(
      read == [
        Reference(
          item: "a",
          purpose: .training,
          values: [
            "reach": .single("wide"), "groups": .multiple(["a", "b"]), "sure": .scale(4),
            "faults": .multiple([]),
          ],
          why: "So."
        )
      ]
    )
  }

  @Test func `an item's id is composed, as the items' are`() throws {
    let read = try read(line(#""sure": 4"#, item: "Jose\u{301}"))
    #expect(read.map { Array($0.item.unicodeScalars) } == [Array("José".unicodeScalars)])
  }

  @Test(arguments: [
    ("[]", "this is no JSON object. Each line holds one reference"),
    ("{\"item\": 1,}", "this is no JSON object (column 12: a name in double quotes is expected)"),
    (#"{"item": "a", "item": "b"}"#, "this is no JSON object (column 15: the name 'item' appears"),
    (#"{"item": "a", "lable": 1}"#, "'lable' is not known. A reference has: item, purpose"),
    (#"{"purpose": "gold"}"#, "'item' is missing"),
    (#"{"item": "a b", "purpose": "gold"}"#, "'item' is no item's id: it holds a blank"),
    (
      #"{"item": "a\u200b", "purpose": "gold"}"#,
      "'item' is no item's id: it holds a character that"
    ),
    (#"{"item": "a", "purpose": "silver"}"#, "'purpose' is training or gold"),
    (#"{"item": "a", "purpose": "gold", "labels": {"sure": 1}}"#, "'why' is missing"),
    (#"{"item": "a", "purpose": "gold", "labels": {}, "why": "b"}"#, "'labels' holds fields"),
  ])
  func `a line of another shape is refused with its number`(text: String, said: String) throws {
    let complaint = try complaint(about: line(#""sure": 1"#, item: "z") + "\n" + text)
    #expect(complaint?.hasPrefix("gold.jsonl:2: \(said)") == true, "\(complaint ?? "nothing")")
  }

  @Test(arguments: [
    (#""reech": "wide""#, "the guideline has no field 'reech'. It has: reach, accord, groups"),
    (#""reach": "broad""#, "field 'reach': takes one of wide, narrow, none"),
    (#""reach": ["wide"]"#, "field 'reach': takes one of"),
    (#""groups": ["d"]"#, "field 'groups': takes a list of a, b, c"),
    (#""sure": 6"#, "field 'sure': takes a whole number from 1 to 5"),
    (#""sure": 1.5"#, "field 'sure': takes a whole number"),
    (#""sure": true"#, "field 'sure': takes a whole number"),
    (#""why": "so""#, "field 'why': is free text"),
  ])
  func `a label that its field does not take is refused`(labels: String, said: String) throws {
    let complaint = try complaint(about: line(labels))
    #expect(complaint?.hasPrefix("gold.jsonl:1: \(said)") == true, "\(complaint ?? "nothing")")
  }

  @Test(arguments: [
    (#""reach": "none", "accord": "yes""#, "field 'accord': is not asked where 'reach' is 'none'"),
    (#""reach": "none", "fit": "good""#, "field 'fit': what comes before sets the item aside"),
    (
      #""reach": "wide", "accord": "no", "faults": ["harm"]"#,
      "field 'faults': the criterion 'balance', which the labels select, does not look for 'harm'"
    ),
  ])
  func `labels that nobody could give together are refused`(labels: String, said: String) throws {
    let complaint = try complaint(about: line(labels))
    #expect(complaint?.hasPrefix("gold.jsonl:1: \(said)") == true, "\(complaint ?? "nothing")")
  }

  @Test func `a reference that no form could match is refused`() throws {
    var guideline = smallGuideline()
    guideline.change("groups") { $0.isOptional = false }
    guideline.change("faults") { $0.kind = .single(.points) }
    let wrong = [
      #""groups": []"#: "field 'groups': takes a list of a, b, c, with at least one of them",
      #""reach": "wide", "accord": "no", "faults": "harm""#:
        "field 'faults': the criterion 'balance', which the labels select, does not look for 'harm'",
    ]
    for (labels, said) in wrong {
      try withTemporaryFile(Array(line(labels).utf8)) { path in
        let error = #expect(throws: ReferenceError.self) {
          try ReferenceReader(path: path, guideline: guideline).read()
        }
        #expect(error?.sentence.hasPrefix(said) == true, "\(error?.sentence ?? "")")
      }
    }
  }

  @Test(arguments: [
    #""accord": "yes""#, #""fit": "good""#, #""reach": "wide", "faults": ["harm", "one_sided"]"#,
    #""reach": "none""#,
  ])
  func `what a reference leaves out may be anything`(labels: String) throws {
    #expect(try read(line(labels)).count == 1)
  }

  @Test func `an item stands once in the file`() throws {
    let complaint = try complaint(about: line(#""sure": 1"#) + "\n" + line(#""sure": 2"#))
    #expect(complaint?.hasPrefix("gold.jsonl:2: the item 'a' stands on line 1 already.") == true)
  }

  @Test func `what a terminal would obey is shown once it is printed`() throws {
    let complaint = try #require(try complaint(about: line("\"re\u{1B}[31m\": 1")))
    #expect(printable(complaint).contains("re␛[31m"))
  }

  @Test func `the schema has the reader's fields and purposes`() throws {
    let file = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("schemas/reference.schema.json")
    let schema = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
    )
    let properties = try #require(schema["properties"] as? [String: [String: Any]])
    #expect(Set(properties.keys) == Set(ReferenceReader.fields))
    #expect(schema["required"] as? [String] == ReferenceReader.fields)
    #expect(
      properties["purpose"]?["enum"] as? [String] == Reference.Purpose.allCases.map(\.rawValue)
    )
  }
}
