import AnnotationCore
import ArgumentParser
import Fixtures
import Foundation
import ProjectStore
import Testing

@testable import Review

@Suite struct JuryBatchCommandTests {
  let place: Workplace
  let jury: String

  /// A project with an item that waits for the jury.
  init() throws {
    place = try Workplace()
    jury = try place.write(
      "jury: a jury",
      "jurors:",
      "  - name: far",
      "    endpoint: http://127.0.0.1:9/v1",
      "    model: m",
      "    retries: 0",
      "    price: {input: 1, output: 2, batch: 0.5}",
      "    maximum_tokens: 100",
      "  - name: near",
      "    protocol: gemini",
      "    endpoint: http://127.0.0.1:9/v1",
      "    model: m",
      to: "jury.yaml"
    )
    try place.makeProject(items: [Workplace.item("a")])
    let store = try Project.open(at: place.project)
    for person in try store.people() where person.role == .annotator {
      let outside = Labels(
        values: [
          "category": .single("gender_rights"), "issue": .text("names"),
          "scope": .single("outside"), "concerned_groups": .multiple([]),
          "stage_one_confidence": .scale(4),
        ]
      )
      try store.commit(.one, outside, of: "a", by: person, at: now())
    }
  }

  func batch(_ arguments: String...) async throws {
    let command = try JuryBatchCommand.parse([place.project] + arguments)
    try await command.run()
  }

  func message(_ arguments: String...) async -> String {
    do {
      let command = try JuryBatchCommand.parse([place.project] + arguments)
      try await command.run()
      return "no error"
    } catch { return "\(error)" }
  }

  @Test func `a juror without batches is named with those that have them`() async throws {
    let said = await message("--jury", jury, "--juror", "near")
    #expect(said.contains("'near' cannot be asked in batches"))
    #expect(said.contains("'far'"))
  }

  @Test func `the jury's file is asked for, unless nothing is to be done`() async throws {
    #expect(throws: (any Error).self) { try JuryBatchCommand.parse([place.project]) }
    try await batch("--list", "--json")
  }

  @Test func `a batch that is not there, or not in doubt, is not given up or adopted`() async throws
  {
    #expect(await message("--abandon", "00").contains("There is no batch 00"))
    #expect(await message("--adopt", "00").contains("is not BATCH=ID"))
    #expect(await message("--adopt", "00=../x").contains("is not BATCH=ID"))
    #expect(await message("--adopt", "00=batch_1").contains("There is no batch 00"))
  }

  @Test func `a provider that is away leaves a written batch, which can be given up`() async throws
  {
    // Nobody listens on the discard port.
    #expect(await message("--jury", jury) != "no error")
    let store = try Project.open(at: place.project)
    let batch = try #require(try store.batches().first)
    #expect(batch.state == .written)
    #expect(batch.client == "far")
    let folder = place.project + "-batches"
    for (path, mode) in [(folder, 0o700), (folder + "/" + batch.file, 0o600)] {
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == mode)
    }
    let far = try #require(try store.jurors().first { $0.name == "far" })
    #expect(try store.casesForJury(far, limit: 5).isEmpty)
    #expect(await message("--adopt", batch.key + "=batch_1").contains("Nothing was changed"))

    try await self.batch("--abandon", batch.key)
    #expect(try store.casesForJury(far, limit: 5).map(\.item.id) == ["a"])
    #expect(await message("--abandon", batch.key).contains("is over already"))
  }

  @Test(arguments: [
    (Batch.Kind.submitting, "unknown"), (.rejected, "written"), (.failed, "failed"),
  ])
  func `a batch is shown in a word`(kind: Batch.Kind, word: String) {
    let batch = Batch(
      key: "00ff",
      client: "far",
      sha256: "s",
      lines: 1,
      bytes: 1,
      output: .schema,
      writtenAt: Timestamp(rawValue: 1),
      events: [Batch.Event(kind, detail: "because\u{1B}[2J", at: Timestamp(rawValue: 2))]
    )
    let text = BatchReport.text([batch])
    #expect(text.contains(word))
    #expect(!text.contains("\u{1B}"))
  }
}
