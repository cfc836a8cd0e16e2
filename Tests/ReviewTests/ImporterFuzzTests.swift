import AnnotationCore
import ArgumentParser
import Fixtures
import Foundation
import GuidelineFiles
import ItemFiles
import Measurement
import ProjectStore
import RatingFiles
import Testing

@testable import Review

/// Files that are accepted, changed at random: each is taken whole, or refused with its name and the
/// place, and then nothing of it is.
@Suite struct ImporterFuzzTests {
  /// How many mutants of each importer: `FILE_MUTANTS=1000` is what `make soak` runs.
  private static let mutants =
    ProcessInfo.processInfo.environment["FILE_MUTANTS"].flatMap(Int.init) ?? 100

  enum Importer: String, CaseIterable, Sendable {
    case items = "items.jsonl"
    case questions = "questions.jsonl"
    case references = "references.jsonl"
    case ratings = "ratings.csv"
    case annotations = "annotations.csv"
    case labelStudio = "export.json"
    case doccano = "ben.jsonl"
    case guideline = "guideline.yaml"
    case jury = "jury.yaml"
    case settings = "settings.yaml"
  }

  @Test(.timeLimit(.minutes(90)), arguments: Importer.allCases)
  func `a changed file is taken whole, or refused with its place`(importer: Importer) throws {
    var random = SplitMix64(drawnFrom: ["mutants", importer.rawValue])
    let seeds = try Self.seeds(of: importer)
    var target = try ImportTarget()
    for seed in seeds {
      let why = try target.refusal(of: Array(seed.utf8), importer)
      #expect(why == nil, "The seed is accepted.")
    }
    var accepted = 0
    for number in 0..<Self.mutants {
      // A project of its own for some hundred files, so that counting stays quick.
      if number % 200 == 199 { target = try ImportTarget() }
      let mutant = Mutation.mutant(of: seeds, using: &random)
      guard let why = try target.refusal(of: mutant, importer) else {
        accepted += 1
        continue
      }
      let complaint = Self.complaint(about: why, in: target.place.folder.path)
      #expect(
        complaint == nil,
        "mutant \(number): \(complaint ?? ""): \(why)\n\(String(decoding: mutant, as: UTF8.self))"
      )
      if complaint != nil { return }
    }
    #expect(accepted < Self.mutants, "Some mutants are wrong.")
  }

  /// What is wrong with an error: it must name the file, and the line, task or file as a whole.
  private static func complaint(about error: any Error, in folder: String) -> String? {
    let isTyped =
      error is ItemFileError || error is ReferenceError || error is RatingFileError
      || error is GuidelineError || error is CommandFailure || error is StoreError
    guard isTyped else { return "an error of the type \(type(of: error))" }
    let said = "\(error)"
    // What the project refuses has no line: it names the item.
    if error is StoreError { return said.contains("'") ? nil : "it does not say of what" }
    guard said.contains(folder) else { return "it does not name the file" }
    let isOfWhole = [
      "is empty", "no rating", "be read", "should be", "This is an export", "This is Label Studio",
      "No record has",
    ].contains { said.contains($0) }
    let hasPlace =
      said.contains(/:\d+/) || said.contains(/line \d+/) || said.contains(/task \d+/)
    return hasPlace || isOfWhole ? nil : "it does not say where"
  }

  private static func seeds(of importer: Importer) throws -> [String] {
    func sample(_ name: String, lines: Int = 4) throws -> String {
      let text = try String(contentsOfFile: repositoryFile("samples/\(name)"), encoding: .utf8)
      return text.split(separator: "\n").prefix(lines).joined(separator: "\n") + "\n"
    }
    switch importer {
    case .items: return [try sample("items.jsonl"), "\u{FEFF}" + Workplace.item("x") + "\r\n\r\n"]
    case .questions: return [try sample("questions.jsonl")]
    case .references:
      return [
        #"{"item":"a","purpose":"gold","labels":{"judgment":"appropriate"},"why":"So."}"# + "\n"
          + #"{"item":"b","purpose":"training","labels":{"stage_two_confidence":4,"violations":[]},"#
          + #""why":"So \"it\" is."}"#
      ]
    case .ratings:
      return [
        try sample("ratings.csv", lines: 12),
        "sep=;\r\nitem;annotator;label;region;at\r\na;x;1;n;10\r\na;\"y \"\"z\";2.0;s;11\r\nb;x;;n;12\r\n",
        "item\tannotator\tlabel\na|\tx\t\"a\nb\"\nb\tx\tc\n",
      ]
    case .annotations:
      return [
        "item,annotator,field,label,at\na,ana,judgment,appropriate,2025-03-01T10:00:00Z\n"
          + "b,ana,stage_two_confidence,4,\nc,ana,violations,endorses_violation|loaded_wording,\n"
          + "d,ana,rationale,\"why, \"\"so\"\"\nand so\",\n"
      ]
    case .labelStudio:
      return [
        """
        [{"id": 7, "data": {"id": "a", "question": "?"}, "annotations": [
          {"id": 1, "completed_by": 1, "was_cancelled": false, "created_at": "2026-01-02T03:04:05.678Z",
           "result": [
            {"from_name": "judgment", "type": "choices", "value": {"choices": ["appropriate"]}},
            {"from_name": "stage_two_confidence", "type": "rating", "value": {"rating": 5}},
            {"from_name": "rationale", "type": "textarea", "value": {"text": ["why"]}}]},
          {"id": 2, "completed_by": {"id": 2}, "was_cancelled": true, "result": []}]},
         {"data": {"id": "b"}, "annotations": []}]
        """
      ]
    case .doccano:
      return [
        #"{"id": 12, "item": "a", "text": "…", "label": ["appropriate"]}"# + "\n"
          + #"{"id": 13, "meta": {"item": "b"}, "labels": ["inappropriate"], "Comments": []}"#
          + "\n"
          + #"{"id": 14, "item": "c", "label": []}"#
      ]
    case .guideline:
      return [
        try String(contentsOfFile: repositoryFile("guidelines/one-stage.yaml"), encoding: .utf8)
      ]
    case .jury:
      return [
        """
        jury: live
        defaults: {temperature: 0, seed: 7, maximum_tokens: 1500}
        budget: 12.50
        jurors:
          - name: cloud
            endpoint: https://api.example.org/v1
            model: m
            key_from: EXAMPLE_KEY
            concurrency: 4
            price: {input: 2, output: 8, batch: 0.5}
          - {name: local, endpoint: "http://127.0.0.1:8000/v1", model: q, price: {input: 0, output: 0}}
        """
      ]
    case .settings:
      return [try String(contentsOfFile: repositoryFile("samples/settings.yaml"), encoding: .utf8)]
    }
  }
}

