import AnnotationCore
import Foundation
import Testing

@testable import GuidelineFiles

struct GuidelineFileTests {
  private static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private let path = Self.repository.appendingPathComponent("guidelines/x-value.yaml").path

  @Test func `the small guideline is taken`() { #expect(complaint(about: smallGuideline) == nil) }

  @Test(
    arguments: WrongGuideline.shape + WrongGuideline.fields + WrongGuideline.criteria
      + WrongGuideline.text
  )
  func `a wrong guideline is refused with its place and what would be right`(
    wrong: WrongGuideline
  ) {
    #expect(complaint(about: changed(wrong.old, wrong.new)) == wrong.message)
  }

  @Test func `the default guideline loads with its prompts`() throws {
    let loaded = try GuidelineFile.read(path: path)
    #expect(loaded.guideline.id == "x-value")
    #expect(loaded.guideline.stages.map(\.id) == ["issue", "answer"])
    #expect(loaded.guideline.stages[1].criterion.selectBy == ["scope", "nature"])
    let prompts = Self.repository.appendingPathComponent("guidelines/x-value")
    #expect(loaded.guideline.prompts.keys.sorted() == ["answer", "audit", "review", "stage_two"])
    for (name, text) in loaded.guideline.prompts {
      let file = prompts.appendingPathComponent("\(name).mustache")
      #expect(try text == String(contentsOf: file, encoding: .utf8))
    }
    #expect(try loaded.source == String(contentsOfFile: path, encoding: .utf8))
  }

  @Test(arguments: [
    ("", AssistancePolicy()),
    ("assistance: {mode: none}", AssistancePolicy()),
    ("assistance: {mode: after_commit}", AssistancePolicy(mode: .afterCommit)),
    ("assistance: {mode: before, control: 0.2}", AssistancePolicy(mode: .before, control: 0.2)),
  ])
  func `annotators see of the jury what the guideline says`(
    line: String,
    policy: AssistancePolicy
  ) throws {
    let source = changed("title: Small", "title: Small\n" + line)
    let loaded = try GuidelineFile.read(source: source, file: "a.yaml") { _ in "p" }
    #expect(loaded.guideline.assistance == policy)
  }

  @Test(arguments: DecisionPolicy.JuryRule.allCases)
  func `a guideline says how its jury comes to a verdict`(rule: DecisionPolicy.JuryRule) throws {
    func found(in source: String) throws -> DecisionPolicy.JuryRule {
      try GuidelineFile.read(source: source, file: "a.yaml") { _ in "" }.guideline.decisions
        .juryRule
    }
    let quorum = "  jury_quorum: 2"
    let source = changed(quorum, quorum + "\n  jury_rule: \(rule.rawValue)")
    #expect(try found(in: source) == rule)
    #expect(try found(in: smallGuideline) == .majority)
  }

  @Test func `a guideline that is not there is named`() {
    let error = #expect(throws: GuidelineError.self) {
      try GuidelineFile.read(path: "/nowhere/x.yaml")
    }
    #expect(
      error?.description == "/nowhere/x.yaml: cannot be read: there is no such file; check its name"
    )
  }

  @Test func `a prompt that is not there is named`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("guideline-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("small.yaml")
    try smallGuideline.write(to: file, atomically: true, encoding: .utf8)
    let error = #expect(throws: GuidelineError.self) { try GuidelineFile.read(path: file.path) }
    let prompt = folder.appendingPathComponent("small/review.mustache").path
    #expect(error == .unreadable(path: prompt, reason: "there is no such file; check its name"))
  }

  @Test func `the hash follows the text and the prompt, and nothing else`() throws {
    func hash(_ source: String, prompt: String, file: String = "a.yaml") throws -> String {
      try GuidelineFile.read(source: source, file: file) { _ in prompt }.hash
    }
    let hash1 = try hash(smallGuideline, prompt: "p")
    #expect(hash1.count == 64)
    #expect(try hash(smallGuideline, prompt: "p", file: "b.yaml") == hash1)
    #expect(try hash(smallGuideline, prompt: "q") != hash1)
    #expect(try hash(smallGuideline + "# a remark\n", prompt: "p") != hash1)
  }

  @Test func `line ends of another system change no message`() {
    let source = changed("title: Small", "titel: Small")
    let dos = source.replacing("\n", with: "\r\n")
    #expect(complaint(about: dos) == complaint(about: source))
    #expect(complaint(about: smallGuideline.replacing("\n", with: "\r\n")) == nil)
  }

  @Test func `a byte order mark is passed over`() {
    #expect(complaint(about: "\u{FEFF}" + smallGuideline) == nil)
  }

  @Test func `an empty file is refused`() {
    #expect(complaint(about: "")?.hasPrefix("small.yaml:1:1: the file is empty") == true)
  }

  @Test func `problems come in the order of the lines, and are counted`() {
    let source = changed(
      "jury: confirms",
      "jury: confirm",
      in: changed("key: n", "key: 1", in: changed("title: Small", "titel: Small"))
    )
    let lines = (complaint(about: source) ?? "").split(separator: "\n")
    #expect(
      lines.filter { $0.hasPrefix("small.yaml:") }
        == [
          "small.yaml:1:1: the guideline has no 'title'",
          "small.yaml:3:1: unknown key 'titel' in the guideline",
          "small.yaml:16:31: '1' cannot be a key",
          "small.yaml:62:9: 'confirm' is no role of the jury",
        ]
    )
    #expect(lines.last == "4 problems; nothing was taken from small.yaml.")
  }
}
