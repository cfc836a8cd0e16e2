import AnnotationCore
import Fixtures
import Foundation
import GRDB
import ProjectStore
import Testing

@Suite struct `Values in the tables` {
  static let texts = [
    "plain", "", "\"quoted\" \\ back/slash", "line\nbreak\ttab\r\u{8}\u{C}\u{1}\u{7F}",
    "\u{202E}right\u{2028}", "日本語 🏳️‍🌈 e\u{301}", "{\"text\":\"x\"}", "12", "null",
  ]

  func roundTrip(_ values: FieldValues) throws -> (read: FieldValues?, stored: FieldValues) {
    let scratch = try Scratch()
    let (ann, _) = try scratch.team(items: 1)
    try scratch.project.saveDraft(
      Draft(item: "a", person: ann.id, stage: .one, values: values, at: scratch.now)
    )
    let body = try scratch.raw().read { try String.fetchOne($0, sql: "SELECT body FROM draft") }
    return (
      try scratch.project.workItem("a", for: ann.id)?.draft?.values,
      try JSONDecoder().decode(FieldValues.self, from: Data((body ?? "").utf8))
    )
  }

  @Test(arguments: texts)
  func `any text comes back as it was, and is the JSON that others read`(text: String) throws {
    let values: FieldValues = [
      "t": .text(text), "s": .single(text), "m": .multiple([text, "b"]), "n": .scale(-3),
      text: .multiple([]),
    ]
    let (read, stored) = try roundTrip(values)
    #expect(read == values)
    #expect(stored == values)
  }

  @Test(arguments: [
    (
      #" { "a" : [ "x" , "y" ] , "b" : 7 } "#,
      ["a": FieldValue.multiple(["x", "y"]), "b": .scale(7)]
    ),
    (#"{"a":"\u00e9\uD83D\uDE00\/\b\f\n\r\t\"\\"}"#, ["a": .single("é😀/\u{8}\u{C}\n\r\t\"\\")]),
    (#"{"a":{"text":"x"}}"#, ["a": .text("x")]),
  ])
  func `JSON as others write it is read`(body: String, values: FieldValues) throws {
    let scratch = try Scratch()
    let (ann, _) = try scratch.team(items: 1)
    try scratch.raw().write { db in
      try db.execute(sql: "INSERT INTO draft VALUES (1, 1, 1, ?, 0, NULL, 1)", arguments: [body])
    }
    #expect(try scratch.project.workItem("a", for: ann.id)?.draft?.values == values)
  }

  @Test(arguments: [
    #"{"a":null}"#, #"{"a":1.5}"#, #"{"a":true}"#, #"{"a":[1]}"#, #"{"a":"\ud800"}"#,
  ])
  func `JSON of another shape is damage, not a guess`(body: String) throws {
    let scratch = try Scratch()
    let (ann, _) = try scratch.team(items: 1)
    try scratch.raw().write { db in
      try db.execute(sql: "INSERT INTO draft VALUES (1, 1, 1, ?, 0, NULL, 1)", arguments: [body])
    }
    let error = #expect(throws: StoreError.self) {
      try scratch.project.workItem("a", for: ann.id)
    }
    guard case .file(.damaged) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
