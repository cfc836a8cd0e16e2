import AnnotationCore
import ArgumentParser
import Fixtures
import Foundation
import ModelReview
import ProjectStore
import SafeText
import Testing

@testable import Review

@Suite struct AnswersCommandTests {
  let place: Workplace

  init() throws {
    place = try Workplace()
    try place.run(
      NewCommand.self,
      place.project,
      "--guideline",
      valuesGuideline
    )
  }

  private func questions(_ ids: String...) throws -> String {
    let lines = ids.map { #"{"id":"\#($0)","language":"en","question":"Is \#($0) so?"}"# }
    let path = place.path("questions.jsonl")
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: path,
      atomically: true,
      encoding: .utf8
    )
    return path
  }

  /// A file of recorded writers, with what each says about each question.
  private func writers(_ replies: [String: [String: String]], attempts: Int = 1) throws -> String {
    let lines = try replies.sorted { $0.key < $1.key }.flatMap { writer, byQuestion in
      try byQuestion.sorted { $0.key < $1.key }.map { question, reply in
        let object = ["item": question, "juror": writer, "reply": reply]
        return String(decoding: try JSONEncoder().encode(object), as: UTF8.self)
      }
    }
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: place.path("replies.jsonl"),
      atomically: true,
      encoding: .utf8
    )
    let jurors = replies.keys.sorted()
      .map { "  - {name: \($0), recorded: replies.jsonl, attempts: \(attempts)}" }
    return try place.write(
      "jury: writers\njurors:\n" + jurors.joined(separator: "\n"),
      to: "writers.yaml"
    )
  }

  /// What running the command ends with, or nil where it is a good end.
  private func answers(_ arguments: String...) async throws -> String? {
    let command = try AnswersCommand.parse([place.project] + arguments)
    do {
      try await command.run()
      return nil
    } catch { return "\(error)" }
  }

  private func items() throws -> [Item] {
    var items: [Item] = []
    try Project.open(at: place.project).snapshot { snapshot in
      try snapshot.forEachDossier { items.append($0.item) }
    }
    return items
  }

  @Test func `writers answer, and their answers are items whose ids name none of them`()
    async throws
  {
    let file = try writers([
      "ada": ["one": "Yes, it is.", "two": "Two of them."],
      "bob": ["one": "No, never.", "two": "None of them."],
    ])
    let asked = try questions("one", "two")
    #expect(try await answers(asked, "--writers", file, "--seed", "7") == nil)
    let items = try items()
    #expect(items.count == 4)
    let byAnswer = Dictionary(uniqueKeysWithValues: items.map { ($0.answer, $0) })
    #expect(byAnswer["Yes, it is."]?.model == "ada")
    #expect(byAnswer["None of them."]?.model == "bob")
    #expect(byAnswer["None of them."]?.question == "Is two so?")
    #expect(items.allSatisfy { $0.id.wholeMatch(of: /(one|two)\.[a-z]/) != nil })
    // The questions are in the project: the next run has nothing left to do.
    #expect(try await answers("--writers", file) == nil)
    #expect(try self.items().count == 4)
  }

  @Test func `a flawed answer makes no item, and the question is over when attempts are`()
    async throws
  {
    let file = try writers([
      "ada": ["one": "Yes.\n\nBecause it is.", "two": "Two of them."],
      "bob": ["one": "Is one so? I think it is.", "two": "Нет, никогда."],
    ])
    let asked = try questions("one", "two")
    #expect(try await answers(asked, "--writers", file) == nil)
    #expect(try items().map(\.answer) == ["Two of them."])
    let store = try Project.open(at: place.project)
    let writers = try ["ada", "bob"].map {
      try Writer(name: $0, model: .init(provider: .recorded(file: "")))
    }
    #expect(
      try store.answerProgress(writers).map(\.flawed) == [
        ["paragraphs": 1], ["other_script": 1, "restates_question": 1],
      ]
    )
  }

  @Test func `a writer that owes answers holds the question back, and the run ends with 1`()
    async throws
  {
    let file = try writers(["ada": ["one": "Yes."], "bob": ["two": "No."]], attempts: 2)
    let asked = try questions("one")
    // Nobody recorded what bob says: both attempts fail, and then nothing waits any more.
    #expect(try await answers(asked, "--writers", file) == nil)
    #expect(try items().map(\.answer) == ["Yes."])
    let live = try place.write(
      "jury: live\nbudget: 1\njurors:\n  - {name: dear, endpoint: 'http://127.0.0.1:9/v1', "
        + "model: m, price: {input: 1e9, output: 1e9}, maximum_tokens: 9}",
      to: "live.yaml"
    )
    #expect(try await answers("--writers", live) == "ExitCode(rawValue: 1)")
  }

  @Test
  func `without questions, with a changed one or with a writer that chooses, it says what to do`()
    async throws
  {
    let file = try writers(["ada": ["one": "Yes."]])
    #expect(try await answers("--writers", file)?.hasPrefix("The project has no questions") == true)
    #expect(try await answers(try questions("one"), "--writers", file) == nil)
    let changed = try place.write(
      #"{"id":"one","language":"en","question":"Was it?"}"#,
      to: "changed.jsonl"
    )
    let said = try await answers(changed, "--writers", file)
    #expect(said?.hasPrefix("changed.jsonl: the project has a question 'one' with another") == true)
    let chooser = try place.write(
      "jury: c\njurors:\n  - {name: c, endpoint: 'http://127.0.0.1:9/v1', model: m, protocol: decisions}",
      to: "chooser.yaml"
    )
    #expect(try await answers("--writers", chooser)?.hasPrefix("'c' uses the protocol") == true)
  }

  @Test func `what models call themselves is shown, and a terminal obeys none of it`() throws {
    var progress = WriterProgress(writer: "w\u{1B}")
    progress.flawed = ["too_long": 2, "empty": 1]
    progress.reportedModels = ["m", "other\u{1B}[2J"]
    let endpoint = ModelEndpoint(address: "http://127.0.0.1:9", model: "m")
    var made = AnswerItemsReport()
    made.waiting = 3
    let text = try AnswersReport.text(
      [progress],
      made,
      of: [Writer(name: "w\u{1B}", model: .init(provider: .endpoint(endpoint)))]
    )
    #expect(printable(text).contains("w␛, asked as 'm', reports that it is 'other␛[2J'"))
    #expect(text.contains("flawed: 1 empty, 2 too_long"))
    #expect(
      text.hasSuffix(
        "0 items made; 3 questions wait for answers, and get their items when all are there."
      )
    )
  }
}