/// What files are imported into, and whether anything of them is in it.
private struct ImportTarget {
  let place: Workplace
  let store: Project

  init() throws {
    place = try Workplace()
    try place.makeProject(items: ["a", "b", "c", "d", "u01", "u02"].map { Workplace.item($0) })
    store = try Project.open(at: place.project)
    // The prompts that a guideline names.
    for folder in ["one-stage", "x-value"] {
      try FileManager.default.copyItem(
        atPath: repositoryFile("guidelines/\(folder)"),
        toPath: place.path(folder)
      )
    }
  }

  /// Imports a file.
  /// - Returns: why it was refused; nil where it was taken.
  /// - Throws: where something of a refused file is in the project, or not all of one that was taken.
  func refusal(
    of bytes: [UInt8],
    _ importer: ImporterFuzzTests.Importer
  ) throws -> (any Error)? {
    let path = place.path(importer.rawValue)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let before = try count(importer)
    var added = 0
    var refusal: (any Error)?
    do { added = try imported(path, importer) } catch { refusal = error }
    guard try count(importer) == before + added else { throw HalfImport(refusal: refusal) }
    return refusal
  }

  private struct HalfImport: Error { let refusal: (any Error)? }

  /// How much of what the importer adds is in the project.
  private func count(_ importer: ImporterFuzzTests.Importer) throws -> Int {
    switch importer {
    case .items: return try store.snapshot { try $0.itemCount() }
    case .questions: return try store.questionCount()
    case .annotations, .labelStudio, .doccano:
      return try store.guideline.guideline.fields.reduce(0) {
        try $0 + store.ratings(field: $1.id, raters: .humans).count
      }
    default: return 0
    }
  }

