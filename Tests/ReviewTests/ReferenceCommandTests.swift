import AnnotationCore
import Fixtures
import Foundation
import ProjectStore
import Testing

@testable import Review

@Suite struct `Training, gold and guideline versions by command` {
  let place: Workplace

  init() throws {
    place = try Workplace()
    // The prompts that the guideline names stand beside it.
    try FileManager.default.copyItem(
      atPath: repositoryFile("guidelines/x-value"),
      toPath: place.path("x-value")
    )
  }

  func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch { return "\(error)" }
  }

  /// The default guideline with other lines in place of some of its own, as a file.
  func guideline(version: String, adding lines: String = "", in name: String) throws -> String {
    let text = try String(
      contentsOfFile: valuesGuideline,
      encoding: .utf8
    )
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("version:") })
    return try place.write(
      text.replacing(line, with: "version: \"\(version)\"") + lines,
      to: name
    )
  }

  func reference(_ item: String, _ purpose: String) -> String {
    #"{"item":"\#(item)","purpose":"\#(purpose)","labels":{"nature":"pluralism"},"why":"So."}"#
  }

  /// A project that trains: t is for training, g is gold, four items are ordinary.
  func makeTrainingProject() throws {
    let file = try guideline(
      version: "9.1",
      adding: "\ntraining: {pass_share: 0.8}\ngold: {every: 2}\n",
      in: "training.yaml"
    )
    try place.run(NewCommand.self, place.project, "--guideline", file)
    let items = try place.write(
      ["t", "g", "a", "b", "c", "d"].map { Workplace.item($0) }.joined(separator: "\n"),
      to: "items.jsonl"
    )
    try place.run(ImportCommand.self, place.project, items)
    for name in ["ana", "ben"] {
      try place.run(PeopleCommand.Add.self, place.project, name, "--languages", "en")
    }
    let references = try place.write(
      reference("t", "training"),
      reference("g", "gold"),
      to: "references.jsonl"
    )
    try place.run(ReferenceCommand.Import.self, place.project, references)
    try place.run(AssignCommand.self, place.project)
  }

  @Test func `training is first in the queue, gold comes after every second item`() throws {
    try makeTrainingProject()
    let store = try Project.open(at: place.project)
    let ana = try #require(try store.person(named: "ana"))
    func queue() throws -> [ItemID] {
      try store.items(of: ana.id, matching: ItemFilter(), limit: 99).map(\.item)
    }
    #expect(try queue() == ["t"], "nothing but training is seen before it is over")
    try store.waiveTraining(of: ana.id, reason: "knows it", at: now())
    let all = try queue()
    #expect(all.count == 6)
    #expect(all.first == "t")
    #expect(all.firstIndex(of: "g") == 3)
  }

  @Test func `a person is qualified with a reason, by name`() throws {
    try makeTrainingProject()
    try place.run(PeopleCommand.Qualify.self, place.project, "ana", "--reason", "We talked.")
    let store = try Project.open(at: place.project)
    let ana = try #require(try store.person(named: "ana"))
    #expect(try store.qualification(of: ana.id).isOpen)
    let said = message {
      try place.run(PeopleCommand.Qualify.self, place.project, "zoe", "--reason", "x")
    }
    #expect(said.contains("nobody called 'zoe'"))
  }

  @Test func `a wrong reference names its line, and none is imported`() throws {
    try makeTrainingProject()
    let file = try place.write(
      reference("a", "gold"),
      #"{"item":"b","purpose":"gold","labels":{"nature":"odd"},"why":"So."}"#,
      to: "wrong.jsonl"
    )
    let said = message { try place.run(ReferenceCommand.Import.self, place.project, file) }
    #expect(said.contains("wrong.jsonl:2: field 'nature': takes one of"))
    #expect(said.contains("Nothing was imported."))
    #expect(try Project.open(at: place.project).reference(for: "a") == nil)
  }

  @Test func `another version of the guideline is shown, then put in force`() throws {
    try place.makeProject(items: [Workplace.item("a")])
    let before = try Project.open(at: place.project).guideline
    let file = try guideline(version: "9.2", adding: "\ngold: {every: 5}\n", in: "next.yaml")
    try place.run(GuidelineCommand.self, place.project, file, "--dry-run")
    #expect(try Project.open(at: place.project).guideline == before)
    try place.run(GuidelineCommand.self, place.project, file)
    #expect(try Project.open(at: place.project).guideline.guideline.version == "9.2")
    let back = message {
      try place.run(
        GuidelineCommand.self,
        place.project,
        valuesGuideline
      )
    }
    #expect(back.contains("version of its own"))
  }

  @Test func `a guideline that changed needs another version`() throws {
    try place.makeProject(items: [Workplace.item("a")])
    let version = try Project.open(at: place.project).guideline.guideline.version
    let file = try guideline(version: version, adding: "\ngold: {every: 5}\n", in: "same.yaml")
    let said = message { try place.run(GuidelineCommand.self, place.project, file) }
    #expect(said.contains("its version is still \(version)"))
  }
}
