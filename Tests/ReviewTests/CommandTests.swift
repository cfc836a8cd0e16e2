import AnnotationCore
import Fixtures
import Foundation
import ItemFiles
import ProjectStore
import Testing

@testable import Review

@Suite struct CommandTests {
  let place: Workplace

  init() throws { place = try Workplace() }

  func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch { return "\(error)" }
  }

  @Test func `a bad line names file, line and field, shows the line, and imports nothing`() throws {
    try place.makeProject(items: [Workplace.item("a")])
    let file = try place.write(
      Workplace.item("b"),
      #"{"id":"c","language":"en","question":"?"}"#,
      to: "more.jsonl"
    )
    let said = message { try place.run(ImportCommand.self, place.project, file) }
    #expect(said.contains("more.jsonl:2: field 'answer': is missing"))
    #expect(said.contains(#"2 | {"id":"c""#))
    #expect(said.contains("Nothing was imported"))
    #expect(try Project.open(at: place.project).status().items == ["en": 1])
  }

  @Test func `an id that appears twice in a file is refused with both lines`() throws {
    try place.makeProject(items: [Workplace.item("a")])
    let file = try place.write(Workplace.item("b"), Workplace.item("b"), to: "twice.jsonl")
    let said = message { try place.run(ImportCommand.self, place.project, file) }
    #expect(said.contains("twice.jsonl:2: field 'id'"))
    #expect(said.contains("line 1"))
    #expect(try Project.open(at: place.project).status().items == ["en": 1])
  }

  @Test func `an item whose content has changed is refused`() throws {
    try place.makeProject(items: [Workplace.item("a")])
    let file = try place.write(Workplace.item("a", answer: "Another."), to: "changed.jsonl")
    let said = message { try place.run(ImportCommand.self, place.project, file) }
    #expect(said.contains("answer differs"))
  }

  @Test func `importing the same file again changes nothing`() throws {
    try place.makeProject(items: [Workplace.item("a")])
    try place.run(ImportCommand.self, place.project, place.path("items.jsonl"))
    let store = try Project.open(at: place.project)
    #expect(try store.snapshot { try $0.imports().count } == 1)
    #expect(try store.status().items == ["en": 1])
  }

  @Test func `a file that was imported is known by its hash, whatever it is called by now`() throws
  {
    try place.makeProject(items: [Workplace.item("a"), Workplace.item("b")])
    let store = try Project.open(at: place.project)
    let text = try String(contentsOfFile: place.path("items.jsonl"), encoding: .utf8)
    let copy = place.path("copy.jsonl")
    try text.write(toFile: copy, atomically: true, encoding: .utf8)
    let hash = try ItemReader.sha256(of: copy)
    #expect(
      try store.importReport(ofKnown: hash)
        == ImportReport(added: 0, unchanged: 2, alreadyImported: true)
    )
    #expect(try store.importReport(ofKnown: "another") == nil)
    try place.run(ImportCommand.self, place.project, copy)
    #expect(try store.snapshot { try $0.imports().count } == 1)
  }

  @Test func `every item goes to as many annotators as asked, once`() throws {
    try place.makeProject(items: ["a", "b", "c"].map { Workplace.item($0) })
    try place.run(AssignCommand.self, place.project)
    #expect(try Project.open(at: place.project).status().assignments[.open] == 6)
  }

  @Test func `a language with too few readers is named, with what to do`() throws {
    try place.makeProject(items: [Workplace.item("a")])
    let said = message { try place.run(AssignCommand.self, place.project, "--overlap", "3") }
    #expect(said.contains("en (2)"))
    #expect(said.contains("review people add"))
  }

  @Test func `a release is made under pseudonyms and never over another one`() throws {
    try place.makeProject(items: [Workplace.item("a")])
    try place.run(ExportCommand.self, place.project, place.path("release"))
    let names = try FileManager.default.subpathsOfDirectory(atPath: place.path("release"))
    #expect(names.contains("manifest.json"))
    for name in names where name.contains(".") {
      let text = try String(contentsOfFile: place.path("release/\(name)"), encoding: .utf8)
      #expect(!text.contains("noor"))
    }
    let said = message {
      try place.run(ExportCommand.self, place.project, place.path("release"))
    }
    #expect(said.contains("exists already"))
  }

  @Test func `the same project exports the same bytes`() throws {
    try place.makeProject(items: ["a", "b"].map { Workplace.item($0) })
    for name in ["one", "two"] {
      try place.run(ExportCommand.self, place.project, place.path(name))
    }
    for name in try FileManager.default.subpathsOfDirectory(atPath: place.path("one")) {
      #expect(
        FileManager.default.contents(atPath: place.path("one/\(name)"))
          == FileManager.default.contents(atPath: place.path("two/\(name)")),
        "\(name)"
      )
    }
  }

  @Test func `a field or a lead that does not exist is named with what there is`() throws {
    try place.makeProject(items: [Workplace.item("a")])
    let field = message {
      try place.run(
        AdjudicateCommand.self,
        place.project,
        "a",
        "verdict",
        "x",
        "--reason",
        "r",
        "--as",
        "noor"
      )
    }
    #expect(field.contains("There is no field 'verdict'. The guideline has: category"))
    let lead = message {
      try place.run(AdjudicateCommand.self, place.project, "--as", "nobody")
    }
    #expect(lead.contains("There is nobody called 'nobody' on the team."))
  }
}