  /// - Returns: how much was added.
  private func imported(_ path: String, _ importer: ImporterFuzzTests.Importer) throws -> Int {
    let moment = Timestamp(rawValue: 5)
    switch importer {
    case .items:
      return try ImportCommand.parse([place.project, path]).imported(into: store).report.added
    case .questions:
      let questions = try QuestionReader.read(path: path)
      switch try store.add(questions: questions, file: path, at: moment) {
      case .success(let added): return added
      // Another mutant with this id came before.
      case .failure: return 0
      }
    case .references:
      _ = try ReferenceReader(path: path, guideline: store.guideline.guideline).read()
      return 0
    case .ratings:
      _ = try RatingFile(path: path)
      return 0
    case .annotations, .labelStudio, .doccano:
      var arguments = [place.project, path]
      if importer == .doccano { arguments += ["--field", "judgment"] }
      if importer == .labelStudio { arguments += ["--annotator", "1=ana"] }
      return try ImportAnnotationsCommand.parse(arguments).imported(into: store, at: moment).added
    case .guideline: _ = try GuidelineFile.read(path: path)
    case .jury: _ = try JuryFile.read(path: path)
    case .settings: _ = try SettingsFile.read(path: path)
    }
    return 0
  }
}

/// Changes of a file's bytes.
private enum Mutation {
  /// What parsers trip over.
  private static let tokens: [[UInt8]] =
    [
      "\"", "\"\"", "'", "{", "}", "[", "]", ",", ";", "\t", ":", "\n", "\r", "\r\n", "\\",
      "\\u0000",
      "\\ud800", "\u{0}", "\u{1B}[2J", "\u{7}", "\u{202E}", "\u{200B}", "\u{FEFF}", "\u{301}",
      "\u{2028}",
      "\u{A0}", "null", "true", "NaN", "nan", "NA", "1e999", "-0", "99999999999999999999",
      "0.1e-400",
      "1.0", "01", "&a ", "*a", "<<: *a", "!!binary ", "!tag ", "? ", "- ", "| ", "> ", "---\n",
      "%YAML 9\n",
      "#", "|", "=", "%41", "../", "é", "한", "😀", "item", "id", "label", "annotations", "result",
      "\"id\":\"a\",", "sep=;\n", "{}", "[]", "[[[[[[[[", "{\"a\":",
    ].map { Array($0.utf8) }
    + [
      [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF8], [0xFF, 0xFE], [0x1F, 0x8B],
      [0x50, 0x4B, 3, 4],
      [UInt8](repeating: UInt8(ascii: "["), count: 2000), [UInt8](repeating: 0x20, count: 3000),
    ]

  static func mutant(
    of seeds: [String],
    using random: inout some RandomNumberGenerator
  ) -> [UInt8] {
    var bytes = Array((seeds.randomElement(using: &random) ?? "").utf8)
    for _ in 0..<Int.random(in: 1...4, using: &random) { change(&bytes, using: &random) }
    return bytes
  }

  private static func change(
    _ bytes: inout [UInt8],
    using random: inout some RandomNumberGenerator
  ) {
    let place = Int.random(in: 0...bytes.count, using: &random)
    let length = Int.random(in: 0...min(40, bytes.count - place), using: &random)
    let range = place..<(place + length)
    switch Int.random(in: 0..<9, using: &random) {
    case 0: bytes.removeSubrange(range)
    case 1:
      bytes.insert(contentsOf: bytes[range], at: Int.random(in: 0...bytes.count, using: &random))
    case 2: if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &random) }
    case 3: if place < bytes.count { bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &random) }
    case 4: bytes.removeLast(bytes.count - place)
    case 5: swapLines(&bytes, using: &random)
    case 6: repeatLine(&bytes, using: &random)
    default:
      if Bool.random(using: &random) { bytes.removeSubrange(range) }
      bytes.insert(contentsOf: tokens.randomElement(using: &random) ?? [], at: place)
    }
  }

  private static func swapLines(
    _ bytes: inout [UInt8],
    using random: inout some RandomNumberGenerator
  ) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    lines.swapAt(
      Int.random(in: 0..<lines.count, using: &random),
      Int.random(in: 0..<lines.count, using: &random)
    )
    bytes = Array(lines.joined(separator: [0x0A]))
  }

  private static func repeatLine(
    _ bytes: inout [UInt8],
    using random: inout some RandomNumberGenerator
  ) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    lines.insert(
      lines[Int.random(in: 0..<lines.count, using: &random)],
      at: Int.random(in: 0...lines.count, using: &random)
    )
    bytes = Array(lines.joined(separator: [0x0A]))
  }
}
